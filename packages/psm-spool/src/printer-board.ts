/** What is known of each printer right now: its lasting state from the store, and what its device says. */
import { factsAfter, PapiError, saysStopped, type DeviceFacts, type DeviceReport, type EventChannel, type Printer } from '@platen/papi'
import type { Clock } from './clock.js'
import { printerStanding, type PrinterStanding } from './printer-state.js'
import type { Queue } from './spool.js'
import type { Reader } from './store/reader.js'
import { isAccepting, notAccepting } from './store/commands/accept-job.js'
import type { PrinterRow } from './store/rows.js'

/** A printer's changing facts. */
interface Entry {
  queue: Queue
  row: PrinterRow
  /** The job that is being sent. */
  printing: number | undefined
  report: DeviceReport | undefined
  /** What its device holds, as it was told last. */
  facts: DeviceFacts
  trouble: string
  /** As it was told last. */
  told: PrinterStanding
  changedAt: number
}

/** What keeps a printer's jobs from printing. */
export interface PrinterObstacles {
  readonly deactivated: { readonly message: string } | undefined
  readonly shutDown: { readonly message: string } | undefined
  readonly paused: { readonly message: string } | undefined
  readonly trouble: string
  readonly stopped: boolean
}

/** The printers of the service; tells events of their changes. What a delivery still says of a printer that was removed goes nowhere. */
export class PrinterBoard {
  readonly #entries = new Map<string, Entry>()
  readonly #reader: Reader
  readonly #events: EventChannel
  readonly #clock: Clock

  constructor(queues: Iterable<Queue>, rows: readonly PrinterRow[], reader: Reader, events: EventChannel, clock: Clock) {
    this.#reader = reader
    this.#events = events
    this.#clock = clock
    const byName = new Map(rows.map((row) => [row.name, row]))
    for (const queue of queues) {
      const row = byName.get(queue.definition.name)
      if (row === undefined) throw new PapiError('internal-error', `printer "${queue.definition.name}" is not in the store`)
      this.#put(queue, row)
    }
  }

  #put(queue: Queue, row: PrinterRow): void {
    const entry = { queue, row, printing: undefined, report: undefined, facts: {}, trouble: '', changedAt: row.stateChangedAt }
    this.#entries.set(row.name, { ...entry, told: standingOf(entry) })
  }

  /** A printer that is new. */
  add(queue: Queue, row: PrinterRow): void {
    this.#put(queue, row)
    this.#emit('printer-created', row.name)
  }

  /** A printer's definition is another. What its old device said is over if that is another. */
  replace(queue: Queue, row: PrinterRow): void {
    const entry = this.#entry(row.name)
    if (entry.queue.device !== queue.device) {
      entry.report = undefined
      entry.facts = {}
      entry.trouble = ''
    }
    entry.queue = queue
    entry.row = row
    this.#tell(entry)
    this.#emit('printer-config-changed', row.name)
  }

  /** A printer is gone. */
  remove(name: string): void {
    this.#emit('printer-deleted', name)
    this.#entries.delete(name)
  }

  #emit(type: 'printer-created' | 'printer-config-changed' | 'printer-deleted', name: string): void {
    if (this.#events.hasReaders) this.#events.emit({ type, time: this.#clock.now(), printer: this.printer(name) })
  }

  #entry(printer: string): Entry {
    const entry = this.#entries.get(printer)
    if (entry === undefined) throw new PapiError('not-found', `there is no printer "${printer}" here`)
    return entry
  }

  /** Whether there is such a printer. */
  has(printer: string): boolean {
    return this.#entries.has(printer)
  }

  /** Whether its jobs may print: it is neither paused, nor shut down, nor deactivated. */
  mayPrint(printer: string): boolean {
    const { row } = this.#entry(printer)
    return row.paused === 0 && row.shutdown === 0 && row.deactivated === 0
  }

  /** @throws PapiError `not-found`, or `not-accepting-jobs`, `service-unavailable` or `printer-is-deactivated` if it takes no new jobs */
  requireAccepting(printer: string): void {
    const { row } = this.#entry(printer)
    if (!isAccepting(row)) throw notAccepting(row)
  }

  /** What keeps its jobs from printing, for people. */
  obstacles(printer: string): PrinterObstacles {
    const { row, report, trouble } = this.#entry(printer)
    const saying = report !== undefined && saysStopped(report) ? report.message : ''
    return {
      deactivated: row.deactivated === 1 ? { message: row.deactivatedMessage } : undefined,
      shutDown: row.shutdown === 1 ? { message: row.shutdownMessage } : undefined,
      paused: row.paused === 1 ? { message: row.pauseMessage } : undefined,
      trouble: trouble === '' ? saying : trouble,
      stopped: row.deactivated === 1 || row.shutdown === 1 || row.paused === 1 || trouble !== '' || saying !== '',
    }
  }

  /** What its device said last. */
  report(printer: string): DeviceReport | undefined {
    return this.#entries.get(printer)?.report
  }

  /** The store has changed its row. */
  setRow(row: PrinterRow): void {
    const entry = this.#entries.get(row.name)
    if (entry === undefined) return
    const acceptance = isAccepting(entry.row) !== isAccepting(row)
    entry.row = row
    this.#tell(entry, acceptance)
  }

  /** A job of it is being sent, or none. */
  setPrinting(printer: string, job: number | undefined): void {
    const entry = this.#entries.get(printer)
    if (entry === undefined) return
    entry.printing = job
    this.#tell(entry)
  }

  /** Its device says something, or nothing is known of it. */
  setReport(printer: string, report: DeviceReport | undefined): void {
    const entry = this.#entries.get(printer)
    if (entry === undefined) return
    const alerts = entry.facts.alerts
    entry.facts = factsAfter(entry.facts, report)
    // One that is well and has no job of ours has nothing to say that people must read.
    const tells = report !== undefined && (report.reasons.length > 0 || saysStopped(report) || (entry.printing !== undefined && report.message !== ''))
    entry.report = tells ? report : undefined
    this.#tell(entry, JSON.stringify(entry.facts.alerts) !== JSON.stringify(alerts))
  }

  /** Why its queue waits before it tries the device again; empty if it does not. */
  setTrouble(printer: string, trouble: string): void {
    const entry = this.#entries.get(printer)
    if (entry === undefined) return
    entry.trouble = trouble
    this.#tell(entry)
  }

  /** The printer object. @throws PapiError `not-found` */
  printer(name: string): Printer {
    const entry = this.#entry(name)
    const { definition, settings, capabilities, formatExceptions, device } = entry.queue
    const [preferred = 'application/octet-stream'] = definition.formats
    return {
      name,
      info: definition.info,
      location: definition.location,
      makeAndModel: definition.makeAndModel,
      messageFromOperator: definition.messageFromOperator ?? '',
      uuid: definition.uuid,
      ...standingOf(entry),
      stateChangedAt: Math.max(entry.changedAt, entry.row.stateChangedAt),
      configChangedAt: entry.row.configChangedAt,
      isAcceptingJobs: isAccepting(entry.row),
      queuedJobCount: this.#reader.queued(name),
      deviceUri: device.uri,
      formats: definition.formats,
      defaultFormat: definition.formats.includes('application/octet-stream') ? 'application/octet-stream' : preferred,
      multipleDocuments: true,
      multipleOperationTimeOut: settings.multipleOperationTimeOut,
      capabilities,
      formatExceptions,
      deviceFacts: entry.facts,
    }
  }

  #tell(entry: Entry, always = false): void {
    const now = standingOf(entry)
    if (!always && sameStanding(now, entry.told)) return
    entry.told = now
    entry.changedAt = this.#clock.now()
    if (this.#events.hasReaders) this.#events.emit({ type: 'printer-state-changed', time: entry.changedAt, printer: this.printer(entry.row.name) })
  }
}

const sameStanding = (one: PrinterStanding, other: PrinterStanding): boolean =>
  one.state === other.state && one.stateMessage === other.stateMessage && one.stateReasons.join() === other.stateReasons.join()

function standingOf({ row, printing, report, trouble }: Pick<Entry, 'row' | 'printing' | 'report' | 'trouble'>): PrinterStanding {
  return printerStanding({
    paused: row.paused === 1,
    pauseMessage: row.pauseMessage,
    accepting: row.accepting === 1,
    acceptingMessage: row.acceptingMessage,
    holdsNew: row.holdNew === 1,
    holdNewMessage: row.holdNewMessage,
    shutDown: row.shutdown === 1,
    shutdownMessage: row.shutdownMessage,
    deactivated: row.deactivated === 1,
    deactivatedMessage: row.deactivatedMessage,
    printing: printing !== undefined,
    report,
    trouble,
  })
}
