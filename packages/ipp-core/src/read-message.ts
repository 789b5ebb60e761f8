/** Messages that arrive in chunks: the header is taken off the front, the document stays a stream. */
import { decode } from './decode.js'
import { IppError } from './errors.js'
import { defaultLimits, type Limits } from './limits.js'
import type { Message } from './message.js'
import { GroupTag } from './tags.js'

/** A message, and the octets that came behind its end-of-attributes in the same chunk. */
export interface ReadMessage {
  readonly message: Message
  readonly rest: Uint8Array
}

/**
 * Finds the end of a message in chunks of any size, each octet looked at once.
 *
 * Feed it chunks with {@link MessageReader.push} until it returns the message.
 */
export class MessageReader {
  readonly #limits: Limits
  #buffer = new Uint8Array(2048)
  #length = 0
  /** The octet of the next tag, once known. */
  #next = 8

  /** @param limits - bounds, where they differ from {@link defaultLimits} */
  constructor(limits: Partial<Limits> = {}) {
    this.#limits = { ...defaultLimits, ...limits }
  }

  /** Octets taken so far. */
  get octets(): number {
    return this.#length
  }

  /**
   * Takes the next chunk.
   *
   * @returns the message as soon as its end has been seen, else `undefined`
   * @throws {@link IppError} if the octets cannot become a message, or pass a limit
   */
  push(chunk: Uint8Array): ReadMessage | undefined {
    this.#append(chunk)
    const end = this.#scan()
    if (end === undefined) {
      this.#bounded(this.#length)
      return undefined
    }
    this.#bounded(end)
    const { message } = decode(this.#buffer.subarray(0, end), this.#limits)
    return { message, rest: this.#buffer.slice(end, this.#length) }
  }

  /** Walks from tag to tag by the lengths alone. @returns the octet behind end-of-attributes */
  #scan(): number | undefined {
    const buffer = this.#buffer
    while (this.#next < this.#length) {
      const at = this.#next
      const tag = buffer[at] ?? 0
      if (tag === GroupTag.endOfAttributes) return at + 1
      if (tag <= 0x0f) {
        this.#next = at + 1
        continue
      }
      if (at + 3 > this.#length) return undefined
      const valueAt = at + 3 + (((buffer[at + 1] ?? 0) << 8) | (buffer[at + 2] ?? 0))
      this.#bounded(valueAt)
      if (valueAt + 2 > this.#length) return undefined
      this.#next = valueAt + 2 + (((buffer[valueAt] ?? 0) << 8) | (buffer[valueAt + 1] ?? 0))
      this.#bounded(this.#next)
    }
    return undefined
  }

  #bounded(octets: number): void {
    if (octets > this.#limits.messageOctets) {
      throw new IppError('limit-exceeded', `the message is longer than ${this.#limits.messageOctets} octets (limit "messageOctets")`, this.#limits.messageOctets)
    }
  }

  #append(chunk: Uint8Array): void {
    if (this.#length + chunk.length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + chunk.length))
      larger.set(this.#buffer.subarray(0, this.#length))
      this.#buffer = larger
    }
    this.#buffer.set(chunk, this.#length)
    this.#length += chunk.length
  }
}

/** A message with its document data as a stream. */
export interface StreamedMessage {
  readonly message: Message
  /** What follows end-of-attributes, pulled from the source as it is read. Read it once. */
  readonly document: AsyncIterable<Uint8Array>
}

/**
 * Reads a message off the front of a stream. The document is not buffered: it is pulled from `source` as the caller reads it.
 *
 * @param source - the octets, in chunks of any size
 * @param limits - bounds, where they differ from {@link defaultLimits}
 * @throws {@link IppError} `truncated` if the stream ends first, else what {@link MessageReader.push} throws
 */
export async function readMessage(source: AsyncIterable<Uint8Array>, limits: Partial<Limits> = {}): Promise<StreamedMessage> {
  const reader = new MessageReader(limits)
  const chunks = source[Symbol.asyncIterator]()
  for (;;) {
    const step = await chunks.next()
    if (step.done === true) throw new IppError('truncated', 'the stream ended before end-of-attributes', reader.octets)
    let read: ReadMessage | undefined
    try {
      read = reader.push(step.value)
    } catch (error) {
      await chunks.return?.()
      throw error
    }
    if (read !== undefined) return { message: read.message, document: rest(read.rest, chunks) }
  }
}

async function* rest(first: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (first.length > 0) yield first
    for (;;) {
      const step = await chunks.next()
      if (step.done === true) return
      if (step.value.length > 0) yield step.value
    }
  } finally {
    await chunks.return?.()
  }
}
