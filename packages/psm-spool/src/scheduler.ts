/** Gives each device its jobs. Queues that name the same device share its lane. */
import { ClassRelief, type Assigned } from './class-relief.js'
import { deviceKey } from './device-key.js'
import { Lane, type Classes } from './lane.js'
import type { Queue, Spool } from './spool.js'

/** How long closing waits for devices to let go, milliseconds. */
const patience = 5000

/** The lanes of all devices. */
export class Scheduler {
  readonly #spool: Spool
  /** By device. */
  readonly #lanes = new Map<string, Lane>()
  readonly #byPrinter = new Map<string, Lane>()
  /** Queues without a device of their own. */
  readonly #classes = new Map<string, Queue>()
  /** The member of each class that took a job last. */
  readonly #lastMember = new Map<string, string>()
  readonly #sharing: Classes = {
    of: (member) => [...this.#classes.values()].filter((one) => one.members?.includes(member) === true),
    underWay: (name) => [...this.#lanes.values()].flatMap(({ current }) => (current?.printer === name ? [current.job] : [])),
    taken: (name, member) => void this.#lastMember.set(name, member),
    released: (name) => this.wake(name),
  }
  readonly #relief: ClassRelief
  #started = false
  #isLooking = false

  constructor(spool: Spool) {
    this.#spool = spool
    this.#relief = new ClassRelief({ assigned: () => this.#assigned(), hasReadyMember: (printer, except) => this.#hasReadyMember(printer, except) }, spool.printers, spool.clock)
    for (const queue of spool.queues.values()) this.put(queue)
  }

  /** A queue is there, or is another now than before on the same device. */
  put(queue: Queue): void {
    if (queue.members !== undefined) {
      this.#classes.set(queue.definition.name, queue)
      return
    }
    const key = deviceKey(queue.definition.device)
    const lane = this.#lanes.get(key) ?? new Lane(this.#spool, this.#sharing)
    this.#lanes.set(key, lane)
    this.#byPrinter.set(queue.definition.name, lane)
    lane.put(queue)
    if (this.#started) lane.start()
  }

  /** A queue prints nothing more on its device. Resolves when the device has let go of its job, or time is up. */
  async release(printer: string): Promise<void> {
    if (this.#classes.delete(printer)) {
      await withPatience(Promise.all([...this.#lanes.values()].map((one) => one.release(printer))))
      return
    }
    const lane = this.#byPrinter.get(printer)
    if (lane === undefined) return
    this.#byPrinter.delete(printer)
    await withPatience(lane.release(printer))
    if (!lane.isEmpty) return
    for (const [key, one] of this.#lanes) if (one === lane) this.#lanes.delete(key)
    await withPatience(lane.close())
  }

  /** Begins to print. */
  start(): void {
    this.#started = true
    for (const lane of this.#lanes.values()) lane.start()
  }

  /** There may be work for a printer. */
  wake(printer: string): void {
    if (this.#started) for (const lane of this.#lanesOf(printer)) lane.wake()
  }

  /** The lanes that print for a queue. Those of a class take turns: the one behind that which took the last job is first. */
  #lanesOf(printer: string): Lane[] {
    const own = this.#byPrinter.get(printer)
    if (own !== undefined) return [own]
    const members = this.#classes.get(printer)?.members ?? []
    const last = members.indexOf(this.#lastMember.get(printer) ?? '') + 1
    return [...members.slice(last), ...members.slice(0, last)].flatMap((member) => this.#byPrinter.get(member) ?? [])
  }

  /** Some printer's state is another: jobs of classes may be for another member now. */
  changed(): void {
    if (!this.#started || this.#isLooking || this.#classes.size === 0) return
    this.#isLooking = true
    // Not in the middle of what changes it.
    queueMicrotask(() => {
      this.#isLooking = false
      if (!this.#started) return
      this.#relief.look()
      for (const name of this.#classes.keys()) this.wake(name)
    })
  }

  #assigned(): Assigned[] {
    return [...this.#lanes.values()].flatMap((lane) => {
      const { current } = lane
      return current === undefined || current.printer === current.member ? [] : [{ job: current.job, printer: current.printer, member: current.member, begun: current.begun, release: (why: string) => lane.leave(current.job, why) }]
    })
  }

  #hasReadyMember(printer: string, except: string): boolean {
    const { printers } = this.#spool
    const own = this.#byPrinter.get(except)
    return (this.#classes.get(printer)?.members ?? []).some((one) => {
      const lane = this.#byPrinter.get(one)
      return lane !== undefined && lane !== own && printers.isReady(one)
    })
  }

  /** Takes a job back from its device so that it can go to another queue. @param why - a sentence without its full stop */
  takeBack(job: number, why: string): void {
    for (const lane of this.#lanes.values()) lane.takeBack(job, why)
  }

  /** The jobs of a queue that are on a device, and whether octets of them may have left. */
  onDevice(printer: string): { readonly job: number; readonly begun: boolean }[] {
    return [...this.#lanes.values()].flatMap(({ current }) => (current?.printer === printer ? [current] : []))
  }

  /** A printer is to go on now, however long its device could not be reached. */
  tryNow(printer: string): void {
    if (this.#started) for (const lane of this.#lanesOf(printer)) lane.tryNow()
  }

  /** What was known of a printer's device is forgotten, unless a job is on it. */
  forget(printer: string): void {
    if (this.#started) for (const lane of this.#lanesOf(printer)) lane.forget()
  }

  /** Ends the delivery of a job, if it is being sent. */
  abort(job: number): void {
    for (const lane of this.#lanes.values()) lane.abort(job)
  }

  /** Stops feeding the device of a job that is being sent, or goes on. */
  suspend(job: number, suspended: boolean): void {
    for (const lane of this.#lanes.values()) lane.suspend(job, suspended)
  }

  /** Leaves out a document of a job that is being sent. */
  skip(job: number, document: number): void {
    for (const lane of this.#lanes.values()) lane.skip(job, document)
  }

  /** The jobs that are on devices. */
  get running(): readonly number[] {
    return [...this.#lanes.values()].flatMap((lane) => lane.current?.job ?? [])
  }

  /** Another queue's job that a printer's device is busy with. */
  deviceBusyWith(printer: string): number | undefined {
    const current = this.#byPrinter.get(printer)?.current
    return current === undefined || current.printer === printer ? undefined : current.job
  }

  /** Ends every delivery. A device that does not let go is left: its attempt stays open in the journal, as after a crash. */
  async close(): Promise<void> {
    this.#started = false
    this.#relief.close()
    await withPatience(Promise.all([...this.#lanes.values()].map((lane) => lane.close())))
  }
}

async function withPatience(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience)
  })
  await Promise.race([work, enough])
  clearTimeout(timer)
}
