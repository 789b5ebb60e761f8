/** A device's lane: its queues' jobs one at a time, in order, with growing pauses while the device cannot be reached. */
import { DeviceWatch, lastingReport } from '@platen/papi'
import { printJob, type Printed } from './print-job.js'
import { RunningJob } from './running-job.js'
import type { Queue, Spool } from './spool.js'
import type { JobRow } from './store/rows.js'

/** Milliseconds before the first new try, and the most between two. */
const firstDelay = 500
const longestDelay = 30_000

/** How long to wait after that many failures in a row, milliseconds. */
export const retryDelay = (failures: number): number => Math.min(firstDelay * 2 ** Math.max(failures - 1, 0), longestDelay)

/** A job to be printed, and its queue. */
interface NextJob {
  readonly queue: Queue
  readonly job: JobRow
}

/** One device, the queues that print on it, and the job that is on it. */
export class Lane {
  readonly #spool: Spool
  /** Replaced, never changed. */
  #queues: readonly Queue[]
  /** By printer: each queue has a device object of its own, and asks it. */
  readonly #watches = new Map<string, { readonly watch: DeviceWatch; readonly device: Queue['device'] }>()
  #started = false
  readonly #closing = new AbortController()
  #current: RunningJob | undefined
  #running: Promise<void> | undefined
  #failures = 0
  /** Calls off the next try, while the lane waits for it. */
  #callOff: (() => void) | undefined

  constructor(spool: Spool, queues: readonly Queue[]) {
    this.#spool = spool
    this.#queues = []
    for (const queue of queues) this.put(queue)
  }

  /** The job that is on the device, and its queue. */
  get current(): { readonly job: number; readonly printer: string } | undefined {
    return this.#current
  }

  /** Whether no queue prints here. */
  get isEmpty(): boolean {
    return this.#queues.length === 0
  }

  /** A queue prints here, too; one of that name is replaced. */
  put(queue: Queue): void {
    const others = this.#queues.filter((one) => one.definition.name !== queue.definition.name)
    this.#queues = [...others, queue]
    this.#watchOver(queue)
  }

  /** Begins to print, and to ask the devices of its queues how they are. */
  start(): void {
    if (!this.#started) for (const { watch } of this.#watches.values()) watch.start()
    this.#started = true
    this.wake()
  }

  /** A queue prints here no more: what is being sent for it is taken back. Resolves when the device has let go of that. */
  async release(printer: string): Promise<void> {
    this.#queues = this.#queues.filter((one) => one.definition.name !== printer)
    this.#unwatch(printer)
    const current = this.#current
    if (current?.printer !== printer) return
    const running = this.#running
    current.takeBack('Its printer was given another device while this job was being sent')
    await running
  }

  /** Looks for work. */
  wake(): void {
    if (this.#closing.signal.aborted || this.#running !== undefined || this.#callOff !== undefined) return
    let next: NextJob | undefined
    try {
      next = this.#next()
    } catch (error) {
      this.#backOff(`the spool cannot be read: ${error instanceof Error ? error.message : String(error)}`)
      return
    }
    if (next === undefined) {
      // Nobody waits for a device that could not be reached: nothing is claimed about it any more.
      if (this.#failures > 0) this.#rest()
      return
    }
    this.#running = this.#print(next.queue, next.job).finally(() => {
      this.#running = undefined
      this.wake()
    })
  }

  /** Ends the delivery of a job, if it is on the device. */
  abort(job: number): void {
    this.#onDevice(job)?.abort()
  }

  /** Stops feeding the device with a job, if it is there, or goes on. */
  suspend(job: number, suspended: boolean): void {
    this.#onDevice(job)?.suspend(suspended)
  }

  /** Leaves out a document of a job, if that is on the device. */
  skip(job: number, document: number): void {
    this.#onDevice(job)?.skip(document)
  }

  #onDevice(job: number): RunningJob | undefined {
    return this.#current?.job === job ? this.#current : undefined
  }

  /** Forgets the pause: someone wants the printer to go on now. */
  tryNow(): void {
    if (this.#callOff === undefined) return
    this.#callOff()
    this.#callOff = undefined
    this.wake()
  }

  /** Forgets what was wrong with the device, and asks it anew. While a job is on it, what it says there counts. */
  forget(): void {
    if (this.#closing.signal.aborted || this.#current !== undefined) return
    this.#rest()
  }

  /** Ends what is under way so that it prints after the next start. Resolves when the device has let go. */
  async close(): Promise<void> {
    this.#closing.abort()
    this.#callOff?.()
    this.#callOff = undefined
    for (const printer of [...this.#watches.keys()]) this.#unwatch(printer)
    this.#current?.abort()
    await this.#running
  }

  /** The job that prints next on this device: of all its queues that are not paused, the first in their order. */
  #next(): NextJob | undefined {
    let first: NextJob | undefined
    for (const queue of this.#queues) {
      if (!this.#spool.printers.mayPrint(queue.definition.name)) continue
      const job = this.#spool.reader.nextJob(queue.definition.name)
      if (job !== undefined && (first === undefined || isBefore(job, first.job))) first = { queue, job }
    }
    return first
  }

  async #print(queue: Queue, job: JobRow): Promise<void> {
    const { printers, log } = this.#spool
    const printer = queue.definition.name
    const running = new RunningJob(job.id, printer)
    this.#current = running
    this.#watches.get(printer)?.watch.begin()
    printers.setPrinting(printer, job.id)
    let printed: Printed
    try {
      printed = await printJob(this.#spool, queue, job, { running, closing: AbortSignal.any([this.#closing.signal, running.takenBack]) }, () => this.#reached())
    } catch (error) {
      // The spool itself cannot be read. The job stays as it is; others may fare better in a while.
      printed = { queue: 'back-off', message: `the spool failed: ${error instanceof Error ? error.message : String(error)}` }
    } finally {
      this.#current = undefined
      printers.setPrinting(printer, undefined)
    }
    if (this.#closing.signal.aborted || running.takenBack.aborted) return
    this.#left(printer)
    if (printed.queue === 'back-off') this.#backOff(printed.message)
    else if (printed.queue === 'pause') await this.#pause(printer, printed.message)
    else this.#settle()
    if (printed.queue !== 'go-on') log.warn(`printer "${printer}": ${printed.message}`, { job: job.id })
  }

  /** The device takes octets: what was said about reaching it is over. */
  #reached(): void {
    for (const { definition } of this.#queues) this.#spool.printers.setTrouble(definition.name, '')
  }

  #backOff(message: string): void {
    this.#failures++
    const delay = retryDelay(this.#failures)
    for (const { definition } of this.#queues) this.#spool.printers.setTrouble(definition.name, message)
    this.#callOff = this.#spool.clock.after(delay, () => {
      this.#callOff = undefined
      this.wake()
    })
  }

  async #pause(printer: string, message: string): Promise<void> {
    const { store, clock, log } = this.#spool
    try {
      await store.send({ type: 'change-printer', printer, change: { paused: 1, pauseMessage: `The printer could not be reached and was stopped: ${message}` }, at: clock.now() })
    } catch (error) {
      log.error(`printer "${printer}" could not be paused`, { error: error instanceof Error ? error.message : String(error) })
      this.#backOff(message)
    }
  }

  /** After a job: the device can be reached. */
  #settle(): void {
    this.#failures = 0
    this.#reached()
  }

  /** A job has left the device: what only held while it was being sent is over, and the device is asked. */
  #left(printer: string): void {
    const { printers, clock } = this.#spool
    const last = printers.report(printer)
    const lasting = last && lastingReport(last, clock.now())
    printers.setReport(printer, lasting)
    this.#watches.get(printer)?.watch.end(lasting)
  }

  /** Forgets what was wrong with the device, and asks it if it can be asked. */
  #rest(): void {
    this.#failures = 0
    this.#reached()
    for (const { definition } of this.#queues) {
      this.#spool.printers.setReport(definition.name, undefined)
      this.#watches.get(definition.name)?.watch.now()
    }
  }

  #watchOver({ definition: { name }, device, settings }: Queue): void {
    if (this.#watches.get(name)?.device === device) return
    this.#unwatch(name)
    const { printers, clock, random, log } = this.#spool
    const watch = new DeviceWatch({
      device,
      interval: settings.statusInterval,
      clock,
      random,
      onReport: (report) => printers.setReport(name, report),
      onError: (message) => log.warn(`printer "${name}" cannot be asked how it is: ${message}`, { printer: name }),
    })
    this.#watches.set(name, { watch, device })
    if (this.#started) watch.start()
  }

  #unwatch(printer: string): void {
    this.#watches.get(printer)?.watch[Symbol.dispose]()
    this.#watches.delete(printer)
  }
}

const isBefore = (one: JobRow, other: JobRow): boolean =>
  one.promoted !== other.promoted ? one.promoted > other.promoted : one.queuePriority !== other.queuePriority ? one.queuePriority > other.queuePriority : one.place !== other.place ? one.place < other.place : one.id < other.id
