/** PDF's values: read from text and written back (ISO 32000-1 section 7.3). Octets are kept as latin1 characters. */

/** A value. Numbers, strings and keywords are kept as they were written. */
export type PdfValue =
  | { readonly type: 'dictionary'; readonly entries: ReadonlyMap<string, PdfValue> }
  | { readonly type: 'array'; readonly items: readonly PdfValue[] }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'reference'; readonly number: number; readonly generation: number }
  | { readonly type: 'plain'; readonly text: string }

export type PdfDictionary = Extract<PdfValue, { type: 'dictionary' }>

/** The text ended in the middle of a value: with more of it the value may be whole. */
export class TextEnded extends Error {
  override readonly name = 'TextEnded'
}

/** The text is not PDF. */
export class NotPdf extends Error {
  override readonly name = 'NotPdf'
}

const space = /[\0\t\n\f\r ]/
const delimiter = /[\0\t\n\f\r ()<>[\]{}/%]/
/** Characters behind a number that may make it a reference. */
export const lookAhead = 24
/** Values within values; more is made to break readers. */
const deepest = 200

/** Reads values from text, one after another. */
export class ValueReader {
  readonly #text: string
  at: number

  constructor(text: string, at = 0) {
    this.#text = text
    this.at = at
  }

  /** The next word that is no value of its own: `obj`, `stream`, `xref`, a number. */
  word(): string {
    this.#skipSpace()
    const start = this.at
    while (this.at < this.#text.length && !delimiter.test(this.#text[this.at] ?? '')) this.at++
    if (this.at >= this.#text.length) throw new TextEnded()
    return this.#text.slice(start, this.at)
  }

  /** The next value. */
  value(depth = 0): PdfValue {
    if (depth > deepest) throw new NotPdf('values are nested too deep')
    this.#skipSpace()
    const first = this.#text[this.at]
    if (first === undefined) throw new TextEnded()
    if (first === '<' && this.#peek(1) === '<') return this.#dictionary(depth)
    if (first === '[') return this.#array(depth)
    if (first === '/') return { type: 'name', name: this.#name() }
    if (first === '(') return this.#literal()
    if (first === '<') return this.#until('>')
    const text = this.word()
    if (text === '') throw new NotPdf(`"${first}" begins no value`)
    return /^\d+$/.test(text) ? this.#numberOrReference(text) : { type: 'plain', text }
  }

  #peek(ahead: number): string {
    const character = this.#text[this.at + ahead]
    if (character === undefined) throw new TextEnded()
    return character
  }

  #skipSpace(): void {
    for (;;) {
      while (space.test(this.#text[this.at] ?? '')) this.at++
      if (this.#text[this.at] !== '%') return
      while (this.at < this.#text.length && !/[\r\n]/.test(this.#text[this.at] ?? '')) this.at++
    }
  }

  #name(): string {
    const start = ++this.at
    while (this.at < this.#text.length && !delimiter.test(this.#text[this.at] ?? '')) this.at++
    if (this.at >= this.#text.length) throw new TextEnded()
    return this.#text.slice(start, this.at)
  }

  #dictionary(depth: number): PdfDictionary {
    const entries = new Map<string, PdfValue>()
    this.at += 2
    for (;;) {
      this.#skipSpace()
      if (this.#peek(0) === '>' && this.#peek(1) === '>') {
        this.at += 2
        return { type: 'dictionary', entries }
      }
      if (this.#peek(0) !== '/') throw new NotPdf('a dictionary holds something that is not a name')
      entries.set(this.#name(), this.value(depth + 1))
    }
  }

  #array(depth: number): PdfValue {
    const items: PdfValue[] = []
    this.at++
    for (;;) {
      this.#skipSpace()
      if (this.#peek(0) === ']') {
        this.at++
        return { type: 'array', items }
      }
      items.push(this.value(depth + 1))
    }
  }

  /** `(...)`, with balanced parentheses and escapes. */
  #literal(): PdfValue {
    const start = this.at++
    for (let depth = 1; depth > 0; this.at++) {
      const character = this.#peek(0)
      if (character === '\\') this.at++
      else if (character === '(') depth++
      else if (character === ')') depth--
    }
    return { type: 'plain', text: this.#text.slice(start, this.at) }
  }

  #until(last: string): PdfValue {
    const start = this.at
    const end = this.#text.indexOf(last, start)
    if (end < 0) throw new TextEnded()
    this.at = end + 1
    return { type: 'plain', text: this.#text.slice(start, this.at) }
  }

  /** `12`, or `12 0 R`: what follows must be seen to know. */
  #numberOrReference(text: string): PdfValue {
    if (this.at + lookAhead > this.#text.length) throw new TextEnded()
    const rest = /^[\0\t\n\f\r ]+(?<generation>\d{1,5})[\0\t\n\f\r ]+R(?=[\0\t\n\f\r ()<>[\]{}/%])/.exec(this.#text.slice(this.at, this.at + lookAhead))
    if (rest?.groups?.['generation'] === undefined) return { type: 'plain', text }
    this.at += rest[0].length
    return { type: 'reference', number: Number(text), generation: Number(rest.groups['generation']) }
  }
}

/** A value as text. */
export function written(value: PdfValue): string {
  switch (value.type) {
    case 'dictionary':
      return `<<${[...value.entries].map(([name, one]) => `/${name} ${written(one)}`).join('\n')}>>`
    case 'array':
      return `[${value.items.map(written).join(' ')}]`
    case 'name':
      return `/${value.name}`
    case 'reference':
      return `${value.number} ${value.generation} R`
    case 'plain':
      return value.text
  }
}

/** A dictionary's whole number. */
export function numberIn({ entries }: PdfDictionary, name: string): number | undefined {
  const value = entries.get(name)
  return value?.type === 'plain' && /^\d{1,15}$/.test(value.text) ? Number(value.text) : undefined
}
