/** What happens to jobs by the clock: open jobs time out, held ones are released, those that take too long are canceled. */
import { PapiError } from '@platen/papi'
import type { JobEvent } from './job-state-machine.js'
import type { Spool } from './spool.js'
import type { JobRow } from './store/rows.js'

/** Looked at least that often while there is an alarm, for machines sleep and clocks are set; milliseconds. */
const longestSleep = 60_000

/** What could not be written down is not tried again at once; milliseconds. */
const pauseAfterFailure = 5000

/** Watches the times of jobs. */
export class Alarms {
  readonly #spool: Spool
  /** Jobs that are just receiving a document: they do not time out. */
  readonly #receiving = new Map<number, number>()
  #callOff: (() => void) | undefined
  #closed = false

  constructor(spool: Spool) {
    this.#spool = spool
  }

  /** A job has changed: there may be an earlier alarm. */
  changed(job: JobRow): void {
    if (job.openUntil !== null || job.releaseAt !== null || job.cancelAt !== null) this.arm()
  }

  /** Sets the timer to the next alarm. @param atLeast - milliseconds to let pass before it */
  arm(atLeast = 0): void {
    this.#callOff?.()
    this.#callOff = undefined
    const next = this.#closed ? undefined : this.#spool.reader.nextAlarm()
    if (next === undefined) return
    const delay = Math.min(Math.max(next - this.#spool.clock.now(), atLeast), longestSleep)
    this.#callOff = this.#spool.clock.after(delay, () => {
      this.#ring().catch((error: unknown) => {
        this.#spool.log.error('what is due cannot be looked up, trying again', { error: error instanceof Error ? error.message : String(error) })
        this.#callOff = this.#spool.clock.after(longestSleep, () => this.arm())
      })
    })
  }

  /** Keeps a job from timing out while a document comes in. @returns what ends that */
  receiving(job: number): () => void {
    this.#receiving.set(job, (this.#receiving.get(job) ?? 0) + 1)
    return () => {
      const left = (this.#receiving.get(job) ?? 1) - 1
      if (left > 0) this.#receiving.set(job, left)
      else this.#receiving.delete(job)
    }
  }

  close(): void {
    this.#closed = true
    this.#callOff?.()
  }

  async #ring(): Promise<void> {
    const { reader, clock, store, queues } = this.#spool
    const now = clock.now()
    const done = await Promise.all([
      ...reader.toRelease(now).map((job) => this.#apply(job, { type: 'release-time' })),
      ...reader.timeUp(now).map((job) => this.#apply(job, { type: 'cancel', by: 'time-out', message: `It was canceled after ${job.cancelAfter ?? 0} s, as it asked (job-cancel-after).` })),
      ...reader.timedOut(now).map((job) => {
        const settings = queues.get(job.printer)?.settings
        const busy = this.#receiving.has(job.id)
        if (busy) return store.send({ type: 'extend-open', job: job.id, openUntil: now + (settings?.multipleOperationTimeOut ?? 300) * 1000 }).then(
          () => true,
          () => false,
        )
        return this.#apply(job, { type: 'time-out', action: settings?.timeOutAction ?? 'abort-job' })
      }),
    ])
    this.arm(done.includes(false) ? pauseAfterFailure : 0)
  }

  /** @returns whether it is done with: else it is due still */
  async #apply(job: JobRow, event: JobEvent): Promise<boolean> {
    try {
      await this.#spool.store.send({ type: 'transition', job: job.id, event, at: this.#spool.clock.now() })
      return true
    } catch (error) {
      // Somebody was faster; anything else is tried again at the next look.
      if (error instanceof PapiError && (error.code === 'not-possible' || error.code === 'not-found')) return true
      this.#spool.log.warn(`job ${job.id}: ${event.type} could not be written down`, { error: error instanceof Error ? error.message : String(error) })
      return false
    }
  }
}
