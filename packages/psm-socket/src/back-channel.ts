/** What the printer says while the connection is open: read to the close, bounded, and fit to be shown. */

/** Octets kept; what comes later is counted and dropped. */
const bound = 64 * 1024
/** Characters of a line that is shown. */
const shown = 200

/** Collects the back channel of one connection. */
export class BackChannel {
  #chunks: Uint8Array[] = []
  #kept = 0
  #octets = 0

  /** Octets heard, kept or not. */
  get octets(): number {
    return this.#octets
  }

  /**
   * Takes octets.
   *
   * @returns whether they were kept: a printer that talks beyond the bound is not listened to any more
   */
  take(chunk: Uint8Array): boolean {
    this.#octets += chunk.length
    const kept = chunk.subarray(0, bound - this.#kept)
    if (kept.length === 0) return false
    // A copy: the chunk may be a piece of a much larger buffer.
    this.#chunks.push(kept.slice())
    this.#kept += kept.length
    return true
  }

  /** What was kept, as received. */
  get text(): string {
    const octets = new Uint8Array(this.#kept)
    let at = 0
    for (const chunk of this.#chunks) {
      octets.set(chunk, at)
      at += chunk.length
    }
    this.#chunks = [octets]
    return new TextDecoder('latin1').decode(octets)
  }

  /** The last line that says something, fit to be shown; empty if there is none. */
  get lastLine(): string {
    const lines = this.text.split(/[\r\n\f]+/).filter((line) => /[^\p{Cc}\s]/u.test(line)).map(printable)
    return lines.at(-1)?.trim().slice(0, shown) ?? ''
  }
}

/** Text without control characters: a terminal or a page must not obey a printer. They are shown as `\x1b`. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
