/** Takes a job into the spool: its row, its document if it has one, in one transaction. */
import { JobState, PapiError } from '@platen/papi'
import { firstStanding, type Hold } from '../../job-state-machine.js'
import { lockOf } from '../../lock.js'
import { ticketFields, type TicketDefaults } from '../../ticket-fields.js'
import { ticketFromJson } from '../../ticket-json.js'
import type { JobRow, PrinterRow } from '../rows.js'
import type { NewDocument } from '../tables.js'
import { changedRow, type Work } from './apply-event.js'

/** What is said of a job when it is made. */
export interface NewJob {
  readonly id: number
  readonly printer: string
  readonly name: string
  readonly user: string
  readonly host: string
  readonly ticket: string
  readonly hold?: Hold
  /** Its password, sealed; or that its owner releases it. */
  readonly password?: string
  /** What holds where its ticket does not say. */
  readonly defaults: TicketDefaults
  readonly openUntil?: number
  readonly at: number
}

/** Makes a job; open if `openUntil` is given, else of one document. */
export interface AcceptJob extends NewJob {
  readonly type: 'accept-job'
  readonly document?: NewDocument
}

/** The refusal of a printer that takes no new jobs. */
export function notAccepting({ name, acceptingMessage, shutdown, shutdownMessage, deactivated, deactivatedMessage }: PrinterRow): PapiError {
  if (deactivated === 1) return new PapiError('printer-is-deactivated', `printer "${name}" is deactivated${deactivatedMessage === '' ? '' : `: ${deactivatedMessage}`}`)
  if (shutdown === 1) return new PapiError('service-unavailable', `printer "${name}" is shut down${shutdownMessage === '' ? '' : `: ${shutdownMessage}`}`)
  return new PapiError('not-accepting-jobs', `printer "${name}" accepts no jobs now${acceptingMessage === '' ? '' : `: ${acceptingMessage}`}`)
}

/** Whether a printer takes new jobs. */
export const isAccepting = ({ accepting, shutdown, deactivated }: PrinterRow): boolean => accepting === 1 && shutdown === 0 && deactivated === 0

export function acceptJob(work: Work, command: AcceptJob): JobRow {
  const { tables } = work
  const { document } = command
  const job = insertNewJob(work, command, { octets: document?.octets ?? 0, documents: document === undefined ? 0 : 1, format: document?.format ?? null })
  if (document !== undefined) tables.insertDocument(job.id, 1, document, command.at)
  return job
}

/** Writes a new job's row, and tells of it. @throws PapiError if its printer takes no new jobs */
export function insertNewJob({ tables, effects }: Work, command: NewJob, documents: Pick<JobRow, 'octets' | 'documents' | 'format'>): JobRow {
  const printer = tables.printer(command.printer)
  if (!isAccepting(printer)) throw notAccepting(printer)
  const fields = ticketFields(ticketFromJson(command.ticket), command.defaults)
  const { password = '' } = command
  const blank: JobRow = {
    id: command.id,
    printer: command.printer,
    name: command.name,
    user: command.user,
    host: command.host,
    state: JobState.pending,
    reasons: '',
    message: '',
    notice: '',
    promoted: 0,
    createdAt: command.at,
    processingAt: null,
    completedAt: null,
    octetsProcessed: 0,
    impressions: 0,
    ...documents,
    ticket: command.ticket,
    open: 0,
    openUntil: command.openUntil ?? null,
    holdUntil: '',
    releaseAt: null,
    cancelBy: null,
    part: 0,
    startSheet: 0,
    brokenSends: 0,
    kept: 1,
    absent: 0,
    ...fields,
    queuePriority: fields.priority,
    place: command.id,
    heldNew: 0,
    locked: 0,
    password,
    suspendedBy: null,
    cancelAt: null,
    retainUntil: null,
    canceledDocuments: 0,
  }
  const job = changedRow(blank, firstStanding(command.openUntil !== undefined, command.hold, { heldNew: printer.holdNew === 1, lock: lockOf(password) }), command.at)
  tables.insertJob(job)
  tables.tell(job, command.at, 'create')
  effects.push({ type: 'job-created', job })
  return job
}
