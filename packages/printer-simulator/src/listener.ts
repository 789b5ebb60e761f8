/** The printer's TCP port: may be refused and opened again, always under the same number. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** A TCP port that can refuse connections. */
export class Port {
  readonly #host: string
  readonly #onConnection: (socket: Socket) => void
  #number: number
  #server: Server | undefined

  /** @param number - 0 takes a free one at the first {@link Port.open} */
  constructor(host: string, number: number, onConnection: (socket: Socket) => void) {
    this.#host = host
    this.#number = number
    this.#onConnection = onConnection
  }

  /** The number; 0 until it was opened once, if none was asked for. */
  get number(): number {
    return this.#number
  }

  /** Accepts connections. Does nothing if it does so already. @throws Error with the system's code, `EADDRINUSE` say */
  async open(): Promise<void> {
    if (this.#server !== undefined) return
    // allowHalfOpen: the sender's half-close is the end of a job, not of the connection.
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: false }, this.#onConnection)
    this.#server = server
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host: this.#host, port: this.#number, exclusive: true }, resolve)
    }).catch((error: unknown) => {
      this.#server = undefined
      throw error
    })
    this.#number = (server.address() as AddressInfo).port
  }

  /** Refuses connections. Those there are stay. */
  async refuse(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server === undefined) return
    // close() stops listening now; its callback would wait for the connections there are.
    server.close()
    await Promise.resolve()
  }
}
