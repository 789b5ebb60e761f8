/** What is done to one document of a job: its name changes, or it is left out (PWG 5100.5). */
import { isTerminal, jobStateName, PapiError } from '@platen/papi'
import { documentStanding } from '../../document-standing.js'
import type { DocumentRow, JobRow } from '../rows.js'
import { applyEvent, authorize, type Asker, type Work } from './apply-event.js'
import { askedBy } from './origin.js'

/** Leaves a document out of an unfinished job. */
export interface CancelDocument {
  readonly type: 'cancel-document'
  readonly job: number
  readonly document: number
  readonly by: Asker
  readonly at: number
}

/** Changes a document's name. */
export interface ModifyDocument {
  readonly type: 'modify-document'
  readonly job: number
  readonly document: number
  readonly by: Asker
  readonly name: string
  readonly at: number
}

/** Writes down the digest of a document in a file, for all jobs that share it. */
export interface KeepDigest {
  readonly type: 'keep-digest'
  readonly file: string
  /** SHA-256. */
  readonly digest: Uint8Array
}

export function keepDigest({ tables }: Work, { file, digest }: KeepDigest): undefined {
  tables.statement('UPDATE documents SET digest = ? WHERE file = ?').run(digest, file)
}

function unfinishedDocument({ tables }: Work, { job: id, document: number, by }: CancelDocument | ModifyDocument, deed: string): { job: JobRow; document: DocumentRow } {
  const job = tables.job(id)
  authorize(job, by)
  const document = tables.document(id, number)
  const refused = (why: string) => new PapiError('not-possible', `document ${number} of job ${id} cannot be ${deed}: ${why}`)
  if (isTerminal(job.state)) throw refused(`the job is ${jobStateName(job.state)}`)
  const { state } = documentStanding(job, document)
  if (isTerminal(state)) throw refused(`it is ${jobStateName(state)} already`)
  if (deed !== 'canceled' && state !== 3) throw refused('it is printing')
  return { job, document }
}

export function cancelDocument(work: Work, command: CancelDocument): JobRow {
  const { tables, effects } = work
  const { job, document } = unfinishedDocument(work, command, 'canceled')
  const by = command.by.user === job.user ? 'user' : 'operator'
  tables.statement('UPDATE documents SET canceledBy = ?, canceledAt = ? WHERE job = ? AND number = ?').run(by, command.at, job.id, document.number)
  const changed: JobRow = { ...job, canceledDocuments: job.canceledDocuments + 1 }
  tables.updateJob(changed)
  const origin = askedBy(job, command.by)
  tables.tell(changed, command.at, 'cancel-document', { ...origin, cause: `Document ${document.number} was left out.` })
  effects.push({ type: 'document-canceled', job: changed, document: document.number })
  // An open job may get others yet.
  if (changed.open === 1 || changed.canceledDocuments < changed.documents) return changed
  return applyEvent(work, changed, { type: 'cancel', by, message: 'All its documents were canceled.' }, command.at, origin)
}

export function modifyDocument(work: Work, command: ModifyDocument): JobRow {
  const { job, document } = unfinishedDocument(work, command, 'changed')
  work.tables.statement('UPDATE documents SET name = ? WHERE job = ? AND number = ?').run(command.name, job.id, document.number)
  work.tables.tell(job, command.at, 'modify-document', askedBy(job, command.by))
  work.effects.push({ type: 'job-config-changed', job })
  return job
}
