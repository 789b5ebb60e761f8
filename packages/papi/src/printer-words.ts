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

/** A line as it came: of a flood only the last lines are made into text. */
interface RawLine {
  readonly time: number
  /** As many octets as may be shown. */
  readonly octets: Uint8Array
  /** How many there were. */
  readonly size: number
}

/** Makes lines of octets: those from the beginning at once, those before the end at the end, with a note of how many were left out between. */
export class PrinterWords {
  readonly #bounds: WordBounds
  /** A line whose end is not here yet, as far as it may be shown, and how long it is. */
  readonly #begun: Uint8Array
  #size = 0
  #isBlank = true
  #ready: PrinterLine[] = []
  #taken = 0
  /** The last ones, in a ring; `#next` is the oldest when it is full. */
  readonly #last: RawLine[] = []
  #next = 0
  #leftOut = { lines: 0, octets: 0, time: 0 }

  constructor(bounds: WordBounds = defaultWordBounds) {
    this.#bounds = bounds
    // A character of UTF-8 has four octets at most.
    this.#begun = new Uint8Array(bounds.characters * 4)
  }

  /**
   * Takes octets, in pieces of any size. They are not kept: their buffer may be used again.
   *
   * @param now - milliseconds since 1970
   * @returns whether there are lines to be had
   */
  take(octets: Uint8Array, now: number): boolean {
    for (const octet of octets) {
      // Line feed, form feed and carriage return end a line.
      if (octet === 0x0a || octet === 0x0d || octet === 0x0c) this.#end(now)
      else {
        // What does not fit is dropped.
        this.#begun[this.#size++] = octet
        if (octet !== 0x20 && octet !== 0x09) this.#isBlank = false
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
    const last = [...this.#last.slice(this.#next), ...this.#last.slice(0, this.#next)]
    this.#last.length = 0
    this.#next = 0
    return [...this.lines(), ...note, ...last.map((line) => this.#shown(line))]
  }

  #end(now: number): void {
    const size = this.#size
    const isBlank = this.#isBlank
    this.#size = 0
    this.#isBlank = true
    if (isBlank) return
    const line = { time: now, octets: this.#begun.slice(0, size), size }
    if (this.#taken < this.#bounds.first) {
      this.#taken++
      this.#ready.push(this.#shown(line))
    } else if (this.#last.length < this.#bounds.last) this.#last.push(line)
    else this.#leaveOut(line)
  }

  /** The oldest of the last lines gives way to another. */
  #leaveOut(line: RawLine): void {
    const out = this.#last[this.#next] ?? line
    if (this.#bounds.last > 0) this.#last[this.#next] = line
    this.#next = (this.#next + 1) % Math.max(this.#bounds.last, 1)
    this.#leftOut = { lines: this.#leftOut.lines + 1, octets: this.#leftOut.octets + out.size, time: out.time }
  }

  #shown({ time, octets, size }: RawLine): PrinterLine {
    const most = this.#bounds.characters
    const text = escaped(decoded(octets).trim())
    return { time, text: size > octets.length || text.length > most ? `${text.slice(0, most - 1)}…` : text }
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
const latin1 = new TextDecoder('latin1')

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
