/** Reports progress a few times a second, whatever the pace of the data. */
import type { Clock } from './clock.js'

/** Passes on rising numbers of octets, limited in rate; the last one always. */
export class ProgressReporter {
  readonly #clock: Clock
  readonly #interval: number
  readonly #report: (octets: number) => void
  #reportedAt = -Infinity
  #reported = 0

  /** @param interval - least milliseconds between two reports */
  constructor(clock: Clock, interval: number, report: (octets: number) => void) {
    this.#clock = clock
    this.#interval = interval
    this.#report = report
  }

  /** The printer has taken that many octets in all. */
  at(octets: number): void {
    const now = this.#clock.now()
    if (octets === this.#reported || now - this.#reportedAt < this.#interval) return
    this.#reportedAt = now
    this.last(octets)
  }

  /** The same, reported in any case if it is new. */
  last(octets: number): void {
    if (octets === this.#reported) return
    this.#reported = octets
    this.#report(octets)
  }
}
