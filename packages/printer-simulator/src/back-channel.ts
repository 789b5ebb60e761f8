/** What the printer says on a connection: texts, reports at intervals, noise, and floods as fast as the sender reads. */
import type { Socket } from 'node:net'
import { garbage } from './noise.js'
import type { JobRecord } from './received-job.js'

const floodChunk = 16_384

/** The back channel of a connection. */
export class BackChannel {
  readonly #socket: Socket
  readonly #job: JobRecord
  /** How long a second of `USTATUS TIMED` is, milliseconds. */
  readonly #second: number
  #interval: NodeJS.Timeout | undefined
  #seconds = 0
  #flooding = 0

  constructor(socket: Socket, job: JobRecord, second: number) {
    this.#socket = socket
    this.#job = job
    this.#second = second
    socket.on('drain', () => this.#pour())
  }

  /** Says something, if it is not nothing and the connection is still open. */
  say(text: string | Uint8Array): void {
    if (text.length === 0 || !this.#socket.writable) return
    const octets = typeof text === 'string' ? Buffer.from(text) : text
    this.#socket.write(octets)
    this.#job.say(octets)
  }

  /** Says octets that mean nothing. */
  garbage(octets: number): void {
    this.say(garbage(octets))
  }

  /** Says so many octets, as fast as they are taken; no more than a chunk waits here. */
  flood(octets: number): void {
    this.#flooding += octets
    this.#pour()
  }

  /** Says what `report` gives at each interval; 0 stops that. An interval that is set already goes on. */
  everySeconds(seconds: number, report: () => string): void {
    if (seconds === this.#seconds) return
    clearInterval(this.#interval)
    this.#seconds = seconds
    this.#interval = seconds > 0 ? setInterval(() => this.say(report()), seconds * this.#second) : undefined
  }

  /** Says nothing more by itself. */
  stop(): void {
    clearInterval(this.#interval)
    this.#flooding = 0
  }

  #pour(): void {
    while (this.#flooding > 0 && this.#socket.writable) {
      const octets = garbage(Math.min(this.#flooding, floodChunk))
      this.#flooding -= octets.length
      this.#job.say(octets)
      if (!this.#socket.write(octets)) return
    }
  }
}
