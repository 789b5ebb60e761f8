/** An open connection to a printer: writes with back-pressure, listens throughout, and knows how it ended. */
import type { Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { BackChannel } from './back-channel.js'
import type { Clock } from './clock.js'
import { Interruption } from './interruption.js'
import { kernelConnection, kernelConnectionLater, tableTime, type ConnectionEnds, type KernelConnection } from './kernel-queue.js'

/** Written at once to a printer that is slow: little, so that progress and standstill show early. */
const smallestPiece = 16 * 1024

/** Written at once to one that keeps up. */
const largestPiece = 64 * 1024

/** A piece that takes longer makes the next ones small, milliseconds. */
const slow = 50

/** How long the answer to an octet may take that shows a closed connection. */
const settleMilliseconds = 250

/** How long the reset of a printer that closed without having read all may take after its close, milliseconds. */
const resetMilliseconds = 50

/** After so many octets the event loop gets a turn: to see what the printer did, and for everybody else. */
const turnOctets = 256 * 1024

/** A connection to a printer. Dispose of it to have it closed, whatever its state. */
export class PrinterConnection implements AsyncDisposable {
  /** Interrupts what is guarded when the connection closes or the job is canceled. */
  readonly interruption: Interruption = new Interruption()
  /** What the printer has said. */
  readonly backChannel: BackChannel = new BackChannel()
  readonly socket: Socket
  readonly #closed = Promise.withResolvers<undefined>()
  readonly #signal: AbortSignal
  readonly #clock: Clock
  readonly #abort = (): void => this.interruption.interrupt(new Error('canceled'))
  #isClosed = false
  #error: Error | undefined
  #ended = false
  readonly #ends: ConnectionEnds
  #atClose: KernelConnection | 'gone' | undefined
  #endedAt = Infinity
  #lastHeard: number
  #sinceTurn = 0
  #piece = smallestPiece
  #woken = Promise.withResolvers<undefined>()

  /** @param hear - is given what the printer says, and tells whether it made sense: then the printer counts as alive */
  constructor(socket: Socket, clock: Clock, signal: AbortSignal, hear: (octets: Uint8Array) => boolean = () => false) {
    this.socket = socket
    this.#signal = signal
    this.#clock = clock
    const { localAddress, localPort, remoteAddress, remotePort } = socket
    // Closed, a socket does not tell them any more.
    this.#ends = { localAddress, localPort, remoteAddress, remotePort }
    this.#lastHeard = clock.now()
    socket.on('data', (chunk: Buffer) => {
      // Both: the bound of what is kept must not make a printer silent that reports page after page.
      const kept = this.backChannel.take(chunk)
      if (hear(chunk) || kept) this.#lastHeard = clock.now()
    })
    socket.on('end', () => {
      this.#ended = true
      // Where both sides have ended, this is the last moment in which the system still knows the connection.
      if (socket.writableEnded) this.#atClose = this.#known()
    })
    socket.on('error', (error) => (this.#error ??= error))
    socket.once('close', () => {
      this.#isClosed = true
      this.interruption.interrupt(this.#error ?? new Error('the printer closed the connection'))
      this.#closed.resolve(undefined)
    })
    signal.addEventListener('abort', this.#abort, { once: true })
    if (signal.aborted) this.#abort()
  }

  /** Whether it is closed, by either side. */
  get isClosed(): boolean {
    return this.#isClosed
  }

  /** The system's error it ended with, a reset say. */
  get error(): Error | undefined {
    return this.#error
  }

  /** Whether the printer has ended its side: it says no more, and may or may not still take data. */
  get endedByPrinter(): boolean {
    return this.#ended
  }

  /**
   * Whether the printer closed before it had all that was sent: at its close it had acknowledged less (but for the end of
   * the data, which counts as one octet), or it had answered what it got after its close with a reset. Only where the
   * system tells; else `false`.
   */
  get closedEarly(): boolean {
    return this.#atClose === 'gone' || (this.#atClose?.unacknowledged ?? 0) > 1
  }

  /** Whether anything can still be sent: the data has not been ended, nor the connection. */
  get canWrite(): boolean {
    return !this.#isClosed && this.socket.writable && !this.socket.writableEnded
  }

  /** When the printer last said something, or the connection was made. */
  get lastHeard(): number {
    return this.#lastHeard
  }

  /** Octets written, whether the printer has taken them or not. */
  get written(): number {
    return this.socket.bytesWritten
  }

  /** Octets the system has taken for the printer. */
  get taken(): number {
    return this.socket.bytesWritten - this.socket.writableLength
  }

  /**
   * Writes octets; resolves when the system has taken them all.
   *
   * @param onPiece - called before each wait (`false`), and when a piece has been taken (`true`)
   * @throws what it was interrupted with
   */
  async write(octets: Uint8Array, onPiece: (taken: boolean) => void): Promise<void> {
    for (let at = 0; at < octets.length; ) {
      const piece = octets.subarray(at, at + this.#piece)
      at += piece.length
      const taken = Promise.withResolvers<undefined>()
      this.socket.write(piece, (error) => {
        // A write that fails ends the connection, and that interrupts.
        if (error === undefined || error === null) taken.resolve(undefined)
      })
      if (this.#tookAll) {
        this.#sinceTurn += piece.length
        this.#piece = largestPiece
      } else {
        onPiece(false)
        const since = this.#clock.now()
        await this.interruption.guard(taken.promise)
        // The system called: the event loop has turned.
        this.#sinceTurn = 0
        this.#piece = this.#clock.now() - since > slow ? smallestPiece : Math.min(this.#piece * 2, largestPiece)
      }
      onPiece(true)
      if (this.#sinceTurn >= turnOctets) await this.turn()
    }
  }

  /** What the system knows; by what was read lately, if that says that all is acknowledged. */
  #known(): KernelConnection | 'gone' | undefined {
    const lately = kernelConnection(this.#ends, this.#endedAt)
    return lately === 'gone' || (lately?.unacknowledged ?? 0) > 1 ? kernelConnection(this.#ends) : lately
  }

  /**
   * Whether a connection that was closed in good order was then reset: the system of the printer had acknowledged what the
   * printer itself never read. Where this side ended first, a closed connection is remembered, unless it was reset.
   * Takes a moment. Only where the system tells; else `false`.
   */
  async resetAfterClose(clock: Clock): Promise<boolean> {
    if (typeof this.#atClose !== 'object' || !this.#atClose.endedFirst) return false
    const over = Promise.withResolvers<undefined>()
    clock.after(resetMilliseconds, () => over.resolve(undefined))
    await over.promise
    return (await kernelConnectionLater(this.#ends)) === 'gone'
  }

  /** Whether the system has taken all that was written, without a wait. Of a write that failed it has not. */
  get #tookAll(): boolean {
    return this.socket.writableLength === 0 && this.socket.errored === null && !this.socket.destroyed && this.interruption.error === undefined
  }

  /** Lets the event loop turn, so that what the printer did is seen. @throws what it was interrupted with */
  async turn(): Promise<void> {
    this.#sinceTurn = 0
    await this.interruption.guard(setImmediate())
  }

  /** Ends the data: the printer sees the end of the job. Errors show as the connection's end. */
  halfClose(): void {
    this.socket.end()
    this.#endedAt = tableTime()
  }

  /**
   * @returns whether the connection is closed, as soon as it is or that time is over, or it was woken
   * @throws if the job is canceled
   */
  async closedWithin(milliseconds: number, clock: Clock): Promise<boolean> {
    return this.#closedOr(milliseconds, clock, true, this.#woken.promise)
  }

  /** Ends a wait for the close: what is waited for may be there. */
  wake(): void {
    this.#woken.resolve(undefined)
    this.#woken = Promise.withResolvers()
  }

  async #closedOr(milliseconds: number, clock: Clock, cancelable: boolean, woken?: Promise<undefined>): Promise<boolean> {
    if (this.#isClosed) return true
    const time = Promise.withResolvers<undefined>()
    const cancel = clock.after(milliseconds, () => time.resolve(undefined))
    const abort = (): void => time.reject(this.interruption.error ?? new Error('canceled'))
    if (cancelable) this.#signal.addEventListener('abort', abort, { once: true })
    if (cancelable && this.#signal.aborted) abort()
    try {
      await Promise.race([this.#closed.promise, time.promise, ...(woken === undefined ? [] : [woken])])
      return this.#isClosed
    } finally {
      cancel()
      this.#signal.removeEventListener('abort', abort)
    }
  }

  /** Waits until an answer to what was sent would be here: a reset, if the printer has closed for good. */
  async settled(clock: Clock): Promise<void> {
    await this.#closedOr(settleMilliseconds, clock, true)
  }

  /**
   * Ends the job with last octets, which reset the printer, after what the system still keeps for it.
   *
   * @returns whether the printer has closed the connection in that time
   */
  async endWith(octets: Uint8Array, milliseconds: number, clock: Clock): Promise<boolean> {
    if (this.canWrite) this.socket.end(octets)
    return this.#closedOr(milliseconds, clock, false)
  }

  /**
   * Breaks the connection: what the system still keeps for the printer is thrown away, so that a printer that stands
   * still does not print the rest of a canceled job later.
   */
  async reset(): Promise<void> {
    if (!this.#isClosed) this.socket.resetAndDestroy()
    await this.#closed.promise
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#signal.removeEventListener('abort', this.#abort)
    this.socket.destroy()
    await this.#closed.promise
  }
}
