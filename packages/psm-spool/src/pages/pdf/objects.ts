/** The objects of a PDF by number, wherever they stand. */
import type { CrossReferences } from './cross-references.js'
import { unpacked } from './streams.js'
import type { PdfText } from './text.js'
import { lookAhead, NotPdf, numberIn, ValueReader, type PdfDictionary, type PdfValue } from './values.js'

const nothing: PdfValue = { type: 'plain', text: 'null' }

/** References to references that are followed. */
const mostHops = 32
/** Object streams kept unpacked: pages that follow each other stand in few. */
const mostStreams = 4

/** Finds objects. */
export class PdfObjects {
  readonly #text: PdfText
  readonly #references: CrossReferences
  readonly #streams = new Map<number, readonly PdfValue[]>()

  constructor(text: PdfText, references: CrossReferences) {
    this.#text = text
    this.#references = references
  }

  /** The value that a value means: itself, or what it refers to. */
  async resolve(value: PdfValue | undefined): Promise<PdfValue> {
    let found = value ?? nothing
    for (let hops = 0; found.type === 'reference'; hops++) {
      if (hops > mostHops) throw new NotPdf('its objects refer to each other in circles')
      found = await this.#object(found.number)
    }
    return found
  }

  /** The dictionary that a value means. @throws NotPdf if it means none */
  async dictionary(value: PdfValue | undefined): Promise<PdfDictionary> {
    const found = await this.resolve(value)
    if (found.type !== 'dictionary') throw new NotPdf('there is no dictionary where one should be')
    return found
  }

  /** The stream that a value refers to, packed as it is. @throws NotPdf if there is none */
  async stream(value: PdfValue): Promise<{ readonly dictionary: PdfDictionary; readonly octets: Uint8Array }> {
    const place = value.type === 'reference' ? this.#references.places.get(value.number) : undefined
    if (place?.kind !== 'offset') throw new NotPdf('there is no stream where one should be')
    return this.#streamAt(place.offset)
  }

  #streamAt(offset: number): Promise<{ dictionary: PdfDictionary; octets: Uint8Array }> {
    return this.#text.streamAt(offset, async ({ entries }) => {
      const length = await this.resolve(entries.get('Length'))
      return length.type === 'plain' ? Number(length.text) : undefined
    })
  }

  async #object(number: number): Promise<PdfValue> {
    const place = this.#references.places.get(number)
    if (place === undefined || place.kind === 'free') return nothing
    if (place.kind === 'in-stream') return (await this.#inStream(place.stream))[place.index] ?? nothing
    const standing = await this.#text.objectAt(place.offset)
    if (standing.number !== number) throw new NotPdf(`object ${number} is not where it should be`)
    return standing.value
  }

  /** The objects of an object stream (ISO 32000-1 section 7.5.7). */
  async #inStream(number: number): Promise<readonly PdfValue[]> {
    const known = this.#streams.get(number)
    if (known !== undefined) return known
    const place = this.#references.places.get(number)
    if (place?.kind !== 'offset') throw new NotPdf('an object stream of it is not there')
    const { dictionary, octets } = await this.#streamAt(place.offset)
    const data = unpacked(dictionary, octets)
    // A reader knows the end of its last value by what follows it.
    const text = Buffer.from(data.buffer, data.byteOffset, data.length).toString('latin1') + ' '.repeat(lookAhead)
    const first = numberIn(dictionary, 'First') ?? 0
    const heads = new ValueReader(text)
    const offsets = Array.from({ length: Math.min(numberIn(dictionary, 'N') ?? 0, text.length) }, () => {
      heads.word()
      return first + Number(heads.word())
    })
    const values = offsets.map((offset) => new ValueReader(text, offset).value())
    if (this.#streams.size >= mostStreams) this.#streams.clear()
    this.#streams.set(number, values)
    return values
  }
}
