/** Random numbers that a seed brings back. */

/** Random numbers (mulberry32). */
export class Randomness {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 on, less than 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from 0 on, less than that; 0 if that is 0. */
  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  /** One of some. @throws Error if there is none */
  one<T>(some: readonly T[]): T {
    const [chosen] = some.slice(this.below(some.length))
    if (chosen === undefined) throw new Error('there is nothing to choose from')
    return chosen
  }

  /** Letters that mean nothing to a printer. */
  letters(count: number): Buffer {
    const octets = Buffer.alloc(count)
    let state = this.below(0x7fff_ffff)
    for (let at = 0; at < count; at++) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
      octets[at] = 97 + ((state >>> 16) % 26)
    }
    return octets
  }
}
