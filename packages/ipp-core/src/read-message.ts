/** A message off the front of a stream: the header is decoded, the document behind it stays a stream. */
import type { Limits } from './limits.js'
import type { Message } from './message.js'
import { MessageReader, type ReadMessage } from './message-reader.js'

/** A message with its document data as a stream. */
export interface StreamedMessage {
  readonly message: Message
  /**
   * What follows end-of-attributes, pulled from the source as it is read. Read it once. Leaving a `for await` over it
   * early, or calling `return()` of its iterator, returns the source's iterator, read or not.
   */
  readonly document: AsyncIterable<Uint8Array>
}

/**
 * Reads a message off the front of a stream. The document is not buffered: it is pulled from `source` as the caller reads it.
 *
 * If the message cannot be read, the source's iterator is returned, as a `for await` that throws does.
 *
 * @param source - the octets, in chunks of any size. They are handed on, not copied: do not write into a chunk again
 * @param limits - bounds, where they differ from {@link defaultLimits}
 * @throws {@link IppError} what {@link MessageReader.push} and {@link MessageReader.end} throw, or what the source throws
 */
export async function readMessage(source: AsyncIterable<Uint8Array>, limits: Partial<Limits> = {}): Promise<StreamedMessage> {
  const reader = new MessageReader(limits)
  const chunks = source[Symbol.asyncIterator]()
  for (;;) {
    const step = await chunks.next()
    if (step.done === true) return reader.end()
    let read: ReadMessage | undefined
    try {
      read = reader.push(step.value)
    } catch (error) {
      await returned(chunks)
      throw error
    }
    if (read !== undefined) return { message: read.message, document: new DocumentStream(read.rest, chunks) }
  }
}

/** Returns an iterator after a fault. What that throws yields to the fault, which came first and says more. */
async function returned(chunks: AsyncIterator<Uint8Array>): Promise<void> {
  try {
    await chunks.return?.()
  } catch {
    return
  }
}

/** The rest of the first chunk, then the source's chunks. No generator: one that was never started would not pass `return()` on. */
class DocumentStream implements AsyncIterableIterator<Uint8Array, undefined> {
  #rest: Uint8Array | undefined
  readonly #chunks: AsyncIterator<Uint8Array>
  #ended = false

  constructor(rest: Uint8Array, chunks: AsyncIterator<Uint8Array>) {
    this.#rest = rest.length > 0 ? rest : undefined
    this.#chunks = chunks
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const rest = this.#rest
    if (rest !== undefined) {
      this.#rest = undefined
      return { done: false, value: rest }
    }
    while (!this.#ended) {
      const step = await this.#pull()
      if (step.done === true) this.#ended = true
      else if (step.value.length > 0) return step
    }
    return { done: true, value: undefined }
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#rest = undefined
    if (!this.#ended) {
      this.#ended = true
      await this.#chunks.return?.()
    }
    return { done: true, value: undefined }
  }

  /** A source that threw has ended: it is not to be returned. */
  async #pull(): Promise<IteratorResult<Uint8Array, unknown>> {
    try {
      return await this.#chunks.next()
    } catch (error) {
      this.#ended = true
      throw error
    }
  }
}
