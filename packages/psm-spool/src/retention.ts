/** Finished jobs and their documents are kept as long as the configuration says, and no longer. */
import type { ModuleSettings } from './module-options.js'
import type { Spool } from './spool.js'

/** Milliseconds after a job's end until the spool is tidied up, and between two looks in any case. */
const soon = 1000
const nowAndThen = 60_000

/** Jobs forgotten in one transaction: the writer is never held up for long. */
const atOnce = 200

/** Tidies up the spool. */
export class Retention {
  readonly #spool: Spool
  readonly #settings: ModuleSettings
  #callOff: (() => void) | undefined
  #soon = false
  #closed = false

  constructor(spool: Spool, settings: ModuleSettings) {
    this.#spool = spool
    this.#settings = settings
  }

  /** Begins to look now and then. */
  start(): void {
    this.#plan(soon)
  }

  /** A job has finished. */
  finished(): void {
    if (!this.#soon) this.#plan(soon)
    this.#soon = true
  }

  close(): void {
    this.#closed = true
    this.#callOff?.()
  }

  #plan(delay: number): void {
    this.#callOff?.()
    if (this.#closed) return
    this.#callOff = this.#spool.clock.after(delay, () => {
      this.#soon = false
      return this.#tidy().finally(() => {
        if (!this.#soon) this.#plan(nowAndThen)
      })
    })
  }

  async #tidy(): Promise<void> {
    const { store, documents, clock, log } = this.#spool
    const now = clock.now()
    try {
      for (let more = true; more && !this.#closed; ) {
        const forgotten = await store.send({
          type: 'forget',
          historyJobs: this.#settings['history-jobs'],
          finishedBefore: now - this.#settings['history-seconds'] * 1000,
          documentsBefore: now - this.#settings['retain-documents'] * 1000,
          now,
          limit: atOnce,
        })
        await documents.remove(forgotten.files)
        more = forgotten.more
      }
    } catch (error) {
      if (!this.#closed) log.warn('finished jobs could not be forgotten now', { error: error instanceof Error ? error.message : String(error) })
    }
  }
}
