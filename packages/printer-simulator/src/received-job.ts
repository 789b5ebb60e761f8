/** What the simulator got on one connection. */
import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'

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
}

/** Where a received job is written: by its connection, chunk by chunk. */
export class JobRecord implements ReceivedJob {
  readonly startedAt: number = Date.now()
  size = 0
  endedAt: number | undefined
  end: JobEnd | undefined
  error: unknown
  readonly #hash = createHash('sha256')
  readonly #kept: Uint8Array[] | undefined
  readonly #file: Promise<FileHandle> | undefined
  readonly #waiting: { readonly octets: number; readonly resolve: () => void }[] = []
  readonly #ended = Promise.withResolvers<undefined>()

  /** @param file - a path to write the octets to */
  constructor(
    readonly number: number,
    keep: 'octets' | 'digest',
    file?: string,
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
    for (const one of this.#waiting.filter(({ octets }) => octets <= this.size)) one.resolve()
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

  /** Resolves when that many octets are here, or no more will come. */
  async reached(octets: number): Promise<void> {
    if (octets <= this.size) return
    const reached = new Promise<void>((resolve) => this.#waiting.push({ octets, resolve }))
    await Promise.race([reached, this.#ended.promise])
  }
}
