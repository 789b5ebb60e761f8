/** What a test does with a simulated printer's port. */
import { connect, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { PrinterSimulator } from '../src/index.js'

/** UEL, around PJL. */
export const uel = '\u001b%-12345X'

/** Connects. */
export function dial(printer: PrinterSimulator): Socket {
  return connect({ host: printer.host, port: printer.port, allowHalfOpen: true })
}

/** Sends a job. @returns what the printer said until it closed */
export async function print(printer: PrinterSimulator, job: string | Uint8Array): Promise<string> {
  const socket = dial(printer)
  socket.end(typeof job === 'string' ? Buffer.from(job, 'latin1') : job)
  return (await buffer(socket)).toString('latin1')
}

/** A connection on which one speaks and waits for what is said. */
export class Talk implements AsyncDisposable {
  readonly socket: Socket
  #heard = ''
  #listeners = new Set<() => void>()

  constructor(printer: PrinterSimulator) {
    this.socket = dial(printer)
    this.socket.on('error', () => undefined)
    this.socket.on('data', (octets: Buffer) => {
      this.#heard += octets.toString('latin1')
      for (const listener of this.#listeners) listener()
    })
  }

  /** All that was heard. */
  get heard(): string {
    return this.#heard
  }

  /** Says something. */
  say(text: string): this {
    this.socket.write(Buffer.from(text, 'latin1'))
    return this
  }

  /** Resolves when that has been heard. */
  async hears(pattern: RegExp): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const look = (): void => {
      if (pattern.test(this.#heard)) resolve(undefined)
    }
    this.#listeners.add(look)
    look()
    await promise
    this.#listeners.delete(look)
    return this.#heard
  }

  /** Half-closes. @returns all that was heard until the printer closed */
  async ends(): Promise<string> {
    const closed = new Promise<void>((resolve) => this.socket.once('end', () => resolve()))
    this.socket.end()
    await closed
    return this.#heard
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.destroy()
    await Promise.resolve()
  }
}
