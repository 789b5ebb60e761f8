/** Asks a printer how it is while it has a job: from time to time, and when something happens. */
import type { Clock } from './clock.js'
import { askAll, type Probe } from './probe.js'
import type { DeviceStateModel } from './status/device-state.js'

/** What is asked, and whom the answers go to. */
export interface ProbeTimerSetup {
  readonly probes: readonly Probe[]
  readonly model: DeviceStateModel
  readonly clock: Clock
  /** Milliseconds between two questions. */
  readonly interval: number
  /** The model has learned something. */
  readonly said: () => void
}

/** Milliseconds between two questions to a printer that has stopped, at most: the end of its trouble is to be seen soon. */
const stoppedInterval = 5000

/** Asks until it is disposed of; one question at a time. */
export class ProbeTimer implements Disposable {
  readonly #setup: ProbeTimerSetup
  readonly #over = new AbortController()
  #cancel: (() => void) | undefined
  #asking = false
  #again = false

  constructor(setup: ProbeTimerSetup) {
    this.#setup = setup
  }

  /** From now on, from time to time. */
  start(): void {
    if (this.#setup.probes.length > 0 && !this.#over.signal.aborted) this.#wait()
  }

  /** Asks now: something happened. */
  now(): void {
    if (this.#setup.probes.length === 0 || this.#over.signal.aborted) return
    // An answer that is on its way may be about what was before.
    if (this.#asking) this.#again = true
    else this.#ask()
  }

  [Symbol.dispose](): void {
    this.#over.abort()
    this.#cancel?.()
  }

  #wait(): void {
    this.#cancel?.()
    const { model, clock, interval } = this.#setup
    const stopped = model.state(clock.now()).activity === 'stopped'
    this.#cancel = clock.after(stopped ? Math.min(interval, stoppedInterval) : interval, () => this.now())
  }

  #ask(): void {
    const { probes, model, said } = this.#setup
    this.#cancel?.()
    this.#asking = true
    this.#again = false
    void askAll(probes, model, this.#over.signal)
      // A way that cannot be used says nothing; the queue's own status question tells of it.
      .catch(() => false)
      .then((answered) => {
        this.#asking = false
        if (this.#over.signal.aborted) return
        if (answered) said()
        if (this.#again) this.#ask()
        else this.#wait()
      })
  }
}
