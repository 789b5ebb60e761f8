/** A stored PDF, open: its objects, its pages, and where an update of it begins. */
import { isSelected, PageError, wordsOf, type PageRanges } from '../page-ranges.js'
import type { PageSource } from '../page-source.js'
import { readCrossReferences, type CrossReferences } from './cross-references.js'
import { PdfObjects } from './objects.js'
import { pagesOf, type PdfPage } from './page-tree.js'
import { PdfText } from './text.js'
import { NotPdf, TextEnded, type PdfValue } from './values.js'

/** What is open. */
export interface OpenPdf {
  readonly objects: PdfObjects
  readonly references: CrossReferences
  /** The root of its page tree. */
  readonly root: Extract<PdfValue, { type: 'reference' }>
  /** Octets from its header on. */
  readonly size: number
}

/** @throws NotPdf, or what reading it threw */
export async function openPdf(source: PageSource): Promise<OpenPdf> {
  const text = await PdfText.of(source)
  const references = await readCrossReferences(text)
  const { trailer } = references
  if (trailer.entries.has('Encrypt')) throw new NotPdf('it is encrypted')
  const objects = new PdfObjects(text, references)
  const catalog = await objects.dictionary(trailer.entries.get('Root'))
  const root = catalog.entries.get('Pages')
  if (root?.type !== 'reference') throw new NotPdf('it has no pages')
  return { objects, references, root, size: source.size - text.base }
}

/** The pages that are asked for; all of them without ranges. @throws PageError if there is none of them */
export async function selectedPages({ objects, root }: OpenPdf, ranges: PageRanges | undefined): Promise<PdfPage[]> {
  const selected: PdfPage[] = []
  const last = ranges === undefined ? Infinity : (ranges.at(-1)?.upper ?? 0)
  let page = 0
  for await (const one of pagesOf(objects, root)) {
    if (++page > last) break
    if (ranges === undefined || isSelected(ranges, page)) selected.push(one)
  }
  if (selected.length === 0) throw new PageError(ranges === undefined ? 'the document has no pages' : `the document has ${page} pages; pages ${wordsOf(ranges)} were asked for`)
  return selected
}

/**
 * What an error of reading a PDF is to the job.
 *
 * @param impossible - what cannot be done with it, `pages cannot be selected in this PDF`
 */
export function pageErrorOf(error: unknown, impossible: string): unknown {
  const isBroken = error instanceof NotPdf || error instanceof TextEnded || (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
  return isBroken ? new PageError(`${impossible}: ${error.message}`) : error
}
