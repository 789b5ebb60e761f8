/** What is done to an open job: documents come, and its time is extended. */
import { isTerminal, jobStateName, PapiError } from '@platen/papi'
import type { QueueLimits } from '../../limits.js'
import type { JobRow } from '../rows.js'
import type { NewDocument } from '../tables.js'
import { requireRoom } from './accept-job.js'
import { authorize, type Asker, type Work } from './apply-event.js'
import { askedBy } from './origin.js'

/** Adds a document. */
export interface AddDocument {
  readonly type: 'add-document'
  readonly job: number
  readonly by: Asker
  readonly document: NewDocument
  readonly openUntil: number
  /** Default: none. */
  readonly limits?: QueueLimits
  readonly at: number
}

/** Checks, before a document is read, that it could be added. */
export interface CheckOpen {
  readonly type: 'check-open'
  readonly job: number
  readonly by: Asker
}

/** Lets an open job wait longer. Nothing if it is no longer open. */
export interface ExtendOpen {
  readonly type: 'extend-open'
  readonly job: number
  readonly openUntil: number
}

function openJob(job: JobRow, by: Asker): JobRow {
  authorize(job, by)
  if (isTerminal(job.state)) throw new PapiError('not-possible', `job ${job.id} takes no more documents: it is ${jobStateName(job.state)}`)
  if (job.open === 0) throw new PapiError('not-possible', `job ${job.id} takes no more documents: it is closed`)
  return job
}

export function checkOpen({ tables }: Work, command: CheckOpen): JobRow {
  return openJob(tables.job(command.job), command.by)
}

export function addDocument({ tables, effects }: Work, command: AddDocument): JobRow {
  const job = openJob(tables.job(command.job), command.by)
  const { document } = command
  requireRoom(tables, tables.printer(job.printer), command.limits, { user: job.user, octets: document.octets, jobOctets: job.octets + document.octets, isJob: false })
  const changed: JobRow = {
    ...job,
    documents: job.documents + 1,
    octets: job.octets + document.octets,
    format: job.format ?? document.format,
    openUntil: command.openUntil,
  }
  tables.insertDocument(job.id, changed.documents, document, command.at)
  tables.updateJob(changed)
  tables.tell(changed, command.at, 'add-document', askedBy(job, command.by))
  effects.push({ type: 'job-config-changed', job: changed })
  return changed
}

export function extendOpen({ tables }: Work, command: ExtendOpen): void {
  const job = tables.findJob(command.job)
  if (job?.open === 1) tables.updateJob({ ...job, openUntil: command.openUntil })
}
