/** What a page draws, as one stream (ISO 32000-1 section 7.8.2). */
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import type { PdfObjects } from './objects.js'
import type { PdfPage } from './page-tree.js'
import { NotPdf, type PdfValue } from './values.js'

const unpack = promisify(inflate)

/** The most that a page's streams may hold together, unpacked. */
const most = 64 * 1024 * 1024

/** A stream's octets, and the entries that say how they are packed. */
export interface PageContent {
  readonly packing: readonly (readonly [string, PdfValue])[]
  readonly octets: Uint8Array
}

/** One stream as it is; several, which are drawn as if they were one, unpacked and joined. @throws NotPdf for packings that are not known here */
export async function pageContent(objects: PdfObjects, page: PdfPage): Promise<PageContent> {
  const contents = page.entries.get('Contents')
  const found = await objects.resolve(contents)
  const streams: PdfValue[] = []
  for (const one of found.type === 'array' ? found.items : [contents]) if (one !== undefined && (await objects.resolve(one)).type === 'dictionary') streams.push(one)
  const [only] = streams
  if (only !== undefined && streams.length === 1) {
    const { dictionary, octets } = await objects.stream(only)
    return { packing: ['Filter', 'DecodeParms'].flatMap((name) => [...dictionary.entries].filter(([one]) => one === name)), octets }
  }
  const parts: Uint8Array[] = []
  let size = 0
  for (const stream of streams) {
    const { dictionary, octets } = await objects.stream(stream)
    const part = await plain(objects, dictionary.entries, octets)
    size += part.length + 1
    if (size > most) throw new NotPdf('a page of it draws too much')
    // Streams end between words.
    parts.push(part, newLine)
  }
  return { packing: [], octets: Buffer.concat(parts) }
}

const newLine = Uint8Array.of(10)

async function plain(objects: PdfObjects, entries: ReadonlyMap<string, PdfValue>, octets: Uint8Array): Promise<Uint8Array> {
  const filter = await objects.resolve(entries.get('Filter'))
  const filters = filter.type === 'array' ? filter.items : filter.type === 'name' ? [filter] : []
  let unpacked = octets
  for (const one of filters) {
    const { name } = { name: '', ...(await objects.resolve(one)) }
    if (name !== 'FlateDecode' && name !== 'Fl') throw new NotPdf(`a page of it is packed in a way that is not known here (${name})`)
    unpacked = await unpack(unpacked, { maxOutputLength: most })
  }
  return unpacked
}
