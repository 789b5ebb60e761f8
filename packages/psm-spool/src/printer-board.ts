/** What is known of each printer right now: its lasting state from the store, and what its device says. */
import { factsAfter, PapiError, PrinterState, saysStopped, type DeviceFacts, type DeviceReport, type EventChannel, type Printer } from '@platen/papi'
import { classStanding, membersMessage, type Member } from './class-state.js'
import type { Clock } from './clock.js'
import type { PrinterNotes } from './printer-notes.js'
import { printerStanding, type PrinterStanding } from './printer-state.js'
import type { Queue } from './spool.js'
import type { Reader } from './store/reader.js'
import { isAccepting, notAccepting } from './store/commands/accept-job.js'
import type { PrinterRow } from './store/rows.js'

/** A printer's changing facts. */
interface Entry {
  queue: Queue
  row: PrinterRow
  /** The jobs that are being sent: one, but of a class. */
  readonly printing: Set<number>
  report: DeviceReport | undefined
  /** What its device holds, as it was told last. */
  facts: DeviceFacts
  trouble: string
  /** The trouble is the spool's, not the device's. */
  troubleOfSpool: boolean
  /** Since when its device is down. */
  downSince: number | undefined
  /** The formats of its definition that every member takes, if it is a class. */
  formats: readonly string[]
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
  /** The trouble is that the spool cannot be written. */
  readonly troubleOfSpool: boolean
  /** Since when the device is down. */
  readonly downSince: number | undefined
  readonly stopped: boolean
}

/** A device that is down. */
export interface Down {
  readonly since: number
  /** What is wrong, for people. */
  readonly why: string
}

/** Told when a printer's state is another, or may be. */
export type BoardWatcher = (printer: string) => void

/** The printers of the service; tells events of their changes. What a delivery still says of a printer that was removed goes nowhere. */
export class PrinterBoard {
  readonly #entries = new Map<string, Entry>()
  readonly #reader: Reader
  readonly #events: EventChannel
  readonly #clock: Clock
  readonly #notes: PrinterNotes
  #watcher: BoardWatcher = () => undefined

  constructor(queues: Iterable<Queue>, rows: readonly PrinterRow[], reader: Reader, events: EventChannel, clock: Clock, notes: PrinterNotes) {
    this.#notes = notes
    this.#reader = reader
    this.#events = events
    this.#clock = clock
    const byName = new Map(rows.map((row) => [row.name, row]))
    for (const queue of queues) {
      const row = byName.get(queue.definition.name)
      if (row === undefined) throw new PapiError('internal-error', `printer "${queue.definition.name}" is not in the store`)
      this.#put(queue, row)
    }
    this.#matchMembers()
    for (const entry of this.#entries.values()) entry.told = this.#standing(entry)
  }

  #put(queue: Queue, row: PrinterRow): void {
    const entry = {
      queue, row, printing: new Set<number>(), report: undefined, facts: {}, trouble: '', troubleOfSpool: false, downSince: undefined, formats: queue.definition.formats, changedAt: row.stateChangedAt,
    }
    this.#entries.set(row.name, { ...entry, told: this.#standing(entry) })
  }

  /** Tells one reader of every change. */
  watch(watcher: BoardWatcher): void {
    this.#watcher = watcher
  }

  #classesOf(member: string): Entry[] {
    return [...this.#entries.values()].filter(({ queue }) => queue.members?.includes(member) === true)
  }

  #membersOf({ queue }: Pick<Entry, 'queue'>): Member[] {
    return (queue.members ?? []).map((name) => {
      const entry = this.#entries.get(name)
      if (entry === undefined || entry.queue.members !== undefined) return { name, stopped: true, reasons: [], message: 'is not there', isDown: false, downSince: undefined }
      const { state, stateReasons, stateMessage } = this.#standing(entry)
      return { name, stopped: state === PrinterState.stopped, reasons: stateReasons, message: stateMessage, isDown: isDown(entry), downSince: entry.downSince }
    })
  }

  /** Queues came, went or changed. */
  #membersChanged(): void {
    this.#matchMembers()
    for (const entry of this.#entries.values()) if (entry.queue.members !== undefined) this.#tell(entry)
  }

  /** Classes take what every member takes. */
  #matchMembers(): void {
    for (const entry of this.#entries.values()) {
      if (entry.queue.members === undefined) continue
      const members = entry.queue.members.flatMap((name) => this.#entries.get(name)?.queue.definition.formats ?? [])
      const { formats } = entry.queue.definition
      const all = formats.filter((format) => members.filter((one) => one === format).length === entry.queue.members?.filter((name) => this.#entries.has(name)).length)
      // The same list as long as it is the same: the listener keeps what it has derived from it.
      if (all.join() !== entry.formats.join()) entry.formats = all.length === formats.length ? formats : all
    }
  }

  #standing(entry: Omit<Entry, 'told'>): PrinterStanding {
    return entry.queue.members === undefined ? standingOf(entry) : classStanding(standingOf(entry), this.#membersOf(entry))
  }

  /** A printer that is new. */
  add(queue: Queue, row: PrinterRow): void {
    this.#put(queue, row)
    this.#membersChanged()
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
    entry.formats = queue.definition.formats
    this.#tell(entry)
    this.#membersChanged()
    this.#emit('printer-config-changed', row.name)
  }

  /** A printer is gone. */
  remove(name: string): void {
    this.#emit('printer-deleted', name)
    this.#entries.delete(name)
    this.#membersChanged()
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
    const entry = this.#entry(printer)
    const { row, report, trouble } = entry
    const members = this.#membersOf(entry)
    const stopped = members.length > 0 && members.every((one) => one.stopped)
    const saying = stopped ? membersMessage(members) : report !== undefined && (saysStopped(report) || isConnecting(report)) ? report.message : ''
    return {
      deactivated: row.deactivated === 1 ? { message: row.deactivatedMessage } : undefined,
      shutDown: row.shutdown === 1 ? { message: row.shutdownMessage } : undefined,
      paused: row.paused === 1 ? { message: row.pauseMessage } : undefined,
      trouble: trouble === '' ? saying : trouble,
      troubleOfSpool: trouble !== '' && entry.troubleOfSpool,
      downSince: this.down(printer)?.since,
      stopped: row.deactivated === 1 || row.shutdown === 1 || row.paused === 1 || trouble !== '' || stopped || (report !== undefined && saysStopped(report)),
    }
  }

  /** Since when a printer's device is down; `undefined` if it is not, as far as is known. A class is down if none of its members can print and one of them is down. */
  down(printer: string): Down | undefined {
    const entry = this.#entries.get(printer)
    if (entry === undefined) return undefined
    if (entry.queue.members !== undefined) {
      const members = this.#membersOf(entry)
      const since = members.flatMap((one) => (one.isDown ? [one.downSince ?? this.#clock.now()] : []))
      return since.length > 0 && members.every((one) => one.stopped || one.isDown) ? { since: Math.max(...since), why: membersMessage(members) } : undefined
    }
    if (entry.downSince === undefined) return undefined
    return { since: entry.downSince, why: entry.trouble === '' ? (entry.report?.message ?? '') : entry.trouble }
  }

  /** Why a printer would not print a job now that came from another, for people; `undefined` if it would. */
  unready(printer: string): string | undefined {
    const entry = this.#entries.get(printer)
    if (entry === undefined) return 'is not there'
    const { row } = entry
    if (!isAccepting(row)) return 'accepts no jobs'
    if (row.paused === 1) return 'is paused'
    if (row.holdNew === 1) return 'holds new jobs'
    if (this.down(printer) !== undefined) return 'is down, too'
    return this.#standing(entry).state === PrinterState.stopped ? 'is stopped' : undefined
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

  /** A job of it, or on its device, is being sent. */
  beginPrinting(printer: string, job: number): void {
    const entry = this.#entries.get(printer)
    if (entry === undefined) return
    entry.printing.add(job)
    this.#tell(entry)
  }

  /** It is no longer being sent. */
  endPrinting(printer: string, job: number): void {
    const entry = this.#entries.get(printer)
    if (entry === undefined) return
    entry.printing.delete(job)
    this.#tell(entry)
  }

  /** Its device says something, or nothing is known of it. */
  setReport(printer: string, report: DeviceReport | undefined): void {
    const entry = this.#entries.get(printer)
    if (entry === undefined) return
    const alerts = entry.facts.alerts
    entry.facts = factsAfter(entry.facts, report)
    // One that is well and has no job of ours has nothing to say that people must read.
    const tells = report !== undefined && (report.reasons.length > 0 || saysStopped(report) || (entry.printing.size > 0 && report.message !== ''))
    entry.report = tells ? report : undefined
    this.#tell(entry, JSON.stringify(entry.facts.alerts) !== JSON.stringify(alerts))
  }

  /** Why its queue waits before it tries the device again; empty if it does not. */
  setTrouble(printer: string, trouble: string, isSpool = false): void {
    const entry = this.#entries.get(printer)
    if (entry === undefined) return
    entry.trouble = trouble
    entry.troubleOfSpool = isSpool
    this.#tell(entry)
  }

  /** The printer object. @throws PapiError `not-found` */
  printer(name: string): Printer {
    const entry = this.#entry(name)
    const { definition, settings, capabilities, formatExceptions, device, members } = entry.queue
    const { formats } = entry
    const [preferred = 'application/octet-stream'] = formats
    return {
      name,
      info: definition.info,
      location: definition.location,
      makeAndModel: definition.makeAndModel,
      messageFromOperator: definition.messageFromOperator ?? '',
      uuid: definition.uuid,
      ...this.#standing(entry),
      stateChangedAt: Math.max(entry.changedAt, entry.row.stateChangedAt),
      configChangedAt: entry.row.configChangedAt,
      isAcceptingJobs: isAccepting(entry.row),
      queuedJobCount: this.#reader.queued(name),
      deviceUri: device.uri,
      formats,
      ...(members === undefined ? {} : { members }),
      defaultFormat: formats.includes('application/octet-stream') ? 'application/octet-stream' : preferred,
      multipleDocuments: true,
      multipleOperationTimeOut: settings.multipleOperationTimeOut,
      capabilities,
      formatExceptions,
      deviceFacts: entry.facts,
    }
  }

  #tell(entry: Entry, always = false): void {
    const { name } = entry.row
    if (entry.queue.members === undefined && isDown(entry) !== (entry.downSince !== undefined)) entry.downSince = isDown(entry) ? this.#clock.now() : undefined
    const now = this.#standing(entry)
    const before = entry.told
    if (!always && sameStanding(now, before)) return
    entry.told = now
    entry.changedAt = this.#clock.now()
    this.#notes.changed(name, before, now, entry.changedAt)
    for (const one of this.#classesOf(name)) this.#tell(one)
    this.#watcher(name)
    if (this.#events.hasReaders) this.#events.emit({ type: 'printer-state-changed', time: entry.changedAt, printer: this.printer(entry.row.name) })
  }
}

const sameStanding = (one: PrinterStanding, other: PrinterStanding): boolean =>
  one.state === other.state && one.stateMessage === other.stateMessage && one.stateReasons.join() === other.stateReasons.join()

const isConnecting = ({ reasons }: DeviceReport): boolean => reasons.some((one) => one.startsWith('connecting-to-device'))

/** Whether its device takes no jobs, by what is known. */
const isDown = ({ report, trouble, troubleOfSpool }: Pick<Entry, 'report' | 'trouble' | 'troubleOfSpool'>): boolean =>
  (trouble !== '' && !troubleOfSpool) || (report !== undefined && (saysStopped(report) || isConnecting(report)))

function standingOf({ row, printing, report, trouble, troubleOfSpool }: Pick<Entry, 'row' | 'printing' | 'report' | 'trouble' | 'troubleOfSpool'>): PrinterStanding {
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
    printing: printing.size > 0,
    report,
    trouble,
    troubleOfSpool,
  })
}
