/** Documents for tests, made octet by octet: PDFs in both forms of cross-references, rasters in both formats. */
import { deflateSync } from 'node:zlib'
import type { PageSource } from './page-source.js'

/** A document in memory, handed out in pieces of an odd size so that nothing may rely on where they end. */
export function sourceOf(document: Uint8Array, piece = 7): PageSource {
  return {
    size: document.length,
    read: (offset, length) => Promise.resolve(document.subarray(offset, offset + length)),
    all: async function* () {
      for (let at = 0; at < document.length; at += piece) yield await Promise.resolve(document.subarray(at, at + piece))
    },
  }
}

/** The objects of a PDF of five pages: two nodes of a tree, the second of which hands its size down. */
const objects = [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 5 /MediaBox [0 0 595 842] /Resources << /Font << >> >> >>',
  '<< /Type /Pages /Parent 2 0 R /Kids [5 0 R 6 0 R] /Count 2 >>',
  '<< /Type /Pages /Parent 2 0 R /Kids [7 0 R 8 0 R 9 0 R] /Count 3 /MediaBox [0 0 612 792] /Rotate 90 >>',
  ...[1, 2, 3, 4, 5].map((page) => `<< /Type /Page /Parent ${page < 3 ? 3 : 4} 0 R /Label (page \\) ${page}) /Contents 10 0 R ${page === 5 ? '/Rotate 0 ' : ''}>>`),
  '<< /Length 0 >>\nstream\n\nendstream',
]

/**
 * A PDF with a cross-reference table.
 *
 * @param before - octets before its header
 * @param padding - octets that mean nothing, within
 */
export function tablePdf(trailer = '', before = '', padding = 0): Uint8Array {
  let body = `%PDF-1.4\n%\xe2\xe3\xcf\xd3${'x'.repeat(padding)}\n`
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const at = body.length
  return Buffer.from(`${before}${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${at}\n%%EOF\n`, 'latin1')
}

/** A PDF whose objects are packed into a stream, with cross-references in a stream that uses a predictor. */
export function streamPdf(): Uint8Array {
  const packed = objects.slice(0, 9)
  const heads = packed.map((_, index) => `${index + 1} ${packed.slice(0, index).join(' ').length + (index === 0 ? 0 : 1)}`).join(' ')
  const held = deflateSync(Buffer.from(`${heads} ${packed.join(' ')}`, 'latin1')).toString('latin1')
  let body = '%PDF-1.5\n'
  const contentAt = body.length
  body += `10 0 obj\n${objects[9] ?? ''}\nendobj\n`
  const streamAt = body.length
  body += `11 0 obj\n<< /Type /ObjStm /N ${packed.length} /First ${heads.length + 1} /Length 12 0 R /Filter /FlateDecode >>\nstream\r\n${held}\nendstream\nendobj\n`
  const lengthAt = body.length
  body += `12 0 obj\n${held.length}\nendobj\n`
  const at = body.length
  const entries = [[0, 0, 0], ...packed.map((_, index) => [2, 11, index]), [1, contentAt, 0], [1, streamAt, 0], [1, lengthAt, 0], [1, at, 0]]
  const rows = Buffer.from(entries.flatMap(([type = 0, second = 0, third = 0]) => [type, second >> 8, second & 0xff, third]))
  // PNG's "up": each row is told as its difference from the one above.
  const predicted = Buffer.alloc((rows.length / 4) * 5)
  for (let row = 0; row < rows.length / 4; row++) {
    predicted[row * 5] = 2
    for (let column = 0; column < 4; column++) predicted[row * 5 + 1 + column] = ((rows[row * 4 + column] ?? 0) - (row === 0 ? 0 : (rows[row * 4 - 4 + column] ?? 0))) & 0xff
  }
  const references = deflateSync(predicted).toString('latin1')
  body += `13 0 obj\n<< /Type /XRef /Size 14 /Root 1 0 R /W [1 2 1] /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >> /Length ${references.length} >>\nstream\n${references}\nendstream\nendobj\nstartxref\n${at}\n%%EOF\n`
  return Buffer.from(body, 'latin1')
}

/** Packed lines of a page 8 units wide and 3 high: a repeated line of runs, and one of literals; each page's own octets. */
function packedLines(page: number, unit: number): number[] {
  const pixel = (of: number): number[] => Array.from({ length: unit }, (_, octet) => (page * 16 + of + octet) & 0xff)
  // Twice: 5 times one pixel, then 3 literals. Once: 2 times one pixel, the rest blank.
  return [1, 4, ...pixel(1), 254, ...pixel(2), ...pixel(3), ...pixel(4), 0, 1, ...pixel(5), 128]
}

/** Pages of PWG raster, each with its header: 8 pixels wide, 3 lines high, 24 bits. */
export function pwgPages(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => {
    const header = Buffer.alloc(1796)
    header.write('PwgRaster')
    header.writeUInt32BE(8, 372)
    header.writeUInt32BE(3, 376)
    header.writeUInt32BE(24, 388)
    header.writeUInt32BE(24, 392)
    header.writeUInt32BE(count, 452)
    return Buffer.concat([header, Buffer.from(packedLines(index + 1, 3))])
  })
}

/** Pages of Apple raster: 8 pixels wide, 3 lines high, 8 bits. */
export function urfPages(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => {
    const header = Buffer.alloc(32)
    header.writeUInt8(8, 0)
    header.writeUInt32BE(8, 12)
    header.writeUInt32BE(3, 16)
    return Buffer.concat([header, Buffer.from(packedLines(index + 1, 1))])
  })
}
