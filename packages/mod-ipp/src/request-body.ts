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

/** A request's body. It is read by back-pressure, and whoever stops reading does not break the connection. */
export class RequestBody implements AsyncIterable<Uint8Array> {
  readonly #request: IncomingMessage
  readonly #chunks: AsyncIterator<Uint8Array>
  readonly #octets: number
  readonly #silence: number
  #taken = 0
  #ended = false

  /**
   * @param octets - the most to take, 0 for no bound
   * @param silence - milliseconds to wait for the next octet
   */
  constructor(request: IncomingMessage, octets: number, silence: number) {
    this.#request = request
    this.#chunks = (request as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]()
    this.#octets = octets
    this.#silence = silence
  }

  /** @throws {@link BodyTooLarge}, {@link BodyStalled}, or what node:http throws when the client goes away */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = await this.#next()
      if (chunk === undefined) return
      if (this.#octets > 0 && this.#taken > this.#octets) throw new BodyTooLarge(`the request is longer than the ${this.#octets} octets taken here`)
      yield chunk
    }
  }

  /** Reads off what is left after the answer; a client that goes on and on is cut off. */
  async drain(): Promise<void> {
    const enough = this.#taken + drained
    while (!this.#ended && (await this.#next()) !== undefined) {
      if (this.#taken > enough) {
        this.#request.destroy()
        return
      }
    }
  }

  /** The timer runs only while the client is waited for: a slow printer never makes a client look slow. */
  async #next(): Promise<Uint8Array | undefined> {
    const timer = setTimeout(() => this.#request.destroy(new BodyStalled(`the client sent nothing for ${this.#silence / 1000} s in the middle of its request`)), this.#silence)
    const step = await this.#chunks.next().finally(() => clearTimeout(timer))
    if (step.done === true) {
      this.#ended = true
      return undefined
    }
    this.#taken += step.value.length
    return step.value
  }
}
