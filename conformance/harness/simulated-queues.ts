/** Queues on simulated printers that go wrong when told to: one printer for each queue, so that none remembers another's faults. */
import { createPrinterSimulator, type PrinterSimulator, type SimulatorOptions } from '@platen/printer-simulator'
import type { Document } from './documents.js'
import { allJobs, cancelJob, finished, job, jobInState, jobWithMessage, print, type ShownJob } from './jobs.js'
import { PlatenServer, type Queue } from './platen-server.js'
import { printerState, printerValues, printerWithReason, type ShownPrinter } from './printer-state.js'
import type { WorkFolder } from './work-folder.js'

/** The ways a document takes to a printer: by which protocol, and whether it is spooled. */
export const ways = ['socket', 'appsocket', 'socket, unspooled', 'appsocket, unspooled'] as const

/** One of {@link ways}. */
export type Way = (typeof ways)[number]

/** Whether the document is spooled on this way. */
export const isSpooled = (way: Way): boolean => !way.endsWith('unspooled')

/** A printer and its queues, one by each way. */
export interface Setting {
  readonly printer?: SimulatorOptions
  /** Options of the device, but for those that say where the printer is. */
  readonly device?: Queue['device-options']
  /** Options of the spool's queue. */
  readonly queue?: Queue['options']
  /** Seconds between two questions to a printer without a job. Default: as by default. */
  readonly watch?: number
  /** Default: all. */
  readonly ways?: readonly Way[]
}

/** Nothing waits long: a printer that is silent for a second is done, and one that takes nothing for a second stands still. */
const quick = { silence: 1, stall: 1 }

/** A server with a queue, and a printer behind it, for every setting and way. Disposing of it ends all. */
export class SimulatedQueues implements AsyncDisposable {
  readonly #open: AsyncDisposableStack
  readonly #queues: ReadonlyMap<string, SimulatedQueue>
  readonly server: PlatenServer

  private constructor(open: AsyncDisposableStack, server: PlatenServer, queues: ReadonlyMap<string, SimulatedQueue>) {
    this.#open = open
    this.#queues = queues
    this.server = server
  }

  /** @param mayLog - what the server may log, as {@link PlatenServer.start} takes it */
  static async start(work: WorkFolder, settings: Readonly<Record<string, Setting>>, mayLog?: RegExp): Promise<SimulatedQueues> {
    await using starting = new AsyncDisposableStack()
    const printers = new Map<string, { readonly way: Way; readonly printer: PrinterSimulator; readonly queue: Queue }>()
    for (const [setting, { printer: options, device, queue, watch, ways: some = ways }] of Object.entries(settings)) {
      for (const way of some) {
        const asks = way.startsWith('appsocket')
        const watched = watch === undefined ? {} : { 'status-interval': watch }
        const printer = starting.use(await createPrinterSimulator({ ...options, ...(asks ? { statusPort: 0 } : {}) }))
        const name = queueName(setting, way)
        printers.set(name, {
          way,
          printer,
          queue: {
            name,
            device: asks ? printer.uri.replace('socket:', 'appsocket:') : printer.uri,
            'device-options': {
              ...quick,
              ...(asks ? { statusport: printer.statusPort ?? 0 } : {}),
              ...(printer.snmpPort === undefined ? {} : { snmp: 'v2c', snmpport: printer.snmpPort }),
              ...device,
            },
            ...(isSpooled(way) ? { options: { ...queue, ...watched } } : { module: asks ? '@platen/psm-appsocket' : '@platen/psm-socket', options: watched }),
          },
        })
      }
    }
    const configuration = { queues: [...printers.values()].map(({ queue }) => queue) }
    const server = starting.use(await PlatenServer.start(work, configuration, mayLog === undefined ? {} : { mayLog }))
    const queues = new Map([...printers].map(([name, { way, printer }]) => [name, new SimulatedQueue(way, printer, server.uri(name))]))
    return new SimulatedQueues(starting.move(), server, queues)
  }

  /** The queue of a setting, by a way. */
  queue(setting: string, way: Way): SimulatedQueue {
    const queue = this.#queues.get(queueName(setting, way))
    if (queue === undefined) throw new Error(`there is no queue "${setting}" by ${way}`)
    return queue
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#open.disposeAsync()
  }
}

const queueName = (setting: string, way: Way): string => `${setting}-${way.replace(', ', '-')}`

/** A job on its way. */
export interface Sent {
  readonly id: number
  /** The answer to Print-Job: at once by a spool, else when the printer has it. */
  readonly answer: Promise<ShownJob>
}

/** A queue, and the printer behind it. */
export class SimulatedQueue {
  constructor(
    readonly way: Way,
    readonly printer: PrinterSimulator,
    readonly uri: string,
  ) {}

  /** Sends a document; resolves when there is a job, whatever becomes of it. */
  async send(document: Document): Promise<Sent> {
    const before = isSpooled(this.way) ? [] : await allJobs(this.uri)
    const answer = print(this.uri, document.path, document.format)
    answer.catch(() => undefined) // who waits for it sees it
    if (isSpooled(this.way)) return { id: (await answer).id, answer }
    // Unspooled, the answer comes last: until then the job is seen in the list only.
    for (const last = AbortSignal.timeout(25_000); !last.aborted; ) {
      const id = (await allJobs(this.uri)).find((one) => !before.includes(one))
      if (id !== undefined) return { id, answer }
    }
    throw new Error(`there is no new job by ${this.way}`)
  }

  /** Sends a document and waits for the end of its job. @throws Error if it is not taken */
  async print(document: Document): Promise<ShownJob> {
    return finished(this.uri, (await print(this.uri, document.path, document.format)).id)
  }

  readonly job = (id: number): Promise<ShownJob> => job(this.uri, id)
  readonly finished = (id: number): Promise<ShownJob> => finished(this.uri, id)
  /** The job when its `job-state-message` matches. */
  readonly saying = (id: number, message: RegExp): Promise<ShownJob> => jobWithMessage(this.uri, id, message)
  /** The job when its state is one of these enum numbers. */
  readonly inState = (id: number, state: string): Promise<ShownJob> => jobInState(this.uri, id, state)
  /** Cancels a job, as its user does; resolves when the server has answered. */
  readonly cancel = (id: number): Promise<void> => cancelJob(this.uri, id)
  readonly state = (): Promise<ShownPrinter> => printerState(this.uri)
  /** The values of an attribute of the printer, now. */
  readonly values = (attribute: string): Promise<readonly string[]> => printerValues(this.uri, attribute)
  /** The printer when one of its reasons matches. */
  readonly withReason = (reason: RegExp): Promise<ShownPrinter> => printerWithReason(this.uri, reason)
}
