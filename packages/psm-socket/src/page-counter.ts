/** Pages of a job by the printer's own counter, before and after: for printers that do not report them. */
import type { Clock } from './clock.js'
import { askAll, type Probe } from './probe.js'
import type { DeviceStateModel } from './status/device-state.js'

/** Reads the counter twice. */
export class PageCounter {
  readonly #probes: readonly Probe[]
  readonly #model: DeviceStateModel
  readonly #clock: Pick<Clock, 'now'>
  readonly #signal: AbortSignal
  #first: number | undefined

  constructor(probes: readonly Probe[], model: DeviceStateModel, clock: Pick<Clock, 'now'>, signal: AbortSignal) {
    this.#probes = probes
    this.#model = model
    this.#clock = clock
    this.#signal = signal
  }

  /** Asks before the job. @returns whether the printer answered */
  async before(): Promise<boolean> {
    const answered = await this.#ask()
    if (answered) this.#first = this.#model.state(this.#clock.now()).pages
    return answered
  }

  /**
   * Asks after the job.
   *
   * @returns the pages in between; `undefined` if the counter is not known or did not move: then they may be yet to come.
   * Pages that others print at the same time are counted too: a printer's own report is better.
   */
  async printed(): Promise<number | undefined> {
    if (this.#first === undefined || !(await this.#ask())) return undefined
    const pages = (this.#model.state(this.#clock.now()).pages ?? 0) - this.#first
    return pages > 0 ? pages : undefined
  }

  async #ask(): Promise<boolean> {
    if (this.#probes.length === 0 || this.#signal.aborted) return false
    // A way that cannot be used tells nothing of pages.
    return askAll(this.#probes, this.#model, this.#signal).catch(() => false)
  }
}
