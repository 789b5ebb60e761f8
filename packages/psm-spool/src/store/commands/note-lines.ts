/** What a printer said, for the timeline of its job. */
import type { PrinterLine } from '@platen/papi'
import type { Work } from './apply-event.js'

/** Lines of a printer. */
export interface NoteLines {
  readonly type: 'note-lines'
  readonly job: number
  readonly lines: readonly PrinterLine[]
  /** The attempt in which they were said, if it had begun. */
  readonly attempt?: number
}

export function noteLines({ tables }: Work, { job: id, lines, attempt }: NoteLines): void {
  const job = tables.findJob(id)
  // Purged a moment ago: it needs them no more.
  if (job !== undefined) tables.tellLines(job, lines, attempt)
}
