/** What a printer says on its back channel during a delivery, as lines that can be kept and shown: bounded, however much it says. */

/** How much is kept of one delivery. */
export interface WordBounds {
  /** Characters of a line; the rest is cut off. */
  readonly characters: number
  /** Lines from the beginning, kept as they come. */
  readonly first: number
  /** Lines before the end. */
  readonly last: number
}

/** 40 lines from the beginning and 10 before the end, of 200 characters. */
export const defaultWordBounds: WordBounds = { characters: 200, first: 40, last: 10 }

/** A line of a printer, fit to be shown. */
export interface PrinterLine {
  /** When it came, milliseconds since 1970. */
  readonly time: number
  /** Without control characters, and cut; or, in brackets, how much was left out here. */
  readonly text: string
}

/** Makes lines of octets: those from the beginning at once, those before the end at the end, with a note of how many were left out between. */
export class PrinterWords {
  readonly #bounds: WordBounds
  /** Of a line whose end is not here yet: as many octets as may be shown, and how many there were. */
  #begun: number[] = []
  #begunOctets = 0
  #ready: PrinterLine[] = []
  #taken = 0
  /** The last ones, in a ring. */
  readonly #last: PrinterLine[] = []
  #leftOut: { lines: number; octets: number; time: number } = { lines: 0, octets: 0, time: 0 }
  readonly #sizes: number[] = []

  constructor(bounds: WordBounds = defaultWordBounds) {
    this.#bounds = bounds
  }

  /**
   * Takes octets, in pieces of any size. They are not kept: their buffer may be used again.
   *
   * @param now - milliseconds since 1970
   * @returns whether there are lines to be had
   */
  take(octets: Uint8Array, now: number): boolean {
    // A character of UTF-8 has four octets at most.
    const most = this.#bounds.characters * 4
    for (const octet of octets) {
      // Line feed, form feed and carriage return end a line.
      if (octet === 0x0a || octet === 0x0d || octet === 0x0c) this.#end(now)
      else {
        if (this.#begun.length < most) this.#begun.push(octet)
        this.#begunOctets++
      }
    }
    return this.#ready.length > 0
  }

  /** The lines that are new since this was asked last. */
  lines(): readonly PrinterLine[] {
    const ready = this.#ready
    this.#ready = []
    return ready
  }

  /** The delivery is over. @returns what is still to be told: new lines, a note of what was left out, the last lines */
  end(now: number): readonly PrinterLine[] {
    this.#end(now)
    const { lines, octets, time } = this.#leftOut
    const note = lines === 0 ? [] : [{ time, text: `(${lines} more line${lines === 1 ? '' : 's'}, ${octets} octets, not kept)` }]
    return [...this.lines(), ...note, ...this.#last.splice(0)]
  }

  #end(now: number): void {
    const octets = this.#begunOctets
    if (octets === 0) return
    const text = shown(Uint8Array.from(this.#begun), octets > this.#begun.length, this.#bounds.characters)
    this.#begun = []
    this.#begunOctets = 0
    if (text === '') return
    const line = { time: now, text }
    if (this.#taken < this.#bounds.first) {
      this.#taken++
      this.#ready.push(line)
      return
    }
    this.#last.push(line)
    this.#sizes.push(octets)
    if (this.#last.length <= this.#bounds.last) return
    const out = this.#last.shift()
    this.#leftOut = { lines: this.#leftOut.lines + 1, octets: this.#leftOut.octets + (this.#sizes.shift() ?? 0), time: out?.time ?? now }
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
const latin1 = new TextDecoder('latin1')

function shown(octets: Uint8Array, isCut: boolean, most: number): string {
  const text = escaped(decoded(octets).trim())
  return isCut || text.length > most ? `${text.slice(0, most - 1)}…` : text
}

function decoded(octets: Uint8Array): string {
  try {
    return utf8.decode(octets)
  } catch {
    // Not an error: Latin-1 is the other charset printers use, and takes any octets.
    return latin1.decode(octets)
  }
}

/** A terminal or a page must not obey a printer, nor be turned around by one: what is not seen is shown as `\x1b` or `\u202e`. */
function escaped(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
  })
}
