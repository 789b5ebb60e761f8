/** Jobs as callers see them: the stored row, and what is known only while it waits or prints. */
import { dateTime, isTerminal, JobState, keyword, name, type Attributes, type Job } from '@platen/papi'
import type { Outlook } from './fallback.js'
import { holdKeywords, standardPeriods } from './hold-until.js'
import { lockOf } from './lock.js'
import type { PrinterBoard, PrinterObstacles } from './printer-board.js'
import { queuesIn } from './store/commands/move-job.js'
import type { JobRow } from './store/rows.js'
import { ticketFromJson } from './ticket-json.js'
import { whyPending, type WaitingFacts } from './why-pending.js'

/** What a delivery under way adds to its job. */
export interface Progress {
  readonly octets: number
  /** Impressions of the whole job, as far as the device tells. */
  readonly impressions: number
}

/** Makes job objects. */
export class JobView {
  readonly #printers: PrinterBoard
  /** Jobs that are being sent, by id. */
  readonly #progress = new Map<number, Progress>()
  /** The job each device is busy with, as the scheduler sees it. */
  readonly #deviceBusyWith: (printer: string) => number | undefined
  /** What is to come of a job whose device is down. */
  readonly #outlook: (job: JobRow) => Outlook | undefined

  constructor(printers: PrinterBoard, deviceBusyWith: (printer: string) => number | undefined, outlook: (job: JobRow) => Outlook | undefined) {
    this.#outlook = outlook
    this.#printers = printers
    this.#deviceBusyWith = deviceBusyWith
  }

  /** Notes how far a delivery is; `undefined` when it has ended. */
  setProgress(job: number, progress: Progress | undefined): void {
    if (progress === undefined) this.#progress.delete(job)
    else this.#progress.set(job, progress)
  }

  /**
   * A job.
   *
   * @param jobsBefore - unfinished jobs that print before it, if that was counted
   */
  job(row: JobRow, jobsBefore?: number): Job {
    const progress = isPrinting(row) ? this.#progress.get(row.id) : undefined
    return {
      id: row.id,
      printer: row.printer,
      name: row.name,
      user: row.user,
      host: row.host,
      state: row.state,
      stateReasons: this.#reasons(row),
      stateMessage: this.#message(row, jobsBefore),
      priority: row.priority,
      createdAt: row.createdAt,
      ...(row.processingAt === null ? {} : { processingAt: row.processingAt }),
      ...(row.completedAt === null ? {} : { completedAt: row.completedAt }),
      octets: row.octets,
      octetsProcessed: progress?.octets ?? row.octetsProcessed,
      impressionsCompleted: progress?.impressions ?? row.impressions,
      documents: row.documents,
      ...(row.format === null ? {} : { documentFormat: row.format }),
      ...(jobsBefore === undefined || isTerminal(row.state) ? {} : { interveningJobs: jobsBefore }),
      ...(row.movedFrom === '' ? {} : { movedFrom: queuesIn(row.movedFrom) }),
      ...(row.assignedTo === '' ? {} : { outputDevice: row.assignedTo }),
      ...(row.password === '' ? {} : { releaseAction: lockOf(row.password) === 'owner' ? ('owner-authorized' as const) : ('job-password' as const) }),
      ticket: ticketOf(row),
    }
  }

  #reasons(row: JobRow): string[] {
    const reasons = row.reasons === '' ? [] : row.reasons.split(' ')
    if (row.state === JobState.pending && this.#printers.has(row.printer) && this.#printers.obstacles(row.printer).stopped) reasons.push('printer-stopped')
    // Why its device keeps it waiting. That the printer has stopped is the state machine's to say.
    if (isPrinting(row) && this.#printers.has(row.printer)) reasons.push(...(this.#printers.report(row.assignedTo === '' ? row.printer : row.assignedTo)?.jobReasons ?? []).filter((one) => one !== 'printer-stopped' && !reasons.includes(one)))
    if (isTerminal(row.state) && row.kept === 1 && row.documents > 0) reasons.push('job-restartable')
    return reasons
  }

  #fallbackOf(row: JobRow): WaitingFacts['fallback'] {
    const outlook = this.#outlook(row)
    return outlook && { next: outlook.next && { queue: outlook.next.queue, time: momentOf(outlook.next.at) }, obstacles: outlook.obstacles }
  }

  #message(row: JobRow, jobsBefore: number | undefined): string {
    if (row.state !== JobState.pending && row.state !== JobState.pendingHeld) {
      const saying = row.message === '' && isPrinting(row) && this.#printers.has(row.printer) ? (this.#printers.report(row.assignedTo === '' ? row.printer : row.assignedTo)?.message ?? '') : row.message
      return [noticeOf(row), saying].filter((one) => one !== '').join(' ')
    }
    const { deactivated, shutDown, paused, trouble, troubleOfSpool, downSince } = this.#printers.has(row.printer) ? this.#printers.obstacles(row.printer) : noObstacles
    return whyPending({
      open: row.open === 1,
      held: row.state === JobState.pendingHeld,
      holdUntil: row.holdUntil.startsWith('@') ? '' : row.holdUntil,
      locked: row.locked === 1 ? lockOf(row.password) : 'none',
      heldNew: row.heldNew === 1,
      deactivated,
      shutDown,
      releaseTime: row.releaseAt === null ? '' : momentOf(row.releaseAt),
      message: row.message,
      notice: noticeOf(row),
      paused,
      trouble,
      troubleOfSpool,
      downSince: downSince === undefined ? '' : momentOf(downSince),
      fallback: row.state === JobState.pending && downSince !== undefined ? this.#fallbackOf(row) : undefined,
      jobsBefore,
      deviceBusyWith: this.#deviceBusyWith(row.printer),
    })
  }
}

const noObstacles: PrinterObstacles = { deactivated: undefined, shutDown: undefined, paused: undefined, trouble: '', troubleOfSpool: false, downSince: undefined, stopped: false }

/** An instant as people read it. */
const momentOf = (at: number): string => new Date(at).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })

/** What stays true of a job: where it came from, and that it may be printed twice. */
const noticeOf = ({ moveNotice, notice }: JobRow): string => [moveNotice, notice].filter((one) => one !== '').join(' ')

/** A job's ticket, with what holds it now: a hold may have come, changed or gone since it was made (RFC 8011 sections 4.3.5, 4.3.6). */
function ticketOf(row: JobRow): Attributes {
  const ticket = ticketFromJson(row.ticket)
  if (isTerminal(row.state)) return ticket
  ticket.delete('job-hold-until')
  ticket.delete('job-hold-until-time')
  if (row.holdUntil.startsWith('@')) ticket.set('job-hold-until-time', dateTime(Number(row.holdUntil.slice(1))))
  else if (row.holdUntil !== '') ticket.set('job-hold-until', standardWords.includes(row.holdUntil) ? keyword(row.holdUntil) : name(row.holdUntil))
  return ticket
}

/** Anything else is a name: a time of day, as CUPS's clients send it, or a period of this server's own. */
const standardWords: readonly string[] = holdKeywords(standardPeriods)

const isPrinting = (row: JobRow): boolean => row.state === JobState.processing || row.state === JobState.processingStopped
