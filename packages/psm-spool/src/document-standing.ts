/** A document's state, from its job's and from how far that has come (PWG 5100.5 section 6.1). Pure. */
import { DocumentState, isTerminal, JobState } from '@platen/papi'
import type { AttemptRow, DocumentRow, JobRow } from './store/rows.js'

/** State and reasons. */
export interface DocumentStanding {
  readonly state: DocumentState
  readonly reasons: readonly string[]
}

/** The state of a document of a job. A job sends its documents in order, all of them once for each copy; `part` counts what was sent. */
export function documentStanding(job: JobRow, document: Pick<DocumentRow, 'number' | 'canceledBy'>): DocumentStanding {
  if (document.canceledBy !== null) return { state: DocumentState.canceled, reasons: [`canceled-by-${document.canceledBy}`] }
  const index = document.number - 1
  const lastPart = (job.copies - 1) * job.documents + index
  if (job.part > lastPart || job.state === JobState.completed) return { state: DocumentState.completed, reasons: ['completed-successfully'] }
  switch (job.state) {
    case JobState.canceled:
      return { state: DocumentState.canceled, reasons: [job.reasons.includes('operator') ? 'canceled-by-operator' : 'canceled-by-user'] }
    case JobState.aborted:
      return { state: DocumentState.aborted, reasons: ['aborted-by-system'] }
    case JobState.processing:
    case JobState.processingStopped: {
      if (job.part % job.documents !== index) return { state: DocumentState.pending, reasons: ['queued'] }
      const winding = job.cancelBy === null ? [] : ['processing-to-stop-point']
      return { state: job.state === JobState.processing ? DocumentState.processing : DocumentState.processingStopped, reasons: ['outgoing', ...winding] }
    }
    default:
      return { state: DocumentState.pending, reasons: [] }
  }
}

/** When a document was sent, and how much of it its device took at last. */
export interface DocumentTimes {
  readonly processingAt: number | undefined
  readonly completedAt: number | undefined
  readonly octetsProcessed: number
}

/** The times of a document, from the journal of its job's sends since it began to print. */
export function documentTimes(job: JobRow, document: DocumentRow, attempts: readonly AttemptRow[]): DocumentTimes {
  const { state } = documentStanding(job, document)
  const since = job.processingAt
  const own = since === null ? [] : attempts.filter((one) => one.begunAt >= since && one.part >= 0 && one.part % job.documents === document.number - 1)
  const ended = isTerminal(state) ? (document.canceledAt ?? (state === DocumentState.completed ? own.at(-1)?.endedAt : undefined) ?? job.completedAt ?? undefined) : undefined
  return { processingAt: own[0]?.begunAt, completedAt: ended, octetsProcessed: own.at(-1)?.octets ?? 0 }
}
