/** HTTP by hand over a TCP connection: for requests that no well-behaved client makes. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** An HTTP response. */
export interface RawResponse {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

/** A connection to the server. Disposing of it breaks it off. */
export class RawConnection implements Disposable {
  readonly #socket: Socket
  readonly #arrived: Promise<void>
  #received = Buffer.alloc(0)
  #ended = false
  #wake: () => void = () => undefined

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.#arrived = once(this.#socket, 'connect').then(() => undefined)
    this.#arrived.catch(() => undefined)
    this.#socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk])
      this.#wake()
    })
    const end = (): void => {
      this.#ended = true
      this.#wake()
    }
    this.#socket.on('close', end).on('end', end)
    this.#socket.on('error', () => undefined) // seen as the end
  }

  /** Sends octets. Resolves when they have left this process. @throws Error if the connection is broken */
  async send(octets: Uint8Array | string): Promise<void> {
    await this.#arrived
    await new Promise<void>((resolve, reject) => this.#socket.write(octets, (error) => (error ? reject(error) : resolve())))
  }

  /** Sends a POST of IPP, whole. */
  async post(path: string, body: Uint8Array, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.send(head(path, { 'Content-Length': String(body.length), ...headers }))
    await this.send(body)
  }

  /** Sends no more. */
  finish(): void {
    this.#socket.end()
  }

  /** The next response, past any 100-continue. @throws Error if the server ends the connection before, or says nothing for long */
  async response(timeout = 20_000): Promise<RawResponse> {
    return this.#next(timeout, (status) => status !== 100)
  }

  /** The 100 that a client waits for before it sends a body. @throws Error as {@link RawConnection.response}, and if another response comes */
  async interim(timeout = 20_000): Promise<void> {
    const { status } = await this.#next(timeout, () => true)
    if (status !== 100) throw new Error(`the server answered ${status}, not 100`)
  }

  async #next(timeout: number, wanted: (status: number) => boolean): Promise<RawResponse> {
    const late = AbortSignal.timeout(timeout)
    for (;;) {
      const response = this.#take(wanted)
      if (response !== undefined) return response
      if (this.#ended) throw new Error(`the server ended the connection; it had said: ${this.#received.toString('latin1')}`)
      if (late.aborted) throw new Error(`the server said nothing in ${timeout} ms`)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        late.addEventListener('abort', () => resolve(), { once: true })
      })
    }
  }

  [Symbol.dispose](): void {
    this.#socket.resetAndDestroy()
  }

  #take(wanted: (status: number) => boolean): RawResponse | undefined {
    const end = this.#received.indexOf('\r\n\r\n')
    if (end < 0) return undefined
    const [first = '', ...lines] = this.#received.toString('latin1', 0, end).split('\r\n')
    const status = Number(/^HTTP\/1\.1 (?<status>\d{3})/.exec(first)?.groups?.['status'])
    const headers = new Map(lines.map((line) => [line.replace(/:.*/, '').toLowerCase(), line.replace(/^[^:]*:\s*/, '')]))
    // Nothing here asks for anything that is answered in chunks; a close ends what has no length.
    const length = status === 100 ? 0 : Number(headers.get('content-length') ?? (this.#ended ? this.#received.length - end - 4 : Number.NaN))
    if (Number.isNaN(length) || this.#received.length < end + 4 + length) return undefined
    const body = this.#received.subarray(end + 4, end + 4 + length)
    this.#received = this.#received.subarray(end + 4 + length)
    return wanted(status) ? { status, headers, body } : this.#take(wanted)
  }
}

/** The head of a POST. */
export function head(path: string, headers: Readonly<Record<string, string>> = {}): string {
  const all = { Host: 'localhost', 'Content-Type': 'application/ipp', ...headers }
  return `POST ${path} HTTP/1.1\r\n${Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
}

/** A chunk of chunked transfer coding. */
export const chunk = (octets: Uint8Array): Buffer => Buffer.concat([Buffer.from(`${octets.length.toString(16)}\r\n`), octets, Buffer.from('\r\n')])
