/** The words of ipptool's files: white space between them, `#` comments, quotes, backslashes, and `{`, `}`, `,` by themselves. */
import { IppError } from '../errors.js'

/** A word of a file. */
export interface Token {
  /** What it says, quotes and backslashes taken off. */
  readonly text: string
  /** Whether it was in quotes: then `{`, `}` and `,` are words like others. */
  readonly quoted: boolean
  /** The line it begins on, counted from 1. */
  readonly line: number
  /** The character it begins at, counted from 0. */
  readonly offset: number
}

const escapes: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** Reads words one after another. */
export class TokenReader {
  readonly #text: string
  #at = 0
  #line = 1

  constructor(text: string) {
    this.#text = text
  }

  /** The next word, left where it is. */
  peek(): Token | undefined {
    const [at, line] = [this.#at, this.#line]
    const token = this.next()
    this.#at = at
    this.#line = line
    return token
  }

  /** The next word; undefined at the end. */
  next(): Token | undefined {
    this.#skip()
    const [line, offset] = [this.#line, this.#at]
    let text = ''
    let quote = ''
    for (; this.#at < this.#text.length; this.#at++) {
      let character = this.#text.charAt(this.#at)
      if (quote === '') {
        if (isSpace(character) || character === '#') break
        if ('{},'.includes(character)) {
          // By itself, or the end of the word before it.
          if (text === '') return { text: this.#text.charAt(this.#at++), quoted: false, line, offset }
          break
        }
        if (character === '"' || character === "'") {
          quote = character
          continue
        }
      } else if (character === quote) {
        this.#at++
        return { text, quoted: true, line, offset }
      }
      if (character === '\n') this.#line++
      if (character === '\\' && this.#at + 1 < this.#text.length) {
        character = this.#text.charAt(++this.#at)
        if (character === '\n') this.#line++
        character = escapes[character] ?? character
      }
      text += character
    }
    if (quote !== '') throw new IppError('bad-text', `the quote that begins on line ${line} does not end`, offset)
    return text === '' ? undefined : { text, quoted: false, line, offset }
  }

  /** Where the reader is: for errors at the end of a file. */
  get place(): { readonly line: number; readonly offset: number } {
    return { line: this.#line, offset: this.#at }
  }

  /** White space and comments. */
  #skip(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text.charAt(this.#at)
      if (character === '\n') this.#line++
      if (character === '#') {
        const end = this.#text.indexOf('\n', this.#at)
        this.#at = (end < 0 ? this.#text.length : end) - 1
      } else if (!isSpace(character)) return
    }
  }
}

const isSpace = (character: string) => ' \t\n\r\f\v'.includes(character)

/** A word as it is written: in quotes where it needs them. */
export function writeWord(text: string): string {
  return /^[A-Za-z0-9._:;/+*@$=?&%~^|<>!()[\]-]+$/.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`
}
