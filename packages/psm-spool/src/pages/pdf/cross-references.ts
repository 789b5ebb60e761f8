/** Where a PDF's objects are: its cross-reference tables and streams, the newest first (ISO 32000-1 sections 7.5.4 and 7.5.8). */
import { unpacked } from './streams.js'
import { NotPdf, numberIn, type PdfDictionary } from './values.js'
import type { PdfText } from './text.js'

/** Where an object is. */
export type Place =
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'in-stream'; readonly stream: number; readonly index: number }
  | { readonly kind: 'free' }

/** What the cross-references say. */
export interface CrossReferences {
  readonly places: ReadonlyMap<number, Place>
  /** The newest trailer. */
  readonly trailer: PdfDictionary
  /** Where the newest begin. */
  readonly start: number
  /** Whether the newest are a stream: an update must be of the same form. */
  readonly isStream: boolean
}

/** Objects in a file, sections of references, and octets of a table: more is made to break readers. */
const mostObjects = 2_000_000
const mostSections = 2000

/** Reads them all. @throws NotPdf */
export async function readCrossReferences(text: PdfText): Promise<CrossReferences> {
  const start = await startOf(text)
  const places = new Map<number, Place>()
  const seen = new Set<number>()
  const pending = [start]
  let newest: { readonly trailer: PdfDictionary; readonly isStream: boolean } | undefined
  for (let offset = pending.shift(); offset !== undefined; offset = pending.shift()) {
    if (seen.has(offset)) continue
    if (seen.add(offset).size > mostSections) throw new NotPdf('it has too many cross-reference sections')
    const section = await readSection(text, offset, places)
    newest ??= section
    // A hybrid file's stream is looked at before older sections.
    for (const name of ['XRefStm', 'Prev']) {
      const next = numberIn(section.trailer, name)
      if (next !== undefined) pending.push(next)
    }
  }
  if (newest === undefined) throw new NotPdf('it has no cross-references')
  return { places, start, ...newest }
}

async function startOf(text: PdfText): Promise<number> {
  const end = await text.tail(2048)
  const found = [...end.matchAll(/startxref\s+(?<offset>\d{1,15})/g)].at(-1)?.groups?.['offset']
  if (found === undefined) throw new NotPdf('it does not say where its cross-references are')
  return Number(found)
}

function put(places: Map<number, Place>, number: number, place: Place): void {
  if (places.has(number)) return
  if (places.size >= mostObjects) throw new NotPdf('it has too many objects')
  places.set(number, place)
}

async function readSection(text: PdfText, offset: number, places: Map<number, Place>): Promise<{ trailer: PdfDictionary; isStream: boolean }> {
  const isTable = (await text.at(offset, 16)).trimStart().startsWith('xref')
  return isTable ? { trailer: await readTable(text, offset, places), isStream: false } : { trailer: await readStream(text, offset, places), isStream: true }
}

/** A table: subsections of entries of twenty octets, then the trailer. */
async function readTable(text: PdfText, offset: number, places: Map<number, Place>): Promise<PdfDictionary> {
  let at = offset + (await text.at(offset, 16)).indexOf('xref') + 4
  for (;;) {
    const head = await text.at(at, 64)
    const { gap = '', first, count } = /^(?<gap>\s*)(?<first>\d{1,10})\s+(?<count>\d{1,10})\s*?(?:\r\n|\n|\r)/.exec(head)?.groups ?? {}
    if (first === undefined || count === undefined) {
      if (!head.trimStart().startsWith('trailer')) throw new NotPdf('its cross-reference table is broken')
      return text.dictionaryAt(at + head.indexOf('trailer') + 7)
    }
    at += gap.length + (/^\d+\s+\d+\s*?(?:\r\n|\n|\r)/.exec(head.slice(gap.length))?.[0].length ?? 0)
    const entries = Number(count)
    if (entries > mostObjects) throw new NotPdf('it has too many objects')
    // Entries are read some thousands at a time.
    for (let done = 0; done < entries; done += 4096) {
      const block = await text.at(at + done * 20, Math.min(4096, entries - done) * 20)
      for (let entry = 0; entry * 20 + 18 <= block.length; entry++) {
        const { where, generation, kind } = /^(?<where>\d{10}) (?<generation>\d{5}) (?<kind>[nf])/.exec(block.slice(entry * 20, entry * 20 + 18))?.groups ?? {}
        if (where === undefined) throw new NotPdf('its cross-reference table is broken')
        put(places, Number(first) + done + entry, kind === 'n' ? { kind: 'offset', offset: Number(where), generation: Number(generation) } : { kind: 'free' })
      }
    }
    at += entries * 20
  }
}

/** A stream: entries of fields whose widths the dictionary tells. */
async function readStream(text: PdfText, offset: number, places: Map<number, Place>): Promise<PdfDictionary> {
  const { dictionary, octets } = await text.streamAt(offset)
  const data = unpacked(dictionary, octets)
  const numbers = (name: string): number[] | undefined => {
    const value = dictionary.entries.get(name)
    return value?.type === 'array' ? value.items.map((item) => (item.type === 'plain' ? Number(item.text) : Number.NaN)) : undefined
  }
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = numbers('W') ?? []
  const width = typeWidth + secondWidth + thirdWidth
  if (!(width > 0 && width < 32)) throw new NotPdf('its cross-reference stream is broken')
  const field = (at: number, octetsOf: number, otherwise: number): number => (octetsOf === 0 ? otherwise : data.subarray(at, at + octetsOf).reduce((sum, octet) => sum * 256 + octet, 0))
  const index = numbers('Index') ?? [0, numberIn(dictionary, 'Size') ?? 0]
  let at = 0
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    for (let entry = 0; entry < (index[pair + 1] ?? 0) && at + width <= data.length; entry++, at += width) {
      const type = field(at, typeWidth, 1)
      const second = field(at + typeWidth, secondWidth, 0)
      const third = field(at + typeWidth + secondWidth, thirdWidth, 0)
      put(places, (index[pair] ?? 0) + entry, type === 1 ? { kind: 'offset', offset: second, generation: third } : type === 2 ? { kind: 'in-stream', stream: second, index: third } : { kind: 'free' })
    }
  }
  return dictionary
}
