/** Digests of documents in files: each is read once more when it is in, beside everything else, and its SHA-256 written to its row. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Log } from '@platen/papi'
import type { Clock } from '../clock.js'
import type { DocumentFiles } from '../document-files.js'
import type { Reader } from '../store/reader.js'
import type { Store } from '../store/store.js'
import type { Digested } from './digest-worker.js'

/** What digesting needs of the spool. */
export interface DigestSetup {
  readonly store: Store
  readonly reader: Reader
  readonly documents: DocumentFiles
  readonly log: Log
  /** The program of the thread. */
  readonly worker: URL
  readonly clock: Clock
  /** Whether a job is on a device: what its document's octets need is not taken from it. */
  readonly isPrinting: () => boolean
}

/** How often it is looked whether jobs are still being printed, and how long they are let be, milliseconds. */
const pause = 1000
const patience = 60_000

/** Files looked up at once. */
const atOnce = 50

/** Digests documents that have none yet. */
export class Digests implements AsyncDisposable {
  readonly #setup: DigestSetup
  /** Files that could not be read: not tried again before the next start. */
  readonly #unreadable = new Set<string>()
  #working: Promise<void> | undefined
  #again = false
  #thread: { readonly worker: Worker; readonly ended: Promise<[Digested]> } | undefined
  #closed = false
  /** Ends a pause. */
  #wake: (() => void) | undefined

  constructor(setup: DigestSetup) {
    this.#setup = setup
  }

  /** There may be documents without a digest. */
  look(): void {
    if (this.#closed) return
    this.#again = true
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined
    })
  }

  /** Ends at once: what is not done is done after the next start. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true
    this.#wake?.()
    await this.#thread?.worker.terminate()
    await this.#working
  }

  async #work(): Promise<void> {
    const { reader, log } = this.#setup
    try {
      while (this.#again && !this.#isClosed()) {
        this.#again = false
        for (let files = this.#waiting(reader); files.length > 0 && !this.#isClosed(); files = this.#waiting(reader)) {
          await this.#calm()
          for (const file of files) await this.#one(file)
        }
      }
    } catch (error) {
      if (!this.#isClosed()) log.warn('documents could not be digested now', { error: error instanceof Error ? error.message : String(error) })
    } finally {
      // A thread that has nothing to do takes memory.
      const thread = this.#thread
      this.#thread = undefined
      await thread?.worker.terminate()
    }
  }

  /** Waits until nothing prints, though not for ever. */
  async #calm(): Promise<void> {
    const { clock, isPrinting } = this.#setup
    const until = clock.now() + patience
    while (isPrinting() && clock.now() < until && !this.#isClosed()) {
      await new Promise<void>((resolve) => {
        const callOff = clock.after(pause, resolve)
        this.#wake = () => {
          callOff()
          resolve()
        }
      })
    }
  }

  /** A look takes a turn, and a document may take seconds. */
  #isClosed(): boolean {
    return this.#closed
  }

  #waiting(reader: Reader): string[] {
    return reader.undigestedFiles(atOnce + this.#unreadable.size).filter((file) => !this.#unreadable.has(file))
  }

  async #one(file: string): Promise<void> {
    const { store, reader, documents, log } = this.#setup
    if (this.#closed) return
    this.#thread ??= this.#start()
    const { worker, ended } = this.#thread
    const answered = once(worker, 'message') as Promise<[Digested]>
    worker.postMessage(documents.pathOf(file))
    const [digested] = await Promise.race([answered, ended])
    if (this.#isClosed()) return
    if ('digest' in digested) {
      await store.send({ type: 'keep-digest', file, digest: digested.digest })
      return
    }
    this.#unreadable.add(file)
    // It may be gone with its job: then nobody misses it.
    if (reader.knowsFile(file)) log.warn(`a document cannot be read to be digested: ${digested.failure}`, { file })
  }

  #start(): { readonly worker: Worker; readonly ended: Promise<[Digested]> } {
    const worker = new Worker(this.#setup.worker, { name: 'platen-spool-digests' })
    worker.unref()
    const ended = once(worker, 'exit').then((): [Digested] => [{ failure: 'its thread has ended' }])
    // Whoever waits for an answer hears of it.
    ended.catch(() => undefined)
    return { worker, ended }
  }
}
