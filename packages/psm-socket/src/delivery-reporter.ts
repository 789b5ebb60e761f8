/** Reports of a delivery: what the engine sees and what the printer says, as one. */
import type { DeviceReport } from '@platen/papi'
import type { Clock } from './clock.js'
import { reportOf } from './status/device-report.js'
import type { DeviceStateModel } from './status/device-state.js'

/** Puts together the reports of one delivery. */
export class DeliveryReporter implements Disposable {
  readonly #model: DeviceStateModel
  readonly #clock: Pick<Clock, 'now'>
  readonly #printer: string
  readonly #report: (report: DeviceReport) => void
  #own: DeviceReport = { reasons: [], message: '' }
  #told = ''
  #impressions: number | undefined
  #over = false

  constructor(model: DeviceStateModel, clock: Pick<Clock, 'now'>, printer: string, report: (report: DeviceReport) => void) {
    this.#model = model
    this.#clock = clock
    this.#printer = printer
    this.#report = report
  }

  /** The engine saw something: connecting, waiting, standing still, going on. */
  readonly own = (report: DeviceReport): void => {
    this.#own = report
    this.#tell(this.#whole())
  }

  /**
   * The printer said something: reported if that changes anything.
   *
   * @param impressions - of the document, as far as it has told
   */
  said(impressions?: number): void {
    this.#impressions = impressions ?? this.#impressions
    const whole = this.#whole()
    if (JSON.stringify(whole) !== this.#told) this.#tell(whole)
  }

  /** The connection is over, and the model knows: what is left of what was said on it is told with its end. */
  ended(): void {
    this.#own = { reasons: [], message: '' }
    const until = this.#model.nextChange(this.#clock.now())
    const whole = this.#whole()
    if (until !== undefined && whole.reasons.length > 0) this.#tell({ ...whole, until })
  }

  /** The delivery is over: an answer that comes later is not about it. */
  [Symbol.dispose](): void {
    this.#over = true
  }

  #tell(report: DeviceReport): void {
    if (this.#over) return
    this.#told = JSON.stringify(report)
    this.#report(report)
  }

  #whole(): DeviceReport {
    const { reasons, message } = this.#own
    const state = reportOf(this.#model.state(this.#clock.now()))
    // A printer that is well has nothing to add to what the engine sees.
    const words = state.reasons.length > 0 || reasons.length > 0 ? state.message : ''
    const joined = words === '' ? message : reasons.length > 0 ? `${message}; ${words}` : `${this.#printer}: ${words}`
    return {
      ...state,
      reasons: [...new Set([...reasons, ...state.reasons])],
      message: joined,
      ...(this.#impressions === undefined ? {} : { impressions: this.#impressions }),
    }
  }
}
