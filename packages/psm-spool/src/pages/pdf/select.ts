/**
 * Some pages of a PDF: the file as it is, with an update behind it that names those pages only. Fonts, images and all else
 * stay untouched, and only the page tree is read.
 */
import type { PageRanges } from '../page-ranges.js'
import type { PageSource } from '../page-source.js'
import { openPdf, pageErrorOf, selectedPages } from './open.js'
import { dictionaryOf, PdfUpdate, referenceTo, wholeNumber } from './update.js'
import type { PdfValue } from './values.js'

/** @throws PageError if none of the pages is in it, or it cannot be read well enough to find them */
export async function* selectPdfPages(source: PageSource, ranges: PageRanges): AsyncGenerator<Uint8Array> {
  const update = await updateOf(source, ranges).catch((error: unknown) => {
    throw pageErrorOf(error, 'pages cannot be selected in this PDF')
  })
  yield* source.all()
  yield update
}

/** The selected pages with what they had from above, and a page tree whose only kids they are. */
async function updateOf(source: PageSource, ranges: PageRanges): Promise<Uint8Array> {
  const pdf = await openPdf(source)
  const { root } = pdf
  const pages = await selectedPages(pdf, ranges)
  const update = new PdfUpdate(pdf.references, pdf.size)
  const changed = [
    ...pages.map(({ number, generation, entries }) => update.object(number, generation, dictionaryOf([...entries, ['Parent', root]]))),
    update.object(root.number, root.generation, pageTree(pages.map(({ number, generation }) => referenceTo(number, generation)))),
  ]
  return Buffer.concat([...changed, update.end()])
}

/** A page tree of one node. */
export function pageTree(pages: readonly PdfValue[]): PdfValue {
  return dictionaryOf([['Type', { type: 'name', name: 'Pages' }], ['Count', wholeNumber(pages.length)], ['Kids', { type: 'array', items: pages }]])
}
