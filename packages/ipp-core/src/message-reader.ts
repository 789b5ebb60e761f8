/** Finds the end of a message that arrives in chunks. */
import { throwFault } from './fault.js'
import { defaultLimits, type Limits } from './limits.js'
import type { Message } from './message.js'
import { takeMessage } from './take-message.js'
import { GroupTag } from './tags.js'
import { parameterOctets, truncated } from './walk.js'

/** A message, and the octets that came behind its end-of-attributes in the same chunk. */
export interface ReadMessage {
  readonly message: Message
  /** Document data: a part of the chunk that ended the message, not a copy. */
  readonly rest: Uint8Array
}

/**
 * Finds the end of a message in chunks of any size, each octet looked at once.
 *
 * Feed it chunks with {@link MessageReader.push} until it returns the message. One reader reads one message.
 */
export class MessageReader {
  readonly #limits: Limits
  #buffer: Uint8Array = new Uint8Array(0)
  #length = 0
  /** The octet of the next tag, once known. */
  #next = parameterOctets
  #complete = false

  /** @param limits - bounds, where they differ from {@link defaultLimits} */
  constructor(limits?: Partial<Limits>) {
    this.#limits = limits === undefined ? defaultLimits : { ...defaultLimits, ...limits }
  }

  /** Octets of the message taken so far. */
  get octets(): number {
    return this.#length
  }

  /**
   * Takes the next chunk. It may be written to again once it was taken, but for the part that is returned as `rest`.
   *
   * @returns the message as soon as its end has been seen, else `undefined`
   * @throws {@link IppError} as soon as the octets cannot become a message, or pass a limit; Error if there was a message already
   */
  push(chunk: Uint8Array): ReadMessage | undefined {
    if (this.#complete) throw new Error('this MessageReader has read its message; make another for the next')
    const before = this.#length
    // What lies beyond the limit cannot belong to a message that is taken: it is document data, or the message is refused.
    const taken = chunk.subarray(0, this.#limits.messageOctets - before)
    if (before === 0) {
      // Most messages come in one chunk: it is looked at where it is, and copied only if it does not end there.
      const decoded = takeMessage(taken, this.#limits, false)
      if (typeof decoded !== 'number') return this.#read(decoded.message, decoded.octets, chunk.subarray(decoded.octets))
      if (decoded !== truncated) throwFault(taken, this.#limits)
      this.#buffer = taken
    } else this.#append(taken)
    this.#length = before + taken.length
    const end = this.#scan()
    if (end !== undefined) {
      // The buffer is the reader's own, and most of it is message, unless a large chunk came last.
      const decoded = takeMessage(this.#buffer.subarray(0, end), this.#limits, end * 2 >= this.#buffer.length)
      if (typeof decoded === 'number') throwFault(this.#buffer.subarray(0, end), this.#limits)
      return this.#read(decoded.message, end, chunk.subarray(end - before))
    }
    if (taken.length < chunk.length) this.end()
    if (before === 0) this.#buffer = new Uint8Array(taken)
    return undefined
  }

  /**
   * Tells that there are no more octets, though {@link MessageReader.push} has not returned the message.
   *
   * @throws {@link IppError} always: `truncated`, or what else is wrong with the octets so far
   */
  end(): never {
    // It names the attribute and the octet at fault. There is one: end-of-attributes has not been seen.
    throwFault(this.#buffer.subarray(0, this.#length), this.#limits)
  }

  #read(message: Message, octets: number, rest: Uint8Array): ReadMessage {
    this.#length = octets
    this.#complete = true
    return { message, rest }
  }

  /** Walks from tag to tag by the lengths alone. @returns the octet behind end-of-attributes */
  #scan(): number | undefined {
    while (this.#next < this.#length) {
      const at = this.#next
      const tag = this.#buffer[at] ?? 0
      if (tag === GroupTag.endOfAttributes) return at + 1
      if (tag <= 0x0f) {
        this.#next = at + 1
        continue
      }
      // Not a group where the first must begin: no IPP message at all, perhaps a bare document. No need to read on.
      if (at === parameterOctets) this.end()
      const valueLengthAt = this.#behind(at + 1)
      const next = valueLengthAt === undefined ? undefined : this.#behind(valueLengthAt)
      if (next === undefined) return undefined
      this.#next = next
    }
    return undefined
  }

  /** The octet behind a length and what it measures, once the length is there. */
  #behind(lengthAt: number): number | undefined {
    if (lengthAt + 2 > this.#length) return undefined
    const length = ((this.#buffer[lengthAt] ?? 0) << 8) | (this.#buffer[lengthAt + 1] ?? 0)
    // A length with its sign set can never be right: decoding tells where and in which attribute.
    if (length > 0x7fff) this.end()
    const behind = lengthAt + 2 + length
    if (behind > this.#limits.messageOctets) this.end()
    return behind
  }

  #append(chunk: Uint8Array): void {
    if (this.#length + chunk.length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + chunk.length))
      larger.set(this.#buffer.subarray(0, this.#length))
      this.#buffer = larger
    }
    this.#buffer.set(chunk, this.#length)
  }
}
