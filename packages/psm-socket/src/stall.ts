/** Says when a printer takes no data, and when it does again. */
import type { DeviceReport } from '@platen/papi'
import { written, type Clock } from './clock.js'

/** After that many times the first bound, a standstill is an error: a person is needed. */
const errorAfter = 6

/**
 * Watches one delivery for standstill.
 *
 * The reason reported is `timed-out`, the registered keyword for a device that is connected but gives no response
 * (RFC 8011 section 5.4.12): TCP alone does not tell out of paper from slow. First as `-warning`, later as `-error`.
 */
export class StallWatch {
  readonly #clock: Clock
  readonly #bound: number
  readonly #printer: string
  readonly #report: (report: DeviceReport) => void
  #cancels: readonly (() => void)[] = []
  #stalled = false

  /** @param bound - milliseconds of standstill before it is reported */
  constructor(clock: Clock, bound: number, printer: string, report: (report: DeviceReport) => void) {
    this.#clock = clock
    this.#bound = bound
    this.#printer = printer
    this.#report = report
  }

  /** Whether the printer stands still, as reported. */
  get stalled(): boolean {
    return this.#stalled
  }

  /** Data waits for the printer. Does nothing if it does so already. */
  waits(): void {
    if (this.#cancels.length > 0) return
    const since = written(this.#clock.now())
    const tell = (severity: 'warning' | 'error') => (): void => {
      this.#stalled = true
      this.#report({ reasons: [`timed-out-${severity}`], message: `${this.#printer} is connected but takes no data since ${since}; it may need paper or attention` })
    }
    this.#cancels = [this.#clock.after(this.#bound, tell('warning')), this.#clock.after(this.#bound * errorAfter, tell('error'))]
  }

  /** The printer took data, or no more waits for it. */
  moves(): void {
    for (const cancel of this.#cancels) cancel()
    this.#cancels = []
    if (!this.#stalled) return
    this.#stalled = false
    this.#report({ reasons: [], message: `${this.#printer} takes data again` })
  }
}
