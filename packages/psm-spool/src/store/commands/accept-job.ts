/** Takes a job into the spool: its row, its document if it has one, in one transaction. */
import { JobState, PapiError } from '@platen/papi'
import { firstStanding } from '../../job-state-machine.js'
import type { JobRow, PrinterRow } from '../rows.js'
import type { NewDocument } from '../tables.js'
import { changedRow, type Work } from './apply-event.js'

/** Makes a job; open if `openUntil` is given, else of one document. */
export interface AcceptJob {
  readonly type: 'accept-job'
  readonly id: number
  readonly printer: string
  readonly name: string
  readonly user: string
  readonly host: string
  readonly priority: number
  readonly ticket: string
  readonly hold?: { readonly until: string; readonly releaseAt: number | null }
  readonly document?: NewDocument
  readonly openUntil?: number
  readonly at: number
}

/** The refusal of a printer that takes no new jobs. */
export function notAccepting({ name, acceptingMessage }: PrinterRow): PapiError {
  return new PapiError('not-accepting-jobs', `printer "${name}" accepts no jobs now${acceptingMessage === '' ? '' : `: ${acceptingMessage}`}`)
}

export function acceptJob(work: Work, command: AcceptJob): JobRow {
  const { tables, effects } = work
  const printer = tables.printer(command.printer)
  if (printer.accepting === 0) throw notAccepting(printer)
  const { document } = command
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
    priority: command.priority,
    promoted: 0,
    createdAt: command.at,
    processingAt: null,
    completedAt: null,
    octets: document?.octets ?? 0,
    octetsProcessed: 0,
    impressions: 0,
    documents: document === undefined ? 0 : 1,
    format: document?.format ?? null,
    ticket: command.ticket,
    open: 0,
    openUntil: command.openUntil ?? null,
    holdUntil: '',
    releaseAt: null,
    cancelBy: null,
    part: 0,
    brokenSends: 0,
    kept: 1,
    absent: 0,
  }
  const job = changedRow(blank, firstStanding(command.openUntil !== undefined, command.hold), command.at)
  tables.insertJob(job)
  if (document !== undefined) tables.insertDocument(job.id, 1, document)
  tables.tell(job, command.at, 'create')
  effects.push({ type: 'job-created', job })
  return job
}
