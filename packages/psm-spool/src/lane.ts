/** A device's lane: its queues' jobs one at a time, in order, with growing pauses while the device cannot be reached. */
import { DeviceWatch, lastingReport } from '@platen/papi'
import { printJob, type Printed } from './print-job.js'
import { RunningJob } from './running-job.js'
import type { Queue, Spool } from './spool.js'
import type { JobRow } from './store/rows.js'
import { firstOf, type Turn } from './turns.js'

/** Milliseconds before the first new try, and the most between two. */
const firstDelay = 500
const longestDelay = 30_000

/** How long to wait after that many failures in a row, milliseconds. */
export const retryDelay = (failures: number): number => Math.min(firstDelay * 2 ** Math.max(failures - 1, 0), longestDelay)

/** A job that may be printed now, its queue, and the queue whose device prints it: a member, if its own is a class. */
interface Candidate extends Turn {
  readonly job: JobRow
  readonly queue: Queue
  readonly member: Queue
}

/** What a lane asks about classes. */
export interface Classes {
  /** The classes that a queue is a member of. */
  of(member: string): readonly Queue[]
  /** Jobs of a class that are on some member's device, or about to be. */
  underWay(name: string): readonly number[]
  /** A member has taken a job of a class. */
  taken(name: string, member: string): void
  /** A member has a job of a class no longer. */
  released(name: string): void
}

/** One device, the queues that print on it, and the job that is on it. */
export class Lane {
  readonly #spool: Spool
  readonly #classes: Classes
  /** Replaced, never changed. */
  #queues: readonly Queue[]
  /** By printer: each queue has a device object of its own, and asks it. */
  readonly #watches = new Map<string, { readonly watch: DeviceWatch; readonly device: Queue['device'] }>()
  #started = false
  /** When each queue had its turn last, counted. */
  readonly #turns = new Map<string, number>()
  #turn = 0
  /** A job was taken away while the device did not take it: what the device said then is not known to be true any more. */
  #abandoned = false
  readonly #closing = new AbortController()
  #current: RunningJob | undefined
  #running: Promise<void> | undefined
  #failures = 0
  /** Calls off the next try, while the lane waits for it. */
  #callOff: (() => void) | undefined

  constructor(spool: Spool, classes: Classes) {
    this.#spool = spool
    this.#classes = classes
    this.#queues = []
  }

  /** The job that is on the device, and its queue. */
  get current(): { readonly job: number; readonly printer: string; readonly member: string; readonly begun: boolean } | undefined {
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
    if (current?.printer !== printer && current?.member !== printer) return
    const running = this.#running
    current.takeBack('Its printer was given another device while this job was being sent')
    await running
  }

  /** Looks for work. */
  wake(): void {
    if (this.#closing.signal.aborted || this.#running !== undefined || this.#callOff !== undefined) return
    let next: Candidate | undefined
    try {
      next = this.#next()
    } catch (error) {
      this.#backOff(`the spool cannot be read: ${error instanceof Error ? error.message : String(error)}`, true)
      return
    }
    if (next === undefined) {
      // Another member tries the job that this one failed at: it may be back in a moment.
      if (this.#failures > 0 && this.#isTriedElsewhere()) this.#pauseAgain()
      // Nobody waits for a device that could not be reached: nothing is claimed about it any more, but it is remembered.
      else if (this.#failures > 0 || this.#abandoned) this.#rest()
      return
    }
    this.#running = this.#print(next).finally(() => {
      this.#running = undefined
      this.wake()
      // If it came back, the other members may have it now.
      if (next.job.printer !== next.member.definition.name) this.#classes.released(next.job.printer)
    })
  }

  /** Ends the delivery of a job, if it is on the device. */
  abort(job: number): void {
    this.#onDevice(job)?.abort()
  }

  /** Takes a job back, if it is on the device, so that it can go to another queue. @param why - a sentence without its full stop */
  takeBack(job: number, why: string): void {
    if (this.#current?.job !== job) return
    this.#abandoned = true
    this.#current.takeBack(why, true)
  }

  /** Leaves a job of a class to another member. @param why - a sentence without its full stop */
  leave(job: number, why: string): void {
    if (this.#current?.job !== job || this.#current.begun) return
    this.#abandoned = true
    this.#current.takeBack(why)
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
    this.#reached()
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

  /** The job that prints next on this device: of all its queues that are not paused, and of their classes. */
  #next(): Candidate | undefined {
    const { printers, reader } = this.#spool
    const candidates: Candidate[] = []
    for (const member of this.#queues) {
      const { name } = member.definition
      if (!printers.mayPrint(name)) continue
      const turnOf = (queue: string): number => this.#turns.get(queue) ?? 0
      const job = reader.nextJob(name)
      if (job !== undefined) candidates.push({ queue: member, member, job, turn: turnOf(name) })
      for (const one of this.#classes.of(name)) {
        const shared = printers.mayPrint(one.definition.name) ? this.#nextOfClass(one, member) : undefined
        if (shared !== undefined) candidates.push({ queue: asPrintedOn(one, member), member, job: shared, turn: turnOf(one.definition.name) })
      }
    }
    return firstOf(candidates)
  }

  /** A class's next job that no other member has taken, and whose formats this one takes. */
  #nextOfClass({ definition: { name }, members = [] }: Queue, { definition: { name: own, formats } }: Queue): JobRow | undefined {
    const { printers } = this.#spool
    // A device that is known to be down has time to come back while others can print.
    if (!printers.isReady(own) && members.some((one) => one !== own && printers.isReady(one))) return undefined
    const passed = [...this.#classes.underWay(name)]
    for (;;) {
      const job = this.#spool.reader.nextJob(name, passed)
      if (job === undefined || this.#spool.reader.documents(job.id).every((one) => formats.includes(one.format))) return job
      passed.push(job.id)
    }
  }

  async #print({ queue, member, job }: Candidate): Promise<void> {
    const { printers, log } = this.#spool
    const printer = member.definition.name
    this.#turns.set(job.printer, ++this.#turn)
    const running = new RunningJob(job.id, job.printer, printer)
    this.#current = running
    this.#watches.get(printer)?.watch.begin()
    if (job.printer !== printer) this.#classes.taken(job.printer, printer)
    for (const one of new Set([printer, job.printer])) printers.beginPrinting(one, job.id)
    let printed: Printed
    try {
      printed = await printJob(this.#spool, queue, job, { running, closing: AbortSignal.any([this.#closing.signal, running.takenBack]) }, () => this.#reached())
    } catch (error) {
      // The spool itself cannot be read. The job stays as it is; others may fare better in a while.
      printed = { queue: 'back-off', isSpool: true, message: `the spool failed: ${error instanceof Error ? error.message : String(error)}` }
    } finally {
      this.#current = undefined
      for (const one of new Set([printer, job.printer])) printers.endPrinting(one, job.id)
    }
    if (this.#closing.signal.aborted || (running.takenBack.aborted && !this.#watches.has(printer))) return
    this.#left(printer)
    if (running.takenBack.aborted) return
    // It was held, canceled or moved before the device was asked: nothing is known anew.
    if (printed.isTried === false) return
    if (printed.isDown === true) for (const { definition } of this.#queues) printers.foundDown(definition.name, printed.message, job.id)
    if (printed.queue === 'back-off') this.#backOff(printed.message, printed.isSpool)
    else if (printed.queue === 'pause') await this.#pause(printer, printed.message)
    else this.#settle()
    if (printed.queue !== 'go-on') log.warn(`printer "${printer}": ${printed.message}`, { job: job.id })
  }

  /** The device takes octets, or somebody says that it will: what was said about reaching it is over, and forgotten. */
  #reached(): void {
    for (const { definition } of this.#queues) this.#spool.printers.reached(definition.name)
    this.#clear()
  }

  /** What was said about reaching the device is not said any more. */
  #clear(): void {
    this.#abandoned = false
    for (const { definition } of this.#queues) this.#spool.printers.setTrouble(definition.name, '')
  }

  /** @param isSpool - the trouble is the spool's, not the device's */
  #backOff(message: string, isSpool = false): void {
    this.#failures++
    for (const { definition } of this.#queues) this.#spool.printers.setTrouble(definition.name, message, isSpool)
    this.#pauseAgain()
  }

  #pauseAgain(): void {
    this.#callOff = this.#spool.clock.after(retryDelay(this.#failures), () => {
      this.#callOff = undefined
      this.wake()
    })
  }

  #isTriedElsewhere(): boolean {
    return this.#queues.some(({ definition }) => this.#classes.of(definition.name).some((one) => this.#classes.underWay(one.definition.name).length > 0))
  }

  async #pause(printer: string, message: string): Promise<void> {
    const { store, clock, log, printers } = this.#spool
    try {
      await store.send({ type: 'change-printer', printer, change: { paused: 1, downSince: printers.down(printer)?.since ?? clock.now(), pauseMessage: `The printer could not be reached and was stopped: ${message}` }, event: 'pause', source: 'rule', who: '', at: clock.now() })
    } catch (error) {
      log.error(`printer "${printer}" could not be paused`, { error: error instanceof Error ? error.message : String(error) })
      this.#backOff(message)
    }
  }

  /** After a job: the next one may try. */
  #settle(): void {
    this.#failures = 0
    this.#clear()
  }

  /** A job has left the device: what only held while it was being sent is over, and the device is asked. */
  #left(printer: string): void {
    const { printers, clock } = this.#spool
    const last = printers.report(printer)
    const lasting = last && lastingReport(last, clock.now())
    printers.setReport(printer, lasting)
    this.#watches.get(printer)?.watch.end(lasting)
  }

  /** Says no more what was wrong with the device, and asks it if it can be asked. */
  #rest(): void {
    this.#failures = 0
    this.#clear()
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

/** A class as one of its members prints for it. A member that cannot be reached leaves the job to the others; if its own policy is to stop, it stops. */
const asPrintedOn = (queue: Queue, { device, settings }: Queue): Queue => ({
  ...queue,
  device,
  settings: { ...queue.settings, errorPolicy: settings.errorPolicy === 'stop-printer' ? 'stop-printer' : 'retry' },
})
