/** Some pages of a raster document, as it streams by. */
import { isSelected, PageError, wordsOf, type PageRanges } from '../page-ranges.js'
import type { RasterLayout } from './layouts.js'
import { PageEnd } from './page-end.js'

/** @throws PageError if none of the pages is in it, or it breaks off */
export async function* selectRasterPages(data: AsyncIterable<Uint8Array>, layout: RasterLayout, ranges: PageRanges): AsyncGenerator<Uint8Array> {
  const broken = (): PageError => new PageError(`the document is not whole ${layout.name}`)
  const head = new Gathering(layout.preamble)
  let page = 0
  let selected = 0
  /** The last page that is wanted: what follows need not be read. */
  const last = ranges.at(-1)?.upper ?? 0
  let phase: 'preamble' | 'header' | 'lines' = 'preamble'
  let preamble: Uint8Array | undefined
  let end: PageEnd | undefined
  for await (const piece of data) {
    let at = 0
    while (at < piece.length) {
      if (phase !== 'lines') {
        at = head.take(piece, at)
        const octets = head.whole()
        if (octets === undefined) break
        const view = new DataView(octets.buffer, octets.byteOffset, octets.length)
        if (phase === 'preamble') {
          if (!layout.begins(view)) throw broken()
          layout.amendPreamble(view, ranges)
          preamble = octets
          phase = 'header'
        } else {
          page++
          if (page > last) return
          end = new PageEnd(layout.geometry(view))
          if (isSelected(ranges, page)) {
            selected++
            // Nothing is sent before there is a page to send.
            if (preamble !== undefined) yield preamble
            preamble = undefined
            layout.amendHeader(view)
            yield octets
          }
          phase = 'lines'
        }
        head.begin(layout.header)
      } else if (end !== undefined) {
        const from = at
        at = end.read(piece, from)
        if (isSelected(ranges, page) && at > from) yield piece.subarray(from, at)
      }
      if (phase === 'lines' && end?.reached === true) phase = 'header'
    }
  }
  if (selected === 0) throw new PageError(`the document has ${page} pages; pages ${wordsOf(ranges)} were asked for`)
  if (phase === 'lines') throw broken()
}

/** Octets gathered from pieces. */
class Gathering {
  #octets: Uint8Array
  #length = 0

  constructor(size: number) {
    this.#octets = new Uint8Array(size)
  }

  /** Begins anew. */
  begin(size: number): void {
    this.#octets = new Uint8Array(size)
    this.#length = 0
  }

  /** Takes what is missing. @returns the offset behind it */
  take(piece: Uint8Array, from: number): number {
    const taken = piece.subarray(from, from + this.#octets.length - this.#length)
    this.#octets.set(taken, this.#length)
    this.#length += taken.length
    return from + taken.length
  }

  /** The octets, when all are there. */
  whole(): Uint8Array | undefined {
    return this.#length === this.#octets.length ? this.#octets : undefined
  }
}
