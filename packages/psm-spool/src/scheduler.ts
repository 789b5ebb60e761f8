/** Gives each device its jobs. Queues that name the same device share its lane. */
import { Lane } from './lane.js'
import type { Queue, Spool } from './spool.js'

/** How long closing waits for devices to let go, milliseconds. */
const patience = 5000

/** The lanes of all devices. */
export class Scheduler {
  readonly #spool: Spool
  /** By device. */
  readonly #lanes = new Map<string, Lane>()
  readonly #byPrinter = new Map<string, Lane>()
  #started = false

  constructor(spool: Spool) {
    this.#spool = spool
    for (const queue of spool.queues.values()) this.put(queue)
  }

  /** A queue is there, or is another now than before on the same device. */
  put(queue: Queue): void {
    const key = deviceKey(queue)
    const lane = this.#lanes.get(key) ?? new Lane(this.#spool, [])
    this.#lanes.set(key, lane)
    this.#byPrinter.set(queue.definition.name, lane)
    lane.put(queue)
    if (this.#started) lane.start()
  }

  /** A queue prints nothing more on its device. Resolves when the device has let go of its job, or time is up. */
  async release(printer: string): Promise<void> {
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
    if (this.#started) this.#byPrinter.get(printer)?.wake()
  }

  /** A printer is to go on now, however long its device could not be reached. */
  tryNow(printer: string): void {
    if (this.#started) this.#byPrinter.get(printer)?.tryNow()
  }

  /** What was known of a printer's device is forgotten, unless a job is on it. */
  forget(printer: string): void {
    if (this.#started) this.#byPrinter.get(printer)?.forget()
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

/** What makes two queues' devices the same: where it is, whatever options its URI carries. */
function deviceKey({ definition }: Queue): string {
  const url = new URL(definition.device)
  return `${url.protocol}//${url.host}${url.pathname}`
}
