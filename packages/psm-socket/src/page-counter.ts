/** Pages of a job by the printer's own counter, before and after: for printers that do not report them. */
import type { Clock } from './clock.js'
import { askAll, type Probe } from './probe.js'
import type { DeviceStateModel } from './status/device-state.js'

/** How long the first octet of a job waits for the counter, milliseconds. */
const patience = 1000

/** Reads the counter twice. */
export class PageCounter {
  readonly #probes: readonly Probe[]
  readonly #model: DeviceStateModel
  readonly #clock: Clock
  readonly #signal: AbortSignal
  readonly #answered = Promise.withResolvers<undefined>()
  #first: number | undefined
  #begun = false

  constructor(probes: readonly Probe[], model: DeviceStateModel, clock: Clock, signal: AbortSignal) {
    this.#probes = probes
    this.#model = model
    this.#clock = clock
    this.#signal = signal
  }

  /** Asks before the job. @returns whether the printer answered */
  async before(): Promise<boolean> {
    const answered = await this.#ask()
    if (answered && !this.#begun) this.#first = this.#pages
    this.#answered.resolve(undefined)
    return answered
  }

  /**
   * The first octet is about to be sent: resolves when it may be. An answer that comes later has pages of the job in it, and does
   * not count. One that is on its way is waited for, but not long, and only if the printer is known to count.
   */
  async begin(): Promise<void> {
    if (this.#first === undefined && this.#pages !== undefined) {
      const over = Promise.withResolvers<undefined>()
      const cancel = this.#clock.after(patience, () => over.resolve(undefined))
      await Promise.race([this.#answered.promise, over.promise])
      cancel()
    }
    this.#begun = true
  }

  /**
   * Asks after the job.
   *
   * @returns the pages in between; `undefined` if the counter is not known or did not move: then they may be yet to come.
   * Pages that others print at the same time are counted too: a printer's own report is better.
   */
  async printed(): Promise<number | undefined> {
    if (this.#first === undefined || !(await this.#ask())) return undefined
    const pages = (this.#pages ?? 0) - this.#first
    return pages > 0 ? pages : undefined
  }

  /** As the printer told them last. */
  get #pages(): number | undefined {
    return this.#model.state(this.#clock.now()).pages
  }

  async #ask(): Promise<boolean> {
    if (this.#probes.length === 0 || this.#signal.aborted) return false
    // A way that cannot be used tells nothing of pages.
    return askAll(this.#probes, this.#model, this.#signal).catch(() => false)
  }
}
