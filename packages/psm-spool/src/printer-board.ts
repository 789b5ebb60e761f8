/** What is known of each printer right now: its lasting state from the store, and what its device says. */
import { factsAfter, PapiError, PrinterState, saysStopped, type DeviceFacts, type DeviceReport, type EventChannel, type Printer } from '@platen/papi'
import { classStanding, membersMessage, type Member } from './class-state.js'
import type { Clock } from './clock.js'
import { knownUntil, outageAfter, outageDenied, outageUnwatched, tryFor, type Outage } from './outage.js'
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
  /** Its device is down, or was when it was last heard of. */
  outage: Outage | undefined
  /** Since when it is found down without a break; `undefined` if nobody finds it so now. */
  downFrom: number | undefined
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
  /** Before that instant its jobs do not leave: a try that is under way may show that it is back. */
  readonly leaveFrom: number
  /** If it is only remembered, for nobody has tried it since: how that is known, and until when it counts. */
  readonly remembered: { readonly foundAt: number; readonly foundBy: number | undefined; readonly until: number } | undefined
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
      queue, row, printing: new Set<number>(), report: undefined, facts: {}, trouble: '', troubleOfSpool: false, outage: undefined, downFrom: undefined, formats: queue.definition.formats, changedAt: row.stateChangedAt,
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
      if (entry === undefined || entry.queue.members !== undefined) return { name, stopped: true, reasons: [], message: 'is not there', down: undefined }
      const { state, stateReasons, stateMessage } = this.#standing(entry)
      return { name, stopped: state === PrinterState.stopped, reasons: stateReasons, message: stateMessage, down: this.#deviceDown(entry) }
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
      entry.outage = undefined
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
    return !isStopped(this.#entry(printer).row)
  }

  /** Whether its device would print a job now, but for others that are on it: nothing has stopped it, and it is not down as far as is known. */
  isReady(printer: string): boolean {
    const entry = this.#entries.get(printer)
    return entry !== undefined && !isStopped(entry.row) && this.down(printer) === undefined && this.#standing(entry).state !== PrinterState.stopped
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

  /**
   * A printer whose device is down, as far as is known, or was a moment ago; or that its error policy has stopped for that. A class is
   * down if none of its members can print and one of them is down.
   */
  down(printer: string): Down | undefined {
    const entry = this.#entries.get(printer)
    if (entry?.queue.members === undefined) return entry && this.#deviceDown(entry)
    const members = this.#membersOf(entry)
    const down = members.flatMap((one) => one.down ?? [])
    if (down.length === 0 || !members.every((one) => one.stopped || one.down !== undefined)) return undefined
    const why = membersMessage(members)
    const { remembered } = down.find((one) => one.remembered !== undefined) ?? { remembered: undefined }
    return { since: Math.max(...down.map((one) => one.since)), why: why === '' ? (down[0]?.why ?? '') : why, leaveFrom: Math.max(...down.map((one) => one.leaveFrom)), remembered }
  }

  /** The same, if its jobs may go elsewhere for it: what a person has stopped waits for a person. */
  downForJobs(printer: string): Down | undefined {
    const row = this.#entries.get(printer)?.row
    if (row === undefined || row.shutdown === 1 || row.deactivated === 1 || (row.paused === 1 && row.downSince === null)) return undefined
    return this.down(printer)
  }

  /** Since when a printer's device is down if it is found so now. */
  downSinceIfFound(printer: string): number {
    const now = this.#clock.now()
    const entry = this.#entries.get(printer)
    return entry?.queue.members === undefined ? outageAfter(entry?.outage, { why: '', foundAt: now, foundBy: undefined }).since : (this.down(printer)?.since ?? now)
  }

  #deviceDown({ row, outage, downFrom, trouble, report }: Entry): Down | undefined {
    if (row.paused === 1 && row.downSince !== null) return { since: row.downSince, why: outage?.why ?? row.pauseMessage, leaveFrom: row.downSince, remembered: undefined }
    if (outage === undefined) return undefined
    const { since, foundAt, foundBy } = outage
    if (downFrom !== undefined) {
      const isTried = trouble === '' && report !== undefined && isConnecting(report)
      return { since, why: outage.why, leaveFrom: isTried && since < downFrom ? downFrom + tryFor : since, remembered: undefined }
    }
    const until = knownUntil(outage)
    return this.#clock.now() < until ? { since, why: outage.why, leaveFrom: since, remembered: { foundAt, foundBy, until } } : undefined
  }

  /** A printer's device takes octets, or somebody says that it will: what is remembered of it is over. */
  reached(printer: string): void {
    const entry = this.#entries.get(printer)
    if (entry === undefined) return
    const wasDown = this.#deviceDown(entry) !== undefined
    entry.outage = undefined
    if (wasDown) this.#watcher(printer)
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
    // Somebody says that it prints again: what was known before counts no more.
    if (isStopped(entry.row) && !isStopped(row)) entry.outage = undefined
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
    const saidDown = entry.report !== undefined && saysDown(entry.report)
    entry.facts = factsAfter(entry.facts, report)
    // One that is well and has no job of ours has nothing to say that people must read.
    const tells = report !== undefined && (report.reasons.length > 0 || saysStopped(report) || (entry.printing.size > 0 && report.message !== ''))
    entry.report = tells ? report : undefined
    if (entry.outage !== undefined && report === undefined) entry.outage = outageUnwatched(entry.outage, saidDown && entry.trouble === '', this.#clock.now())
    else if (entry.outage !== undefined && report !== undefined && !saysDown(report) && entry.trouble === '') entry.outage = entry.printing.size > 0 ? undefined : outageDenied(entry.outage, this.#clock.now())
    this.#tell(entry, JSON.stringify(entry.facts.alerts) !== JSON.stringify(alerts))
  }

  /** A job could not be given to its device. @param why - for people */
  foundDown(printer: string, why: string, job: number): void {
    const entry = this.#entries.get(printer)
    if (entry !== undefined) entry.outage = outageAfter(entry.outage, { why, foundAt: this.#clock.now(), foundBy: job })
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
    const { definition, settings, capabilities, formatExceptions, device, members, options } = entry.queue
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
      options,
      deviceFacts: entry.facts,
    }
  }

  /** Notes that a device is down, and since when. */
  #follow(entry: Entry): void {
    if (!isDown(entry)) {
      entry.downFrom = undefined
      return
    }
    const now = this.#clock.now()
    // The job that found it is about to leave, or has left.
    const foundBy = [...entry.printing][0] ?? (entry.downFrom === undefined ? undefined : entry.outage?.foundBy)
    entry.downFrom ??= now
    // What a job has found is noted already.
    if (entry.trouble !== '' && !entry.troubleOfSpool && entry.outage !== undefined) return
    entry.outage = outageAfter(entry.outage, { why: entry.report?.message ?? entry.trouble, foundAt: now, foundBy })
  }

  #tell(entry: Entry, always = false): void {
    const { name } = entry.row
    if (entry.queue.members === undefined) this.#follow(entry)
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

/** Whether its jobs do not print for what a person, or its error policy, has done. */
const isStopped = ({ paused, shutdown, deactivated }: PrinterRow): boolean => paused === 1 || shutdown === 1 || deactivated === 1

const isConnecting = ({ reasons }: DeviceReport): boolean => reasons.some((one) => one.startsWith('connecting-to-device'))

const saysDown = (report: DeviceReport): boolean => saysStopped(report) || isConnecting(report)

/** Whether its device takes no jobs, by what is known. */
const isDown = ({ report, trouble, troubleOfSpool }: Pick<Entry, 'report' | 'trouble' | 'troubleOfSpool'>): boolean =>
  (trouble !== '' && !troubleOfSpool) || (report !== undefined && saysDown(report))

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
