import { describe, expect, it } from 'vitest'
import { fileNameFor, segment } from './file-names.js'

describe('segment', () => {
  it.each([
    ['alice', 'alice'],
    ['Ålice Müller', 'Ålice_Müller'],
    ['../../etc/passwd', '__.._etc_passwd'],
    ['..', '_'],
    ['.hidden', '_hidden'],
    ['a\0b\\c:d', 'a_b_c_d'],
    ['', '_'],
  ])('%j becomes %j', (name, expected) => {
    expect(segment(name)).toBe(expected)
  })

  it('is at most 60 characters, 240 octets: file systems allow 255', () => {
    expect(Buffer.byteLength(segment('𐀀'.repeat(500)))).toBe(240)
  })
})

describe('fileNameFor', () => {
  it('adds the extension of the format, if it is not there', () => {
    expect(fileNameFor('report', 'application/pdf')).toBe('report.pdf')
    expect(fileNameFor('Report.PDF', 'application/pdf')).toBe('Report.PDF')
    expect(fileNameFor('report.pdf', 'application/vnd.hp-PCL')).toBe('report.pdf.bin')
  })
})
