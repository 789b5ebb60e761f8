/**
 * Finds where a page of PWG or Apple raster ends. Its lines are packed: an octet says how often the line is repeated, then
 * runs follow until the line is full. The only way to the next page is through all of them.
 */
import type { PageGeometry } from './layouts.js'

/** Goes through the lines of one page, in pieces as they come. */
export class PageEnd {
  readonly #lineOctets: number
  readonly #unit: number
  /** Lines that have not begun. */
  #linesLeft: number
  /** Octets of the current line that are still to be unpacked; 0 between lines. */
  #missing = 0
  /** Packed octets of the current run that are still to come. */
  #skip = 0

  constructor({ lines, lineOctets, unit }: PageGeometry) {
    this.#linesLeft = lineOctets === 0 ? 0 : lines
    this.#lineOctets = lineOctets
    this.#unit = Math.max(unit, 1)
  }

  /** Whether the page's last octet was seen. */
  get reached(): boolean {
    return this.#linesLeft <= 0 && this.#missing <= 0 && this.#skip === 0
  }

  /** Reads on. @returns the offset behind the page's last octet, or the length of the piece if the page goes on */
  read(piece: Uint8Array, from: number): number {
    let at = from
    while (at < piece.length && !this.reached) {
      if (this.#skip > 0) {
        const step = Math.min(this.#skip, piece.length - at)
        this.#skip -= step
        at += step
        continue
      }
      const octet = piece[at++] ?? 0
      if (this.#missing <= 0) {
        this.#linesLeft -= octet + 1
        this.#missing = this.#lineOctets
      } else if (octet === 128) {
        // The rest of the line is blank.
        this.#missing = 0
      } else {
        // 0 to 127: one unit, repeated; 129 to 255: that many units as they are.
        const units = octet < 128 ? octet + 1 : 257 - octet
        this.#skip = octet < 128 ? this.#unit : units * this.#unit
        this.#missing -= units * this.#unit
      }
    }
    return at
  }
}
