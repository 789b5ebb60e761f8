/** Several pages on a side: what a reader finds in the documents that are made. */
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { canNumberUp, imposePages } from './impose-pages.js'
import type { NumberUp } from './number-up.js'
import type { PageRanges } from './page-ranges.js'
import { openPdf, selectedPages } from './pdf/open.js'
import { pageContent } from './pdf/page-content.js'
import type { PdfValue } from './pdf/values.js'
import { written } from './pdf/values.js'
import { sourceOf, streamPdf, tablePdf } from './test-documents.js'

const a4 = { width: 595, height: 842, margin: 0 }
const up = (count: number): NumberUp => ({ count, direction: 'toright-tobottom', sheet: a4 })

async function imposed(format: string, document: Uint8Array, numberUp: NumberUp, ranges?: PageRanges, piece = 7): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of imposePages(format, sourceOf(document, piece), numberUp, ranges)) chunks.push(Uint8Array.from(chunk))
  return Buffer.concat(chunks)
}

/** A sheet as a reader finds it. */
interface Sheet {
  readonly box: string
  readonly rotate: string
  readonly operators: string
  /** The forms it draws: their box and what they draw. */
  readonly forms: readonly { readonly entries: ReadonlyMap<string, PdfValue>; readonly content: string }[]
}

async function sheetsIn(document: Uint8Array): Promise<Sheet[]> {
  const pdf = await openPdf(sourceOf(document))
  const sheets: Sheet[] = []
  for (const page of await selectedPages(pdf, undefined)) {
    const shown = (name: string): string => written(page.entries.get(name) ?? { type: 'plain', text: '-' })
    const resources = await pdf.objects.dictionary(page.entries.get('Resources'))
    const forms: { entries: ReadonlyMap<string, PdfValue>; content: string }[] = []
    for (const reference of (await pdf.objects.dictionary(resources.entries.get('XObject'))).entries.values()) {
      const { dictionary, octets } = await pdf.objects.stream(reference)
      forms.push({ entries: dictionary.entries, content: Buffer.from(octets).toString('latin1') })
    }
    sheets.push({ box: shown('MediaBox'), rotate: shown('Rotate'), operators: Buffer.from((await pageContent(pdf.objects, page)).octets).toString('latin1'), forms })
  }
  return sheets
}

/** A PDF of one page whose objects from 3 on are given: 3 is the page. */
function onePage(...objects: readonly string[]): Uint8Array {
  let body = '%PDF-1.4\n'
  const all = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', ...objects]
  const rows = all.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  return Buffer.from(`${body}xref\n0 ${all.length + 1}\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size ${all.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`, 'latin1')
}
const stream = (content: string, entries = ''): string => `<< /Length ${content.length} ${entries}>>\nstream\n${content}\nendstream`
const packed = (content: string): string => stream(deflateSync(Buffer.from(content)).toString('latin1'), '/Filter /FlateDecode ')

describe('number-up of a PDF', () => {
  it.each([
    ['a table of cross-references', tablePdf()],
    ['a stream of cross-references, and packed objects', streamPdf()],
    ['some octets before its header', tablePdf('', 'junk\n')],
    ['a trailer that says too little', Buffer.from(Buffer.from(tablePdf()).toString('latin1').replace('/Size 11', '/Size 05'), 'latin1')],
  ])('with %s: each page is a form, in its order, and the file before it is untouched', async (_, document) => {
    const made = await imposed('application/pdf', document, up(2))
    expect(made.subarray(0, document.length)).toEqual(Buffer.from(document))
    const sheets = await sheetsIn(made)
    expect(sheets.map(({ box, rotate, forms }) => [box, rotate, forms.length])).toEqual([['[0 0 595 842]', '90', 2], ['[0 0 595 842]', '90', 2], ['[0 0 595 842]', '90', 1]])
    const [first, second] = sheets
    // Two upright A4 pages side by side on a turned sheet.
    expect(first?.operators).toBe(
      'q 0 1 -1 0 595 0 cm\n' +
        'q 0.7067 0 0 0.7067 0.2714 0 cm 0 0 595 842 re W n\nq /F0 Do Q\nQ\n' +
        'q 0.7067 0 0 0.7067 421.2714 0 cm 0 0 595 842 re W n\nq /F1 Do Q\nQ\nQ\n',
    )
    // A page that is shown turned by 90 degrees is turned.
    expect(second?.operators).toMatch(/^q 0 1 -1 0 595 0 cm\nq 0 -0\.\d+ 0\.\d+ 0 /)
    expect(second?.forms.map(({ entries }) => written(entries.get('BBox') ?? { type: 'plain', text: '-' }))).toEqual(['[0 0 612 792]', '[0 0 612 792]'])
    // What was made can be put onto sheets again.
    expect(await sheetsIn(await imposed('application/pdf', made, up(4)))).toHaveLength(1)
  })

  it('puts only the pages that were asked for', async () => {
    const sheets = await sheetsIn(await imposed('application/pdf', tablePdf(), up(4), [{ lower: 2, upper: 3 }, { lower: 5, upper: 9 }]))
    expect(sheets.map(({ forms }) => forms.length)).toEqual([3])
  })

  it('keeps what a page draws: one stream as it is packed, several joined, with its resources and its group', async () => {
    const page = (contents: string): string => `<< /Type /Page /Parent 2 0 R /MediaBox [10 10 110 210] /CropBox [20 20 500 120] /Resources << /Font << /A 9 0 R >> >> /Group << /S /Transparency >> /Contents ${contents} >>`
    const [one] = await sheetsIn(await imposed('application/pdf', onePage(page('4 0 R'), packed('0 0 5 5 re f')), up(2)))
    expect(one?.forms[0]?.content).toBe(deflateSync(Buffer.from('0 0 5 5 re f')).toString('latin1'))
    expect([...(one?.forms[0]?.entries ?? [])].map(([name, value]) => `${name} ${written(value)}`)).toEqual([
      'Type /XObject', 'Subtype /Form', 'BBox [20 20 110 120]', 'Resources <</Font <</A 9 0 R>>>>', 'Group <</S /Transparency>>', 'Filter /FlateDecode', expect.stringMatching(/^Length \d+$/),
    ])
    const [several] = await sheetsIn(await imposed('application/pdf', onePage(page('5 0 R'), packed('q 1 0 0 RG'), '[4 0 R 6 0 R 7 0 R]', stream('0 0 5 5 re S Q'), 'null'), up(2)))
    expect(several?.forms[0]?.content).toBe('q 1 0 0 RG\n0 0 5 5 re S Q\n')
    const [empty] = await sheetsIn(await imposed('application/pdf', onePage('<< /Type /Page /Parent 2 0 R >>'), up(2)))
    expect(empty?.forms[0]).toMatchObject({ content: '' })
  })

  it('draws filled-in fields and stamps where they stand, and none that are hidden or not printed', async () => {
    const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [5 0 R 6 0 R 7 0 R 8 0 R] >>'
    const form = stream('0 0 10 10 re f', '/Type /XObject /Subtype /Form /BBox [0 0 10 20] /Matrix [0 1 -1 0 0 0] ')
    const annotation = (flags: number, appearance: string): string => `<< /Type /Annot /Rect [100 200 140 210] /F ${flags} /AP << /N ${appearance} >> >>`
    const document = onePage(page, form, annotation(4, '4 0 R'), annotation(6, '4 0 R'), annotation(0, '4 0 R'), annotation(4, '<< /On 4 0 R /Off 9 0 R >> >> /AS /On /OC << /Type /OCG >> /X <<'), 'null')
    const [sheet] = await sheetsIn(await imposed('application/pdf', document, up(4)))
    // The form's box is turned to 20 x 10, then made 40 x 10.
    expect(sheet?.operators).toBe(
      'q 0.5 0 0 0.5 0 421 cm 0 0 595 842 re W n\nq /F0 Do Q\nq 2 0 0 1 140 200 cm /F1 Do Q\n/OC /L0 BDC\nq 2 0 0 1 140 200 cm /F2 Do Q\nEMC\nQ\n',
    )
  })

  it.each([
    ['has none of the pages', tablePdf(), 'the document has 5 pages; pages 7-8 were asked for', [{ lower: 7, upper: 8 }]],
    ['is encrypted', tablePdf('/Encrypt 10 0 R '), 'the pages of this PDF cannot be put onto sheets: it is encrypted', undefined],
    ['is no PDF', Buffer.from('hello'), 'it does not begin like one', undefined],
    ['packs its pages in a way that is not known', onePage('<< /Type /Page /Parent 2 0 R /Contents [4 0 R 4 0 R] >>', stream('abc', '/Filter /LZWDecode ')), 'packed in a way that is not known here (LZWDecode)', undefined],
  ])('that %s: said, before anything is sent', async (_, document, message, ranges) => {
    const pieces = imposePages('application/pdf', sourceOf(document), up(2), ranges)
    await expect(pieces.next()).rejects.toThrow(message)
  })

  it('of a damaged file ends in a document or in a word about it, wherever the damage is, and never in a fault', async () => {
    for (const whole of [tablePdf(), streamPdf()]) {
      for (let at = 0; at < whole.length; at += 3) {
        const damaged = Uint8Array.from(whole)
        damaged[at] = (damaged[at] ?? 0) ^ 0x15
        const ended = await imposed('application/pdf', damaged, up(2), undefined, 4096).then(() => 'made', (error: unknown) => (error instanceof Error ? error.name : 'thrown'))
        expect([at, ended]).toEqual([at, expect.stringMatching(/^(?:made|PageError)$/)])
      }
    }
  })
})

describe('number-up of PostScript', () => {
  const document = ['%!PS-Adobe-3.0', '%%Pages: 3', '%%EndComments', '/P { showpage } def', '%%Page: 1 1', '(one) P', '%%BeginDocument: inner', '%%Page: 1 1', '%%EndDocument', '%%Page: 2 2', '(two) P', '%%Page: iii 3', '(three) P', '%%Trailer', '%%EOF', ''].join('\n')

  it.each([1, 7, 100_000])('wraps each page where its comments say that it begins, in pieces of %i octets', async (piece) => {
    const made = (await imposed('application/postscript', Buffer.from(document), up(2), undefined, piece)).toString('latin1')
    const setup = made.slice(0, made.indexOf('%%Page: 1 1\nuserdict'))
    expect(setup).toContain('<< /PageSize [595 842] >> setpagedevice')
    expect(setup).toContain('/P { showpage } def')
    const marks = [...made.slice(setup.length).matchAll(/^(?:%%Page: .*|userdict \/PlatenSave .*|systemdict \/showpage get exec|\(\w+\) P|%%Trailer|%%BeginDocument.*)$/gm)].map(([mark]) => mark)
    const begin = 'userdict /PlatenSave save put'
    const end = 'userdict /PlatenSave get restore'
    const show = 'systemdict /showpage get exec'
    expect(marks).toEqual(['%%Page: 1 1', begin, '(one) P', '%%BeginDocument: inner', '%%Page: 1 1', end, begin, '(two) P', end, show, '%%Page: 2 2', begin, '(three) P', end, show, '%%Trailer'])
  })

  it('knows lines that end in CR or CR LF, and ends the last page before an end of transmission', async () => {
    for (const end of ['\r', '\r\n']) {
      const made = (await imposed('application/postscript', Buffer.from(`\x04%!PS-Adobe-3.0${end}%%Page: 1 1${end}${'x'.repeat(10_000)}%%Page: no${end}(one) P${end}\x04`), up(2), undefined, 3)).toString('latin1')
      expect(made.match(/PlatenSave save put/g)).toHaveLength(1)
      expect(made.endsWith(`systemdict /showpage get exec\n\x04`)).toBe(true)
      expect(made.startsWith('%!PS')).toBe(true)
    }
  })

  it.each([
    ['does not keep to the conventions', '%!\nshowpage\n'],
    ['has no pages', '%!PS-Adobe-3.0\nshowpage\n'],
    ['is within another language', '\x1b%-12345X@PJL\n%!PS-Adobe-3.0\n%%Page: 1 1\n'],
  ])('that %s: said, before anything is sent', async (_, text) => {
    await expect(imposePages('application/postscript', sourceOf(Buffer.from(text)), up(2), undefined).next()).rejects.toThrow('it does not say where they begin')
  })
})

describe('number-up of other documents', () => {
  it('is not done: that would take a renderer', async () => {
    expect(['application/pdf', 'Application/PDF; version=2', 'application/postscript', 'image/jpeg', 'image/pwg-raster', 'text/plain'].map(canNumberUp)).toEqual([true, true, true, false, false, false])
    await expect(imposePages('text/plain', sourceOf(Buffer.from('words')), up(2), undefined).next()).rejects.toThrow('pages of text/plain cannot be put onto sheets')
  })
})
