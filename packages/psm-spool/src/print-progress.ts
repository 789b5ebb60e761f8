/** What a device tells while it prints a job, turned into the job's progress and states. */
import { saysStopped, type DeviceReport } from '@platen/papi'
import type { DeliveryWatch } from './delivery.js'
import type { Piece } from './piece.js'
import type { Queue, Spool } from './spool.js'
import type { JobRow } from './store/rows.js'

/** Milliseconds between two events about a job's progress. */
const progressInterval = 500

/** What came before the piece that is being sent. */
export interface Before {
  readonly octets: number
  readonly impressions: number
}

/** Watches one job on its device. */
export class PrintProgress {
  readonly #spool: Spool
  readonly #queue: Queue
  readonly #job: JobRow
  readonly #reached: () => void
  #stopped = false
  #message = ''
  #told = 0
  /** The newest change that is not on its way to the store yet: what was before it is past. */
  #next: DeviceReport | undefined
  #changing: Promise<void> | undefined

  /** @param reached - called when the device has been reached */
  constructor(spool: Spool, queue: Queue, job: JobRow, reached: () => void) {
    this.#spool = spool
    this.#queue = queue
    this.#job = job
    this.#reached = reached
  }

  /** Resolves when the job's states are written. */
  async settled(): Promise<void> {
    while (this.#changing !== undefined) await this.#changing
  }

  /** What is told of a piece. */
  watch(before: Before, { document }: Piece): DeliveryWatch {
    let octets = 0
    let impressions = 0
    const tell = (): void => this.#progress({ octets: before.octets + octets, impressions: before.impressions + impressions })
    return {
      begun: this.#reached,
      progress: (taken) => {
        // Sheets are none of the client's octets.
        if (document === undefined) return
        octets = taken
        tell()
      },
      report: (said) => {
        this.#report(said)
        if (said.impressions === undefined || said.impressions === impressions) return
        impressions = said.impressions
        tell()
      },
    }
  }

  #progress(progress: Before): void {
    const { jobs, clock, events, reader } = this.#spool
    jobs.setProgress(this.#job.id, progress)
    const now = clock.now()
    if (now - this.#told < progressInterval || !events.hasReaders) return
    this.#told = now
    const row = reader.job(this.#job.id)
    if (row !== undefined) events.emit({ type: 'job-progress', time: now, job: jobs.job(row) })
  }

  #report(said: DeviceReport): void {
    this.#spool.printers.setReport(this.#queue.definition.name, said)
    const stopped = saysStopped(said)
    if (stopped === this.#stopped && (!stopped || said.message === this.#message)) return
    this.#stopped = stopped
    this.#message = said.message
    this.#next = said
    this.#changing ??= this.#change().finally(() => (this.#changing = undefined))
  }

  /** Writes states in order, and never in the way of the delivery: a job that has just ended refuses, rightly. */
  async #change(): Promise<void> {
    const { store, clock } = this.#spool
    while (this.#next !== undefined) {
      const said = this.#next
      this.#next = undefined
      const event = saysStopped(said) ? ({ type: 'stop', message: said.message } as const) : ({ type: 'go-on' } as const)
      await store.send({ type: 'transition', job: this.#job.id, event, at: clock.now() }).catch(() => undefined)
    }
  }
}
