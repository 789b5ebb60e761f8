import { describe, expect, it } from 'vitest'
import { literal, octetsOf } from './characters.js'

const text = (octets: readonly number[]): string => Buffer.from(octets).toString('latin1')

describe('text in the octets of printers', () => {
  it.each([
    ['latin-1', 'für 5 ½', 'für 5 ½'],
    ['ascii', 'für Dvořák, Łódź & Straße', 'fur Dvorak, Lodz & Strasse'],
    ['latin-1', 'Dvořák – „Œuvre“', 'Dvorák - "OEuvre"'],
    ['latin-1', 'jürgen decomposed u\u0308', 'jürgen decomposed ü'],
    ['ascii', '報告書 2', '??? 2'],
    ['ascii', 'a 👩‍👩‍👧 b', 'a ? b'],
    ['ascii', 'two\r\nlines\tand\u00a0spaces\u001b', 'two lines and spaces '],
    ['ascii', '½', '?'],
  ] as const)('%s: %s', (repertoire, given, expected) => {
    expect(text(octetsOf(given, repertoire))).toBe(expected)
  })

  it('has the quotes, dashes and the euro of Windows-1252', () => {
    expect(octetsOf('€–“”œ', 'windows-1252')).toEqual([0x80, 0x96, 0x93, 0x94, 0x9c])
  })

  it('is written as a string of PDF and PostScript', () => {
    expect(literal(octetsOf('(a\\b) ü', 'latin-1'))).toBe('(\\(a\\\\b\\) \\374)')
  })
})
