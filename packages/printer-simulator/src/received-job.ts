/** What the simulator got on one connection. */
import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import type { Language } from './stream/language.js'

/**
 * How a connection's data ended.
 *
 * - `half-closed`: the sender finished, as it should
 * - `lost`: the sender reset the connection or vanished
 * - `reset`, `closed`: a scripted fault broke or closed it before the sender finished
 * - `stopped`: the simulator was disposed of
 * - `unwritten`: the job could not be written to its file, see {@link ReceivedJob.error}
 */
export type JobEnd = 'half-closed' | 'lost' | 'reset' | 'closed' | 'stopped' | 'unwritten'

/** A job: all that came on one connection. */
export interface ReceivedJob {
  /** 1 for the first connection. */
  readonly number: number
  /** Octets received. */
  readonly size: number
  /** SHA-256 of the octets, in hex; of those received so far while the job is under way. */
  readonly digest: string
  /** The octets. Empty if the simulator keeps only digests. */
  readonly octets: Uint8Array
  /** The connection was taken, milliseconds since 1970. */
  readonly startedAt: number
  /** The data ended, milliseconds since 1970; `undefined` while the job is under way. */
  readonly endedAt: number | undefined
  /** How the data ended; `undefined` while the job is under way. */
  readonly end: JobEnd | undefined
  /** Why its file could not be written. */
  readonly error: unknown
  /** Pages printed so far: counted as README.md says, or as {@link SimulatorOptions.pagesPerJob} does. */
  readonly pages: number
  /** The job's name, as PJL told it. */
  readonly name: string | undefined
  /** The user's name, as PJL's `SET USERNAME` told it. */
  readonly user: string | undefined
  /** What PJL's `SET` set, names in capitals: `COPIES`, `DUPLEX`. */
  readonly settings: Readonly<Record<string, string>>
  /** Every line of PJL. */
  readonly pjl: readonly string[]
  /** The language of each document. */
  readonly languages: readonly Language[]
  /** Errors of PostScript that it was told, `undefined in foo`. */
  readonly failures: readonly string[]
  /** Octets at its end that were taken but ignored, after a Ctrl-D. */
  readonly ignored: number
  /** What the printer said on the back channel, its first 64 KiB. */
  readonly said: Uint8Array
  /** Its file, if jobs are written to a folder. */
  readonly file: string | undefined
  /** Whether the printer takes no more of it for now. */
  readonly isBlocked: boolean
}

/** As much as is kept of what the printer says. */
const mostSaid = 65_536

/** Where a received job is written: by its connection, chunk by chunk. */
export class JobRecord implements ReceivedJob {
  readonly startedAt: number = Date.now()
  size = 0
  endedAt: number | undefined
  end: JobEnd | undefined
  error: unknown
  pages = 0
  name: string | undefined
  settings: Readonly<Record<string, string>> = {}
  readonly pjl: string[] = []
  readonly languages: Language[] = []
  readonly failures: string[] = []
  ignored = 0
  isBlocked = false
  #said: Buffer = Buffer.alloc(0)
  readonly #hash = createHash('sha256')
  readonly #kept: Uint8Array[] | undefined
  readonly #file: Promise<FileHandle> | undefined
  readonly #waiting = new Set<{ readonly holds: () => boolean; readonly resolve: () => void }>()
  readonly #ended = Promise.withResolvers<undefined>()

  /** @param file - a path to write the octets to */
  constructor(
    readonly number: number,
    keep: 'octets' | 'digest',
    readonly file: string | undefined,
  ) {
    this.#kept = keep === 'octets' ? [] : undefined
    this.#file = file === undefined ? undefined : open(file, 'w')
    // Seen where the file is written to; until then it must not count as unhandled.
    this.#file?.catch(() => undefined)
  }

  get digest(): string {
    return this.#hash.copy().digest('hex')
  }

  get octets(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#kept ?? []))
  }

  get user(): string | undefined {
    return this.settings['USERNAME']
  }

  get said(): Uint8Array {
    return new Uint8Array(this.#said)
  }

  /** Takes octets; resolves when they are written. */
  async take(chunk: Uint8Array): Promise<void> {
    this.size += chunk.length
    this.#hash.update(chunk)
    this.#kept?.push(chunk)
    try {
      const file = await this.#file
      await file?.appendFile(chunk)
    } catch (error) {
      this.error = error
      throw error
    }
    this.changed()
  }

  /** Keeps what the printer said. */
  say(octets: Uint8Array): void {
    if (this.#said.length < mostSaid) this.#said = Buffer.concat([this.#said, octets.subarray(0, mostSaid - this.#said.length)])
    this.changed()
  }

  /** Something else of it has changed: those who wait for it look again. */
  changed(): void {
    for (const one of this.#waiting) if (one.holds()) one.resolve()
  }

  /** Ends the job. Only the first end counts. */
  async finish(end: JobEnd): Promise<void> {
    if (this.end !== undefined) return
    this.end = end
    this.endedAt = Date.now()
    // A file that could not be opened has shown its error in take().
    const file = await this.#file?.catch(() => undefined)
    await file?.close()
    this.#ended.resolve(undefined)
  }

  /** Resolves when the data has ended. */
  get ended(): Promise<undefined> {
    return this.#ended.promise
  }

  /** Resolves when that holds, or, unless told otherwise, when no more data will come. */
  async until(holds: () => boolean, evenAfterEnd: 'even-after-end' | 'till-end' = 'till-end'): Promise<void> {
    if (holds()) return
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const one = { holds, resolve: () => resolve(undefined) }
    this.#waiting.add(one)
    await (evenAfterEnd === 'till-end' ? Promise.race([promise, this.#ended.promise]) : promise)
    this.#waiting.delete(one)
  }
}
