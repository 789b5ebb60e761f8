/** Copies of small messages, side by side: a buffer for each would cost more than all the rest of decoding it. */
import { sourceOf, type Source } from './source.js'

/** One small message keeps this many octets alive, with those that came before and after it. So they are few. */
const slabOctets = 8192
/** Messages of up to so many octets are for a slab. */
export const smallMessage = 1024

/** A buffer that is filled message by message. */
export class Slab {
  #source: Source = sourceOf(new Uint8Array(slabOctets))
  #used = 0

  /** The octet behind the messages that are kept. */
  get used(): number {
    return this.#used
  }

  /** Copies the octets of a small message there. The next to come overwrites them, unless they are kept. */
  write(octets: Uint8Array): Source {
    if (this.#used + octets.length > slabOctets) {
      this.#source = sourceOf(new Uint8Array(slabOctets))
      this.#used = 0
    }
    this.#source.octets.set(octets, this.#used)
    return this.#source
  }

  /** Keeps what was written, up to that octet. */
  keep(end: number): void {
    this.#used = end
  }
}
