/** The body of a request as octets to pull: bounded in size, and in how long a silent client is waited for. */
import type { IncomingMessage } from 'node:http'

/** A body that is longer than is taken. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
}

/** A client that sent nothing for too long in mid-request. */
export class BodyStalled extends Error {
  override readonly name = 'BodyStalled'
}

/** Octets that are still taken off a connection after its answer, so that it can be used again. */
const drained = 16 << 20

/**
 * A request's body. It is read by back-pressure, and whoever stops reading does not break the connection. No stream's iterator
 * and no generator: what came with the request's head, as most requests do, is there at once.
 */
export class RequestBody implements AsyncIterableIterator<Uint8Array, undefined> {
  readonly #request: IncomingMessage
  readonly #octets: number
  readonly #silence: number
  readonly #broken: (reason: unknown) => void
  #taken = 0
  #left = false
  #begun = false

  /**
   * @param octets - the most to take, 0 for no bound
   * @param silence - milliseconds to wait for the next octet
   * @param broken - told at once when the body breaks off
   */
  constructor(request: IncomingMessage, octets: number, silence: number, broken: (reason: unknown) => void) {
    this.#request = request
    this.#octets = octets
    this.#silence = silence
    this.#broken = broken
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  /** @throws {@link BodyTooLarge}, {@link BodyStalled}, or what node:http throws when the client goes away */
  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.#left) return { done: true, value: undefined }
    const chunk = await this.#next()
    if (chunk === undefined) return { done: true, value: undefined }
    if (this.#octets > 0 && this.#taken > this.#octets) throw new BodyTooLarge(`the request is longer than the ${this.#octets} octets taken here`)
    return { done: false, value: chunk }
  }

  /** Nobody reads on. */
  return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#left = true
    return Promise.resolve({ done: true, value: undefined })
  }

  /** Reads off what is left after the answer; a client that goes on and on is cut off. */
  async drain(): Promise<void> {
    const enough = this.#taken + drained
    while ((await this.#next()) !== undefined) {
      if (this.#taken > enough) {
        this.#request.destroy()
        return
      }
    }
  }

  async #next(): Promise<Uint8Array | undefined> {
    for (;;) {
      const chunk = this.#request.read() as Uint8Array | null
      if (chunk !== null) {
        this.#taken += chunk.length
        return chunk
      }
      if (this.#request.complete && this.#request.readableLength === 0) return undefined
      if (!this.#begun) {
        // The parser has told of the head, and tells of what came with it before anything else happens.
        this.#begun = true
        await Promise.resolve()
        continue
      }
      try {
        await this.#more()
      } catch (error) {
        this.#broken(error)
        throw error
      }
    }
  }

  /** Until there is something to read. The timer runs only while the client is waited for: a slow printer never makes a client look slow. */
  #more(): Promise<void> {
    const request = this.#request
    if (request.destroyed) return Promise.reject(request.errored ?? new Error('the client went away'))
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => request.destroy(new BodyStalled(`the client sent nothing for ${this.#silence / 1000} s in the middle of its request`)), this.#silence)
      const ready = (): void => settle(resolve)
      const failed = (error: Error): void => settle(() => reject(error))
      const closed = (): void => settle(() => (request.complete ? resolve() : reject(request.errored ?? new Error('the client went away'))))
      const settle = (then: () => void): void => {
        clearTimeout(timer)
        request.off('readable', ready).off('end', ready).off('error', failed).off('close', closed)
        then()
      }
      request.on('readable', ready).on('end', ready).on('error', failed).on('close', closed)
    })
  }
}
