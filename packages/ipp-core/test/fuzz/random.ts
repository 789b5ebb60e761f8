/** Random numbers that come the same again from the same seed. */

/** A source of random numbers. */
export class Random {
  #state: number

  /** @param seed - any whole number of 32 bits */
  constructor(seed: number) {
    this.#state = seed | 0
  }

  /** The next number, 0 to 2 ** 32 - 1: a Weyl sequence through the finalizer of MurmurHash3. */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return (mixed ^ (mixed >>> 16)) >>> 0
  }

  /** A whole number from 0 up to `end`, which is not reached. */
  below(end: number): number {
    return this.next() % end
  }

  /** One of a list. */
  of<One>(list: readonly One[]): One {
    const one = list[this.below(list.length)]
    if (one === undefined) throw new Error('there is nothing to choose from')
    return one
  }
}
