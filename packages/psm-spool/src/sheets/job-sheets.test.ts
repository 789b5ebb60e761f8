import { Attributes, attribute, keyword, name } from '@platen/papi'
import { describe, expect, it } from 'vitest'
import { jobSheetsOf } from './job-sheets.js'
import { sheetFormat } from './sheet-formats.js'

const none = Attributes.of(attribute('job-sheets-default', keyword('none')))
const of = (...words: readonly string[]) => {
  const [first, ...more] = words.map((word) => keyword(word))
  return jobSheetsOf(Attributes.of(first && attribute('job-sheets', first, ...more)), none)
}

describe('job-sheets (RFC 8011 section 5.2.3, PWG 5100.3)', () => {
  it.each([
    [[], false, false],
    [['none'], false, false],
    [['standard'], true, false],
    [['job-start-sheet'], true, false],
    [['job-end-sheet'], false, true],
    [['job-both-sheet'], true, true],
    [['none', 'none'], false, false],
    [['standard', 'none'], true, false],
    [['none', 'standard'], false, true],
    [['standard', 'standard'], true, true],
  ] as const)('%j: before %s, behind %s', (words, start, end) => {
    expect(of(...words)).toEqual({ start, end })
  })

  it('are the default of the printer where the ticket says nothing', () => {
    const usual = Attributes.of(attribute('job-sheets-default', name('none'), name('standard')))
    expect(jobSheetsOf(new Attributes(), usual)).toEqual({ start: false, end: true })
    expect(jobSheetsOf(Attributes.of(attribute('job-sheets', keyword('none'))), usual)).toEqual({ start: false, end: false })
  })
})

describe('the format of a sheet', () => {
  it.each([
    [['image/jpeg', 'text/plain', 'application/postscript', 'application/pdf'], null, 'application/pdf'],
    [['application/pdf', 'text/plain'], 'text/plain; charset=utf-8', 'text/plain'],
    [['application/pdf', 'image/jpeg'], 'image/jpeg', 'application/pdf'],
    [['text/plain'], 'application/pdf', 'text/plain'],
    [['image/pwg-raster', 'image/urf', 'application/octet-stream'], null, undefined],
  ] as const)('on a queue of %j, for a document of %s: %s', (formats, document, expected) => {
    expect(sheetFormat(formats, document)).toBe(expected)
  })
})
