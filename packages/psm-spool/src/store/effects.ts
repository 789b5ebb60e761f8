/** What committed commands have changed: events and the scheduler live on these. */
import type { JobRow, PrinterRow } from './rows.js'

/** One change, with the row as it was committed. */
export type Effect =
  | { readonly type: 'job-created' | 'job-state-changed' | 'job-completed' | 'job-config-changed'; readonly job: JobRow }
  /** A job that has left one queue for another. */
  | { readonly type: 'job-moved'; readonly job: JobRow; readonly from: string }
  /** A document that is not to be sent any more. */
  | { readonly type: 'document-canceled'; readonly job: JobRow; readonly document: number }
  | { readonly type: 'printer'; readonly printer: PrinterRow }
  /** Jobs that are no longer there. */
  | { readonly type: 'jobs-purged'; readonly printer: string; readonly jobs: readonly number[] }
