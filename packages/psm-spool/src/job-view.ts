/** Jobs as callers see them: the stored row, and what is known only while it waits or prints. */
import { dateTime, isTerminal, JobState, keyword, name, type Attributes, type Job } from '@platen/papi'
import { lockOf } from './lock.js'
import type { PrinterBoard } from './printer-board.js'
import type { JobRow } from './store/rows.js'
import { ticketFromJson } from './ticket-json.js'
import { whyPending } from './why-pending.js'

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

  constructor(printers: PrinterBoard, deviceBusyWith: (printer: string) => number | undefined) {
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
      ...(row.password === '' ? {} : { releaseAction: lockOf(row.password) === 'owner' ? ('owner-authorized' as const) : ('job-password' as const) }),
      ticket: ticketOf(row),
    }
  }

  #reasons(row: JobRow): string[] {
    const reasons = row.reasons === '' ? [] : row.reasons.split(' ')
    if (row.state === JobState.pending && this.#printers.has(row.printer) && this.#printers.obstacles(row.printer).stopped) reasons.push('printer-stopped')
    // Why its device keeps it waiting. That the printer has stopped is the state machine's to say.
    if (isPrinting(row) && this.#printers.has(row.printer)) reasons.push(...(this.#printers.report(row.printer)?.jobReasons ?? []).filter((one) => one !== 'printer-stopped' && !reasons.includes(one)))
    if (isTerminal(row.state) && row.kept === 1 && row.documents > 0) reasons.push('job-restartable')
    return reasons
  }

  #message(row: JobRow, jobsBefore: number | undefined): string {
    if (row.state !== JobState.pending && row.state !== JobState.pendingHeld) {
      const saying = row.message === '' && isPrinting(row) && this.#printers.has(row.printer) ? (this.#printers.report(row.printer)?.message ?? '') : row.message
      return [row.notice, saying].filter((one) => one !== '').join(' ')
    }
    const { deactivated, shutDown, paused, trouble } = this.#printers.has(row.printer) ? this.#printers.obstacles(row.printer) : { deactivated: undefined, shutDown: undefined, paused: undefined, trouble: '' }
    return whyPending({
      open: row.open === 1,
      held: row.state === JobState.pendingHeld,
      holdUntil: row.holdUntil.startsWith('@') ? '' : row.holdUntil,
      locked: row.locked === 1 ? lockOf(row.password) : 'none',
      heldNew: row.heldNew === 1,
      deactivated,
      shutDown,
      releaseTime: row.releaseAt === null ? '' : new Date(row.releaseAt).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' }),
      message: row.message,
      notice: row.notice,
      paused,
      trouble,
      jobsBefore,
      deviceBusyWith: this.#deviceBusyWith(row.printer),
    })
  }
}

/** A job's ticket, with what holds it now: a hold may have come, changed or gone since it was made (RFC 8011 sections 4.3.5, 4.3.6). */
function ticketOf(row: JobRow): Attributes {
  const ticket = ticketFromJson(row.ticket)
  if (isTerminal(row.state)) return ticket
  ticket.delete('job-hold-until')
  ticket.delete('job-hold-until-time')
  if (row.holdUntil.startsWith('@')) ticket.set('job-hold-until-time', dateTime(Number(row.holdUntil.slice(1))))
  else if (row.holdUntil !== '') ticket.set('job-hold-until', timeOfDay.test(row.holdUntil) ? name(row.holdUntil) : keyword(row.holdUntil))
  return ticket
}

/** CUPS's clients hold until a time of day, by a name. */
const timeOfDay = /^\d/

const isPrinting = (row: JobRow): boolean => row.state === JobState.processing || row.state === JobState.processingStopped
