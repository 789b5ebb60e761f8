/**
 * Asks a device how it is while no job is on it, so that the state of its printer is true before a job is sent, and a fault
 * that somebody has cleared is over by itself. It never stands in the way of a job: one that begins does not wait for an
 * answer, and what the device says during the job counts.
 */
import type { Device } from './device.js'
import { saysStopped, type DeviceReport } from './device-report.js'

/** The option of a queue that says how often its device is asked; for modules over any device. */
export const watchOptions = {
  'status-interval': {
    type: 'integer',
    default: 30,
    minimum: 0,
    maximum: 86_400,
    unit: 'seconds',
    description: 'How often a device that can be asked is asked how it is while no job is on it, give or take a quarter; every five seconds while something stops it, seldom while it does not answer. 0: not at all.',
  },
} as const

/** Milliseconds between two questions while the device is stopped, at most. */
const faultInterval = 5000
/** The first question comes within that time, so that not all devices are asked at once. */
const firstWithin = 1000
/** A device that does not answer is asked less and less often, down to one question in so many intervals. */
const mostPatience = 16

/** Time, passed in. */
export interface WatchClock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs something after that many milliseconds. @returns what calls it off */
  after(milliseconds: number, run: () => void): () => void
}

/** What is watched, and who is told. */
export interface DeviceWatchSetup {
  readonly device: Pick<Device, 'status'>
  /** Milliseconds between two questions; 0: none are asked. */
  readonly interval: number
  readonly clock: WatchClock
  /** From 0 to 1. */
  readonly random: () => number
  /** How the device is; `undefined`: that is not known, or not any more. */
  readonly onReport: (report: DeviceReport | undefined) => void
  /** It cannot be asked in the way its options say, or not in all of them. Told once for each reason. */
  readonly onError: (message: string) => void
}

/** Watches one device. */
export class DeviceWatch implements Disposable {
  readonly #setup: DeviceWatchSetup
  readonly #over = new AbortController()
  #callOff: (() => void) | undefined
  #asking: AbortController | undefined
  #isBusy = false
  #isStopped = false
  #unanswered = 0
  #complaint = ''

  constructor(setup: DeviceWatchSetup) {
    this.#setup = setup
  }

  /** Whether the device is asked at all. */
  get asks(): boolean {
    return this.#setup.device.status !== undefined && this.#setup.interval > 0
  }

  /** Begins: the first question comes soon. */
  start(): void {
    const { interval, random } = this.#setup
    if (this.asks) this.#in(random() * Math.min(firstWithin, interval))
  }

  /** A job is on the device: it is not asked, and an answer that is on its way does not count. */
  begin(): void {
    this.#isBusy = true
    this.#callOff?.()
    this.#callOff = undefined
    this.#asking?.abort()
    this.#asking = undefined
  }

  /**
   * The job has ended.
   *
   * @param lasting - what of the device's last words counts on: until an answer is here, or for as long as it says
   */
  end(lasting: DeviceReport | undefined): void {
    this.#isBusy = false
    if (this.asks) this.now()
    else this.#expire(lasting)
  }

  /** Asks now. */
  now(): void {
    const ask = this.#setup.device.status?.bind(this.#setup.device)
    if (ask === undefined || !this.asks || this.#isBusy || this.#over.signal.aborted || this.#asking !== undefined) return
    this.#callOff?.()
    this.#callOff = undefined
    const asking = new AbortController()
    this.#asking = asking
    const { onReport } = this.#setup
    ask(AbortSignal.any([asking.signal, this.#over.signal])).then(
      (report) => {
        if (this.#asking !== asking || this.#over.signal.aborted) return
        this.#asking = undefined
        this.#unanswered = report === undefined ? this.#unanswered + 1 : 0
        this.#isStopped = report !== undefined && saysStopped(report)
        this.#again()
        onReport(report)
        this.#complain(report?.complaint)
      },
      (error: unknown) => {
        if (this.#asking !== asking || this.#over.signal.aborted) return
        this.#asking = undefined
        this.#unanswered++
        this.#isStopped = false
        this.#again()
        onReport(undefined)
        this.#complain(error instanceof Error ? error.message : String(error))
      },
    )
  }

  #complain(complaint: string | undefined): void {
    if (complaint === undefined || complaint === this.#complaint) return
    this.#complaint = complaint
    this.#setup.onError(complaint)
  }

  [Symbol.dispose](): void {
    this.#over.abort()
    this.#callOff?.()
    this.#callOff = undefined
  }

  #again(): void {
    const { interval, random } = this.#setup
    const patience = Math.min(2 ** this.#unanswered, mostPatience)
    const next = this.#isStopped ? Math.min(interval, faultInterval) : interval * patience
    this.#in(next * (0.75 + random() / 2))
  }

  #in(milliseconds: number): void {
    if (this.#isBusy || this.#over.signal.aborted) return
    this.#callOff?.()
    this.#callOff = this.#setup.clock.after(milliseconds, () => {
      this.#callOff = undefined
      this.now()
    })
  }

  /** What was said with an end is over then. */
  #expire(report: DeviceReport | undefined): void {
    if (report?.until === undefined || this.#over.signal.aborted) return
    const { clock, onReport } = this.#setup
    this.#callOff?.()
    this.#callOff = clock.after(Math.max(report.until - clock.now(), 0), () => {
      this.#callOff = undefined
      onReport(undefined)
    })
  }
}

/** The machine's clock. Its timers do not keep a process alive. */
export const systemWatchClock: WatchClock = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
