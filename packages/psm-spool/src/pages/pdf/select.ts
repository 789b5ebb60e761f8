/**
 * Some pages of a PDF: the file as it is, with an update behind it that names those pages only (ISO 32000-1 section
 * 7.5.6, incremental updates). Fonts, images and all else stay untouched, and only the page tree is read.
 */
import { isSelected, PageError, wordsOf, type PageRanges } from '../page-ranges.js'
import type { PageSource } from '../select-pages.js'
import { readCrossReferences, type CrossReferences } from './cross-references.js'
import { PdfObjects } from './objects.js'
import { pagesOf, type PdfPage } from './page-tree.js'
import { PdfText } from './text.js'
import { NotPdf, numberIn, TextEnded, written, type PdfValue } from './values.js'

/** @throws PageError if none of the pages is in it, or it cannot be read well enough to find them */
export async function* selectPdfPages(source: PageSource, ranges: PageRanges): AsyncGenerator<Uint8Array> {
  const update = await updateOf(source, ranges).catch((error: unknown) => {
    if (error instanceof PageError) throw error
    if (error instanceof NotPdf || error instanceof TextEnded || (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))) throw new PageError(`pages cannot be selected in this PDF: ${error.message}`)
    throw error
  })
  yield* source.all()
  yield Buffer.from(update, 'latin1')
}

async function updateOf(source: PageSource, ranges: PageRanges): Promise<string> {
  const text = await PdfText.of(source)
  const references = await readCrossReferences(text)
  const { trailer } = references
  if (trailer.entries.has('Encrypt')) throw new NotPdf('it is encrypted')
  const objects = new PdfObjects(text, references)
  const catalog = await objects.dictionary(trailer.entries.get('Root'))
  const root = catalog.entries.get('Pages')
  if (root?.type !== 'reference') throw new NotPdf('it has no pages')
  const selected: PdfPage[] = []
  const last = ranges.at(-1)?.upper ?? 0
  let page = 0
  for await (const one of pagesOf(objects, root)) {
    if (++page > last) break
    if (isSelected(ranges, page)) selected.push(one)
  }
  if (selected.length === 0) throw new PageError(`the document has ${page} pages; pages ${wordsOf(ranges)} were asked for`)
  return incrementalUpdate(references, source.size - text.base, changedObjects(root, selected))
}

interface ChangedObject {
  readonly number: number
  readonly generation: number
  readonly value: PdfValue
}

/** The root of the page tree with the selected pages as its only kids, and the pages with what they had from above. */
function changedObjects(root: Extract<PdfValue, { type: 'reference' }>, pages: readonly PdfPage[]): ChangedObject[] {
  const kids = pages.map(({ number, generation }): PdfValue => ({ type: 'reference', number, generation }))
  const tree = new Map<string, PdfValue>([
    ['Type', { type: 'name', name: 'Pages' }],
    ['Count', { type: 'plain', text: String(pages.length) }],
    ['Kids', { type: 'array', items: kids }],
  ])
  return [
    { number: root.number, generation: root.generation, value: { type: 'dictionary', entries: tree } },
    ...pages.map(({ number, generation, entries }): ChangedObject => ({ number, generation, value: { type: 'dictionary', entries: new Map([...entries, ['Parent', root]]) } })),
  ]
}

/** The text to put behind a file of that many octets. */
function incrementalUpdate({ trailer, start, isStream }: CrossReferences, size: number, changed: readonly ChangedObject[]): string {
  let body = '\n'
  const placed = [...changed].sort((a, b) => a.number - b.number).map((one) => {
    const offset = size + body.length
    body += `${one.number} ${one.generation} obj\n${written(one.value)}\nendobj\n`
    return { ...one, offset }
  })
  const entries = new Map([...trailer.entries].filter(([name]) => ['Root', 'Info', 'ID'].includes(name)))
  const objects = numberIn(trailer, 'Size') ?? 0
  entries.set('Prev', { type: 'plain', text: String(start) })
  const at = size + body.length
  if (!isStream) {
    entries.set('Size', { type: 'plain', text: String(objects) })
    const rows = placed.map(({ number, generation, offset }) => `${number} 1\n${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`)
    return `${body}xref\n${rows.join('')}trailer\n${written({ type: 'dictionary', entries })}\nstartxref\n${at}\n%%EOF\n`
  }
  // The stream is an object itself, of the next number, and names itself too.
  const all = [...placed, { number: objects, generation: 0, offset: at }]
  const numbers = (list: readonly number[]): PdfValue => ({ type: 'array', items: list.map((one): PdfValue => ({ type: 'plain', text: String(one) })) })
  const rows = Buffer.alloc(all.length * 9)
  for (const [row, { generation, offset }] of all.entries()) {
    rows.writeUInt8(1, row * 9)
    rows.writeUIntBE(offset, row * 9 + 1, 6)
    rows.writeUInt16BE(generation, row * 9 + 7)
  }
  entries.set('Type', { type: 'name', name: 'XRef' })
  entries.set('Size', { type: 'plain', text: String(objects + 1) })
  entries.set('W', numbers([1, 6, 2]))
  entries.set('Index', numbers(all.flatMap(({ number }) => [number, 1])))
  entries.set('Length', { type: 'plain', text: String(rows.length) })
  return `${body}${objects} 0 obj\n${written({ type: 'dictionary', entries })}\nstream\n${rows.toString('latin1')}\nendstream\nendobj\nstartxref\n${at}\n%%EOF\n`
}
