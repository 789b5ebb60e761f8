/** A PDF's octets as text, read where they are needed. Offsets are from its header, as the file itself counts. */
import type { PageSource } from '../page-source.js'
import { lookAhead, NotPdf, numberIn, TextEnded, ValueReader, type PdfDictionary, type PdfValue } from './values.js'

/** The first octets read of an object, and the most. */
const window = 4096
const largestObject = 16 * 1024 * 1024
const largestStream = 64 * 1024 * 1024

const latin1 = (octets: Uint8Array): string => Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('latin1')

/** An object as it stands in the file. */
export interface StandingObject {
  readonly number: number
  readonly value: PdfValue
  /** Where the octets of its stream begin, if it is one. */
  readonly streamAt: number | undefined
}

/** The text. */
export class PdfText {
  readonly #source: PageSource
  /** Octets before the header: some programs leave a few. */
  readonly base: number

  private constructor(source: PageSource, base: number) {
    this.#source = source
    this.base = base
  }

  /** @throws NotPdf */
  static async of(source: PageSource): Promise<PdfText> {
    const base = latin1(await source.read(0, 1024)).indexOf('%PDF-')
    if (base < 0) throw new NotPdf('it does not begin like one')
    return new PdfText(source, base)
  }

  /** Text from an offset on. */
  async at(offset: number, length: number): Promise<string> {
    return latin1(await this.#source.read(this.base + offset, length))
  }

  /** The last octets. */
  async tail(length: number): Promise<string> {
    const from = Math.max(0, this.#source.size - length)
    return latin1(await this.#source.read(from, length))
  }

  /** Reads with as much text as it takes. */
  async #reading<T>(offset: number, read: (reader: ValueReader) => T): Promise<T> {
    for (let length = window; ; length *= 4) {
      const text = await this.at(offset, length)
      try {
        // At the end of the file nothing follows that a reader could look at.
        return read(new ValueReader(text.length < length ? text + ' '.repeat(lookAhead) : text))
      } catch (error) {
        if (!(error instanceof TextEnded)) throw error
        if (text.length < length || length >= largestObject) throw new NotPdf('it breaks off, or an object of it is too large')
      }
    }
  }

  /** A dictionary that stands alone. */
  async dictionaryAt(offset: number): Promise<PdfDictionary> {
    const value = await this.#reading(offset, (reader) => reader.value())
    if (value.type !== 'dictionary') throw new NotPdf('there is no dictionary where one should be')
    return value
  }

  /** The object at an offset: `12 0 obj ...`. */
  async objectAt(offset: number): Promise<StandingObject> {
    return this.#reading(offset, (reader) => {
      const number = Number(reader.word())
      reader.word()
      if (!Number.isInteger(number) || reader.word() !== 'obj') throw new NotPdf('there is no object where one should be')
      const value = reader.value()
      const end = reader.at
      const isStream = value.type === 'dictionary' && reader.word() === 'stream'
      return { number, value, streamAt: isStream ? offset + reader.at : undefined, end }
    })
  }

  /** The stream at an offset. @param lengthOf - finds its length if that is another object */
  async streamAt(offset: number, lengthOf?: (dictionary: PdfDictionary) => Promise<number | undefined>): Promise<{ dictionary: PdfDictionary; octets: Uint8Array }> {
    const { value, streamAt } = await this.objectAt(offset)
    if (value.type !== 'dictionary' || streamAt === undefined) throw new NotPdf('there is no stream where one should be')
    const length = numberIn(value, 'Length') ?? (await lengthOf?.(value))
    if (length === undefined || length > largestStream) throw new NotPdf('a stream of it has no length, or is too large')
    // "stream" is followed by LF or CR LF (ISO 32000-1 section 7.3.8.1).
    const begin = streamAt + ((await this.at(streamAt, 2)) === '\r\n' ? 2 : 1)
    return { dictionary: value, octets: await this.#source.read(this.base + begin, length) }
  }
}
