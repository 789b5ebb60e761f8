import { describe, expect, it } from 'vitest'
import { openPdf, selectedPages } from '../pages/pdf/open.js'
import { pageContent } from '../pages/pdf/page-content.js'
import { written } from '../pages/pdf/values.js'
import { sourceOf } from '../pages/test-documents.js'
import { writeSheet } from './sheet-formats.js'
import { sheetText, type SheetFacts } from './sheet-text.js'

const facts: SheetFacts = {
  place: 'start', jobId: 42, jobName: 'Report (draft) für Łukasz', user: 'jürgen', host: 'office.example', printer: 'Room 7', documents: 2, copies: 3,
  createdAt: new Date(2026, 10, 21, 9, 5).getTime(), printedAt: new Date(2026, 10, 21, 9, 7).getTime(),
}
const letter = { width: 612, height: 792, margin: 12 }

describe('a sheet', () => {
  it('says whose job it is, which, and how much', () => {
    expect(sheetText(facts)).toEqual({
      title: 'jürgen',
      subtitle: 'Report (draft) für Łukasz',
      lines: [['Job', '42'], ['User', 'jürgen'], ['Host', 'office.example'], ['Printer', 'Room 7'], ['Documents', '2'], ['Copies', '3'], ['Received', '2026-11-21 09:05'], ['Printed', '2026-11-21 09:07']],
    })
    const short = sheetText({ ...facts, place: 'end', host: '', copies: 1 })
    expect(short.subtitle).toBe('End of Report (draft) für Łukasz')
    expect(short.lines.map(([label]) => label)).toEqual(['Job', 'User', 'Printer', 'Documents', 'Received', 'Printed'])
  })

  it('in PDF is one page of the medium, its text escaped, its references right', async () => {
    const pdf = await openPdf(sourceOf(writeSheet('application/pdf', sheetText(facts), letter)))
    const [page, ...more] = await selectedPages(pdf, undefined)
    if (page === undefined) throw new Error('no page')
    expect(more).toEqual([])
    expect(['MediaBox'].map((name) => page.entries.get(name)).map((value) => value && written(value))).toEqual(['[0 0 612 792]'])
    const { octets } = await pageContent(pdf.objects, page)
    const content = Buffer.from(octets).toString('latin1')
    expect(content).toContain('(Report \\(draft\\) f\\374r Lukasz) Tj')
    // No octet above ASCII: nothing on the way may change it.
    expect(/^[\n\x20-\x7e]*$/.test(content)).toBe(true)
  })

  it('in PostScript sets the size of its medium', () => {
    const document = Buffer.from(writeSheet('application/postscript', sheetText(facts), letter)).toString('latin1')
    expect(document).toMatch(/^%!PS-Adobe-3\.0\n/)
    expect(document).toContain('<< /PageSize [612 792] >> setpagedevice')
    expect(document).toContain('(j\\374rgen) show')
    expect(document.match(/showpage/g)).toHaveLength(1)
  })

  it('in text is ASCII, with a form feed behind it', () => {
    const document = Buffer.from(writeSheet('text/plain', sheetText(facts), letter)).toString('latin1')
    expect(document).toContain('Report (draft) fur Lukasz\r\n')
    expect(document).toContain('Documents:  2\r\n')
    expect(document.endsWith('\r\n\f')).toBe(true)
  })

  it.each(['application/pdf', 'application/postscript'] as const)('in %s keeps long names within its margins', (format) => {
    const long = { ...facts, jobName: 'x'.repeat(400), printer: 'words '.repeat(80), user: 'W'.repeat(100) }
    const document = Buffer.from(writeSheet(format, sheetText(long), letter)).toString('latin1')
    const longest = Math.max(...[...document.matchAll(/\((?<said>[^)]*)\) (?:Tj|show)/g)].map((found) => found.groups?.['said']?.length ?? 0))
    expect(longest).toBeGreaterThan(20)
    expect(longest).toBeLessThan(60)
    expect(document).toContain('...')
  })
})
