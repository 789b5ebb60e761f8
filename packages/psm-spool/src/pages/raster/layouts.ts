/** How the two raster formats of driverless printing are laid out: alike but for their headers. */
import { isSelected, type PageRanges } from '../page-ranges.js'

/** What of a page's header tells where its data ends. */
export interface PageGeometry {
  /** Octets of a line, unpacked. */
  readonly lineOctets: number
  readonly lines: number
  /** Octets that a run repeats, or a literal counts. */
  readonly unit: number
}

/** A raster format. */
export interface RasterLayout {
  readonly name: string
  /** Octets before the first page. */
  readonly preamble: number
  /** Octets of a page's header. */
  readonly header: number
  /** Whether the preamble is right. */
  readonly begins: (preamble: DataView) => boolean
  readonly geometry: (header: DataView) => PageGeometry
  /** Corrects the number of pages in the preamble, where it is told there. */
  readonly amendPreamble: (preamble: DataView, ranges: PageRanges) => void
  /** Corrects the number of pages in a page's header, where it is told there. */
  readonly amendHeader: (header: DataView) => void
}

/** PWG Raster (PWG 5102.4): big-endian headers of 1796 octets. */
export const pwgRaster: RasterLayout = {
  name: 'PWG raster',
  preamble: 4,
  header: 1796,
  begins: (preamble) => preamble.getUint32(0) === 0x52615332, // RaS2
  geometry: (header) => ({ lines: header.getUint32(376), lineOctets: header.getUint32(392), unit: Math.ceil(header.getUint32(388) / 8) }),
  amendPreamble: () => undefined,
  // TotalPageCount: 0 says that it is not known.
  amendHeader: (header) => header.setUint32(452, 0),
}

/** Apple Raster: big-endian headers of 32 octets behind a word and the number of pages. */
export const urf: RasterLayout = {
  name: 'Apple raster',
  preamble: 12,
  header: 32,
  begins: (preamble) => preamble.getUint32(0) === 0x554e4952 && preamble.getUint32(4) === 0x41535400, // UNIRAST\0
  geometry: (header) => {
    const bits = header.getUint8(0)
    return { lines: header.getUint32(16), lineOctets: Math.ceil((header.getUint32(12) * bits) / 8), unit: Math.ceil(bits / 8) }
  },
  amendPreamble: (preamble, ranges) => {
    const pages = preamble.getUint32(8)
    // 0 and -1 are written by those who did not know either.
    if (pages === 0 || pages > 100_000) return
    preamble.setUint32(8, Array.from({ length: pages }, (_, page) => page + 1).filter((page) => isSelected(ranges, page)).length)
  },
  amendHeader: () => undefined,
}
