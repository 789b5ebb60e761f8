/** The printer's own page counter, read before and after a job: for printers that do not report the pages of a job. */
import type { Clock } from './clock.js'
import { askEach, type Probe } from './probe.js'
import type { DeviceStateModel } from './status/device-state.js'
import type { Observation } from './status/observation.js'

/** Milliseconds that a job waits for the first reading, from a printer that is known to have a counter. */
const patience = 500

/** How far the counter went during a job. */
export interface PageCount {
  readonly before: number
  readonly after: number
  readonly unit: 'impressions' | 'sheets'
  /** Why the difference may not be the job's alone, or not all of it; left out if it is. */
  readonly doubt?: string
}

/** Reads the counter twice. */
export class PageCounter {
  readonly #probes: readonly Probe[]
  readonly #model: DeviceStateModel
  readonly #clock: Clock
  readonly #signal: AbortSignal
  #first: Observation | undefined
  #isLate = false
  #asked: Promise<boolean> = Promise.resolve(false)

  constructor(probes: readonly Probe[], model: DeviceStateModel, clock: Clock, signal: AbortSignal) {
    this.#probes = probes
    this.#model = model
    this.#clock = clock
    this.#signal = signal
  }

  /** Asks before the job. @returns whether the printer answered */
  before(): Promise<boolean> {
    this.#asked = this.#ask().then((observations) => {
      if (!this.#isLate) this.#first = counterOf(observations)
      return observations.length > 0
    })
    return this.#asked
  }

  /**
   * To be awaited right before the first octet: what is read later is no reading before the job. Waits only for a printer that
   * is known to have a counter, and not long.
   */
  async ready(): Promise<void> {
    if (this.#first === undefined && this.#model.state(this.#clock.now()).pages !== undefined) {
      const over = Promise.withResolvers<undefined>()
      const cancel = this.#clock.after(patience, () => over.resolve(undefined))
      await Promise.race([this.#asked, over.promise])
      cancel()
    }
    this.#isLate = true
  }

  /** Asks after the job. @returns `undefined` if the counter is not known, or did not move: then its pages may be yet to come */
  async after(): Promise<PageCount | undefined> {
    const first = this.#first
    if (first?.pages === undefined) return undefined
    const last = counterOf(await this.#ask())
    if (last?.pages === undefined || last.pages <= first.pages) return undefined
    const doubt = doubtOf(first, last)
    return { before: first.pages, after: last.pages, unit: first.countsSheets === true ? 'sheets' : 'impressions', ...(doubt === undefined ? {} : { doubt }) }
  }

  async #ask(): Promise<readonly Observation[]> {
    if (this.#probes.length === 0 || this.#signal.aborted) return []
    try {
      return (await askEach(this.#probes, this.#model, this.#signal)).observations
    } catch {
      // A way that cannot be used tells nothing of pages; the queue's own status question tells of it.
      return []
    }
  }
}

/** The impressions of a count that are the job's own for certain; `undefined` if that is not certain. */
export const certainImpressions = (count: PageCount | undefined): number | undefined => (count === undefined || count.unit !== 'impressions' || count.doubt !== undefined ? undefined : count.after - count.before)

/** The connection was the job's alone; but a printer has other ways in, and may still print what came before. */
function doubtOf(first: Observation, last: Observation): string | undefined {
  if (first.activity !== 'idle') return 'it was not idle before'
  return last.activity === 'idle' ? undefined : 'it was not idle yet'
}

const counterOf = (observations: readonly Observation[]): Observation | undefined => observations.find(({ pages }) => pages !== undefined)
