/**
 * An update behind a PDF (ISO 32000-1 section 7.5.6, incremental updates): new objects and changed ones, then their
 * cross-references, in the form of those before. The file itself stays as it is. Written piece by piece, so that memory does
 * not grow with it.
 */
import type { CrossReferences } from './cross-references.js'
import { numberIn, written, type PdfValue } from './values.js'

/** A whole number as a value. */
export const wholeNumber = (number: number): PdfValue => ({ type: 'plain', text: String(number) })

/** An object that is referred to. */
export const referenceTo = (number: number, generation = 0): Extract<PdfValue, { type: 'reference' }> => ({ type: 'reference', number, generation })

/** A dictionary of those entries. */
export const dictionaryOf = (entries: Iterable<readonly [string, PdfValue]>): Extract<PdfValue, { type: 'dictionary' }> => ({ type: 'dictionary', entries: new Map(entries) })

/** An update, as it is written. */
export class PdfUpdate {
  readonly #references: CrossReferences
  readonly #placed: { readonly number: number; readonly generation: number; readonly offset: number }[] = []
  /** Octets before the next piece, from the file's header. */
  #at: number
  #next: number

  /** @param size - octets of the file, from its header */
  constructor(references: CrossReferences, size: number) {
    this.#references = references
    this.#at = size
    // A trailer may say too little.
    this.#next = numberIn(references.trailer, 'Size') ?? 0
    for (const number of references.places.keys()) if (number >= this.#next) this.#next = number + 1
  }

  /** The number of a new object. */
  newNumber(): number {
    return this.#next++
  }

  /** An object. */
  object(number: number, generation: number, value: PdfValue): Uint8Array {
    return this.#put(number, generation, Buffer.from(`\n${number} ${generation} obj\n${written(value)}\nendobj\n`, 'latin1'))
  }

  /** A new stream, its length added. */
  stream(number: number, entries: Iterable<readonly [string, PdfValue]>, octets: Uint8Array): Uint8Array {
    const dictionary = dictionaryOf([...entries, ['Length', wholeNumber(octets.length)]])
    return this.#put(number, 0, Buffer.concat([Buffer.from(`\n${number} 0 obj\n${written(dictionary)}\nstream\n`, 'latin1'), octets, Buffer.from('\nendstream\nendobj\n')]))
  }

  #put(number: number, generation: number, octets: Uint8Array): Uint8Array {
    this.#placed.push({ number, generation, offset: this.#at + 1 })
    this.#at += octets.length
    return octets
  }

  /** The cross-references and the end. */
  end(): Uint8Array {
    const { trailer, start, isStream } = this.#references
    const entries = new Map([...trailer.entries].filter(([name]) => ['Root', 'Info', 'ID'].includes(name)))
    entries.set('Prev', wholeNumber(start))
    return Buffer.from(isStream ? this.#stream(entries) : this.#table(entries), 'latin1')
  }

  #table(entries: Map<string, PdfValue>): string {
    entries.set('Size', wholeNumber(this.#next))
    const rows = this.#inOrder().map(({ number, generation, offset }) => `${number} 1\n${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`)
    return `xref\n${rows.join('')}trailer\n${written({ type: 'dictionary', entries })}\nstartxref\n${this.#at}\n%%EOF\n`
  }

  /** The stream is an object itself, and names itself too. */
  #stream(entries: Map<string, PdfValue>): string {
    const own = this.newNumber()
    const all = [...this.#inOrder(), { number: own, generation: 0, offset: this.#at }]
    const numbers = (list: readonly number[]): PdfValue => ({ type: 'array', items: list.map(wholeNumber) })
    const rows = Buffer.alloc(all.length * 9)
    for (const [row, { generation, offset }] of all.entries()) {
      rows.writeUInt8(1, row * 9)
      rows.writeUIntBE(offset, row * 9 + 1, 6)
      rows.writeUInt16BE(generation, row * 9 + 7)
    }
    entries.set('Type', { type: 'name', name: 'XRef' })
    entries.set('Size', wholeNumber(this.#next))
    entries.set('W', numbers([1, 6, 2]))
    entries.set('Index', numbers(all.flatMap(({ number }) => [number, 1])))
    entries.set('Length', wholeNumber(rows.length))
    return `${own} 0 obj\n${written({ type: 'dictionary', entries })}\nstream\n${rows.toString('latin1')}\nendstream\nendobj\nstartxref\n${this.#at}\n%%EOF\n`
  }

  #inOrder(): readonly { readonly number: number; readonly generation: number; readonly offset: number }[] {
    return [...this.#placed].sort((a, b) => a.number - b.number)
  }
}
