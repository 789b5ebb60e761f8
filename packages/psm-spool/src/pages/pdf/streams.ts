/** What a PDF stream holds, for the streams that hold objects and cross-references (ISO 32000-1 section 7.4). */
import { inflateSync } from 'node:zlib'
import { NotPdf, numberIn, type PdfDictionary, type PdfValue } from './values.js'

/** The most such a stream may hold. */
const most = 64 * 1024 * 1024

/** The octets of a stream, unpacked. @throws NotPdf for a filter other than FlateDecode */
export function unpacked(dictionary: PdfDictionary, octets: Uint8Array): Uint8Array {
  const filter = only(dictionary.entries.get('Filter'))
  if (filter === undefined) return octets
  if (filter.type !== 'name' || filter.name !== 'FlateDecode') throw new NotPdf('its cross-references are packed in a way that is not known here')
  const parameters = only(dictionary.entries.get('DecodeParms'))
  const flat = inflateSync(octets, { maxOutputLength: most })
  return parameters?.type === 'dictionary' ? unpredicted(flat, parameters) : flat
}

/** The one element of an array, or the value itself. */
function only(value: PdfValue | undefined): PdfValue | undefined {
  if (value?.type !== 'array') return value
  if (value.items.length > 1) throw new NotPdf('its cross-references are packed more than once')
  return value.items[0]
}

/** Undoes PNG's predictors, as cross-reference streams use them (RFC 2083 section 6). */
function unpredicted(octets: Uint8Array, parameters: PdfDictionary): Uint8Array {
  const predictor = numberIn(parameters, 'Predictor') ?? 1
  if (predictor === 1) return octets
  const components = (numberIn(parameters, 'Colors') ?? 1) * (numberIn(parameters, 'BitsPerComponent') ?? 8)
  const unit = Math.max(1, Math.ceil(components / 8))
  const width = Math.ceil((components * (numberIn(parameters, 'Columns') ?? 1)) / 8)
  if (predictor < 10 || width === 0) throw new NotPdf('its cross-references are predicted in a way that is not known here')
  const rows = Math.floor(octets.length / (width + 1))
  const plain = new Uint8Array(rows * width)
  for (let row = 0; row < rows; row++) {
    const filter = octets[row * (width + 1)] ?? 0
    for (let column = 0; column < width; column++) {
      const at = row * width + column
      const left = column < unit ? 0 : (plain[at - unit] ?? 0)
      const up = row === 0 ? 0 : (plain[at - width] ?? 0)
      const corner = row === 0 || column < unit ? 0 : (plain[at - width - unit] ?? 0)
      plain[at] = (octets[row * (width + 1) + 1 + column] ?? 0) + predicted(filter, left, up, corner)
    }
  }
  return plain
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0
    case 1:
      return left
    case 2:
      return up
    case 3:
      return (left + up) >> 1
    default: {
      const estimate = left + up - corner
      const [toLeft, toUp, toCorner] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)]
      return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner
    }
  }
}
