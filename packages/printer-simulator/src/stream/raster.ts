/**
 * Pages of PWG Raster (PWG 5102.4) and of URF, the raster of AirPrint: each header is a page. Between headers the lines are
 * decoded as far as their lengths, so that no data is taken for a header.
 */
import type { DocumentScanner, Scan } from './document-scanner.js'

/** Where each format keeps what tells the size of its pages. */
interface RasterFormat {
  /** Octets before the first page header. */
  readonly fileHeader: number
  readonly pageHeader: number
  /** Of a page header. */
  readonly page: (header: DataView) => { readonly lines: number; readonly lineOctets: number; readonly pixelOctets: number }
}

const formats: Readonly<Record<'pwg-raster' | 'urf', RasterFormat>> = {
  'pwg-raster': {
    fileHeader: 4,
    pageHeader: 1796,
    // Height, BytesPerLine and BitsPerPixel (PWG 5102.4 section 4.3).
    page: (header) => ({ lines: header.getUint32(376), lineOctets: header.getUint32(392), pixelOctets: Math.max(1, header.getUint32(388) >> 3) }),
  },
  urf: {
    fileHeader: 12,
    pageHeader: 32,
    // Bits per pixel, width and height.
    page: (header) => {
      const pixelOctets = Math.max(1, header.getUint8(0) >> 3)
      return { lines: header.getUint32(16), lineOctets: header.getUint32(12) * pixelOctets, pixelOctets }
    },
  },
}

/** What the reader waits for. */
type State = { readonly type: 'header' } | { readonly type: 'line' } | { readonly type: 'run'; readonly left: number } | { readonly type: 'pixels'; readonly left: number; readonly octets: number } | { readonly type: 'lost' }

/** A reader of raster. A header that makes no sense ends the counting. */
export function rasterScanner(kind: 'pwg-raster' | 'urf'): DocumentScanner {
  const format = formats[kind]
  let state: State = { type: 'header' }
  let header = new Uint8Array(format.fileHeader + format.pageHeader)
  let filled = 0
  let size = { lines: 0, lineOctets: 0, pixelOctets: 1 }
  let linesLeft = 0
  let repeated = 1

  const endLine = (): State => {
    linesLeft -= repeated
    if (linesLeft > 0) return { type: 'line' }
    header = new Uint8Array(format.pageHeader)
    filled = 0
    return { type: 'header' }
  }
  const afterRun = (left: number): State => (left > 0 ? { type: 'run', left } : endLine())

  return {
    scan: (octets): Scan => {
      for (let at = 0; at < octets.length; ) {
        switch (state.type) {
          case 'lost':
            return { length: octets.length }
          case 'header': {
            const taken = octets.subarray(at, at + header.length - filled)
            header.set(taken, filled)
            filled += taken.length
            at += taken.length
            if (filled < header.length) break
            size = format.page(new DataView(header.buffer, header.length - format.pageHeader))
            linesLeft = size.lines
            state = size.lines > 0 && size.lineOctets > 0 ? { type: 'line' } : { type: 'lost' }
            return { length: at, ...(state.type === 'line' ? { event: { type: 'page' } } : {}) }
          }
          case 'line':
            repeated = (octets[at++] ?? 0) + 1
            state = { type: 'run', left: size.lineOctets }
            break
          case 'run': {
            const code = octets[at++] ?? 0
            // 128 fills the rest of a line with white (URF); up to 127 repeat a pixel; above, pixels follow as they are.
            if (code === 128) state = endLine()
            else if (code < 128) state = { type: 'pixels', left: state.left - (code + 1) * size.pixelOctets, octets: size.pixelOctets }
            else state = { type: 'pixels', left: state.left - (257 - code) * size.pixelOctets, octets: (257 - code) * size.pixelOctets }
            break
          }
          case 'pixels': {
            const skipped: number = Math.min(state.octets, octets.length - at)
            at += skipped
            state = skipped < state.octets ? { ...state, octets: state.octets - skipped } : afterRun(state.left)
            break
          }
        }
      }
      return { length: octets.length }
    },
  }
}
