import { describe, expect, it } from 'vitest'
import { PrinterWords } from './printer-words.js'

const octets = (text: string): Uint8Array => new TextEncoder().encode(text)
const texts = (lines: readonly { readonly text: string }[]): string[] => lines.map(({ text }) => text)

describe('what a printer says', () => {
  it('is lines, in pieces of any size, each with its time', () => {
    const words = new PrinterWords()
    expect(words.take(octets('@PJL USTATUS DEVICE\r\nCODE=10'), 1)).toBe(true)
    expect(words.take(octets('001\r\nDISPLAY="READY"\r\n\f\r\n'), 2)).toBe(true)
    expect(words.lines()).toEqual([{ time: 1, text: '@PJL USTATUS DEVICE' }, { time: 2, text: 'CODE=10001' }, { time: 2, text: 'DISPLAY="READY"' }])
    expect(words.take(octets('ONLINE=TRUE'), 3)).toBe(false)
    expect(words.lines()).toEqual([])
    expect(words.end(4)).toEqual([{ time: 4, text: 'ONLINE=TRUE' }])
    expect(words.end(5)).toEqual([])
  })

  it('is shown with nothing that a terminal or a page would obey', () => {
    const words = new PrinterWords()
    words.take(octets('a\u001b[31m\u0000\u0007 \u202eb\u2028c\tü\u{e0041}\n'), 1)
    expect(texts(words.lines())).toEqual(['a\\x1b[31m\\x00\\x07 \\u202eb\\u2028c\\x09ü\\ue0041'])
  })

  it('is Latin-1 where it is not UTF-8', () => {
    const words = new PrinterWords()
    words.take(Uint8Array.of(0x67, 0x72, 0xfc, 0x6e, 0x0a), 1)
    expect(texts(words.lines())).toEqual(['grün'])
  })

  it('keeps no blank lines', () => {
    const words = new PrinterWords()
    words.take(octets('\n \n\r\n\f\t\na\n'), 1)
    expect(texts(words.lines())).toEqual(['a'])
  })

  it('is cut where a line is too long, however long it gets', () => {
    const words = new PrinterWords({ characters: 10, first: 5, last: 5 })
    for (let piece = 0; piece < 100; piece++) words.take(octets('x'.repeat(1000)), 1)
    words.take(octets('\n0123456789\n01234567890\n'), 2)
    expect(texts(words.lines())).toEqual(['xxxxxxxxx…', '0123456789', '012345678…'])
  })

  it('is kept from the beginning and before the end, with a note of what was left out', () => {
    const words = new PrinterWords({ characters: 20, first: 2, last: 2 })
    for (let line = 1; line <= 10; line++) words.take(octets(`line ${line}\n`), line)
    expect(texts(words.lines())).toEqual(['line 1', 'line 2'])
    expect(words.end(11)).toEqual([{ time: 8, text: '(6 more lines, 36 octets, not kept)' }, { time: 9, text: 'line 9' }, { time: 10, text: 'line 10' }])
  })

  it('costs little where it is a flood', () => {
    const words = new PrinterWords()
    const noise = Uint8Array.from({ length: 1024 * 1024 }, (_, at) => (at % 16 === 0 ? 0x0a : 0x80 + (at % 100)))
    const begun = process.cpuUsage()
    for (let megabyte = 0; megabyte < 32; megabyte++) words.take(noise, 1)
    const { user } = process.cpuUsage(begun)
    expect(words.lines()).toHaveLength(40)
    expect(words.end(2)).toHaveLength(11)
    // Made into text, each line would take more than that of them all.
    expect(user).toBeLessThan(4_000_000)
  })

  it('is not noted as left out where all was kept', () => {
    const words = new PrinterWords({ characters: 20, first: 1, last: 1 })
    words.take(octets('a\nb\n'), 1)
    expect(texts(words.end(2))).toEqual(['a', 'b'])
  })
})
