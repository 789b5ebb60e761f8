/**
 * Prints some pages of a document only, in the formats whose pages can be told apart without rendering them. Nothing
 * else of the document is changed, and memory does not grow with it.
 */
import { selectPdfPages } from './pdf/select.js'
import { isSelected, PageError, wordsOf, type PageRanges } from './page-ranges.js'
import type { PageSource } from './page-source.js'
import { selectRasterPages } from './raster/select.js'
import { pwgRaster, urf } from './raster/layouts.js'

type Selector = (source: PageSource, ranges: PageRanges) => AsyncIterable<Uint8Array>

const selectors: Readonly<Record<string, Selector>> = {
  'application/pdf': selectPdfPages,
  'image/pwg-raster': (source, ranges) => selectRasterPages(source.all(), pwgRaster, ranges),
  'image/urf': (source, ranges) => selectRasterPages(source.all(), urf, ranges),
  'image/jpeg': selectOnlyPage,
  'image/png': selectOnlyPage,
}

/** Whether pages can be selected in a format. */
export const hasSelectablePages = (format: string): boolean => Object.hasOwn(selectors, plain(format))

/** What a queue says of formats in which pages cannot be selected, though in others of its own they can. */
export function formatsWithoutPages(formats: readonly string[]): readonly string[] {
  return formats.filter((format) => !hasSelectablePages(format))
}

const plain = (format: string): string => format.replace(/;.*$/, '').trim().toLowerCase()

/**
 * The selected pages of a document, as a document.
 *
 * @throws PageError if none of them is in it, or it cannot be read well enough to find them
 */
export async function* selectPages(format: string, source: PageSource, ranges: PageRanges): AsyncGenerator<Uint8Array> {
  const selector = selectors[plain(format)]
  if (selector === undefined) throw new PageError(`pages cannot be selected in ${format}`)
  yield* selector(source, ranges)
}

/** A picture is one page. */
async function* selectOnlyPage(source: PageSource, ranges: PageRanges): AsyncGenerator<Uint8Array> {
  if (!isSelected(ranges, 1)) throw new PageError(`the document has one page; pages ${wordsOf(ranges)} were asked for`)
  yield* source.all()
}
