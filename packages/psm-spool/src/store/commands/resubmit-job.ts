/** Makes a new job of the documents of a finished one. Documents in files are not copied: both jobs name the file. */
import { isTerminal, jobStateName, PapiError } from '@platen/papi'
import type { JobRow } from '../rows.js'
import { insertNewJob, type NewJob } from './accept-job.js'
import { authorize, type Asker, type Work } from './apply-event.js'

/** The new job, and the job whose documents it gets; its name, printer and password are that job's. */
export interface ResubmitJob extends Omit<NewJob, 'printer' | 'name' | 'password' | 'openUntil'> {
  readonly type: 'resubmit-job'
  readonly source: number
  readonly by: Asker
  readonly name?: string
}

export function resubmitJob(work: Work, command: ResubmitJob): JobRow {
  const { tables } = work
  const source = tables.job(command.source)
  authorize(source, command.by)
  const refused = (why: string) => new PapiError('not-possible', `job ${source.id} cannot be printed again as a new job: ${why}`)
  if (!isTerminal(source.state)) throw refused(`it is ${jobStateName(source.state)}`)
  const documents = tables.documents(source.id).filter((one) => one.canceledBy === null)
  const [first] = documents
  if (source.kept === 0 || first === undefined) throw refused('its documents are no longer kept')
  const job = insertNewJob(
    work,
    { ...command, printer: source.printer, name: command.name ?? source.name, password: source.password },
    { octets: documents.reduce((sum, one) => sum + one.octets, 0), documents: documents.length, format: first.format },
  )
  const copy = tables.statement(
    `INSERT INTO documents (job, number, name, format, octets, content, file, naturalLanguage, digest, createdAt)
     SELECT ?, ?, name, format, octets, content, file, naturalLanguage, digest, ? FROM documents WHERE job = ? AND number = ?`,
  )
  for (const [at, document] of documents.entries()) copy.run(job.id, at + 1, command.at, source.id, document.number)
  return job
}
