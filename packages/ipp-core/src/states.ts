/** The states of jobs and printers. */

/** `job-state` (RFC 8011 section 5.3.7). */
export const JobState = { pending: 3, pendingHeld: 4, processing: 5, processingStopped: 6, canceled: 7, aborted: 8, completed: 9 } as const
/** A value of `job-state`. */
export type JobState = (typeof JobState)[keyof typeof JobState]

/** `document-state` (PWG 5100.5 section 6.1.4). */
export const DocumentState = { pending: 3, processing: 5, processingStopped: 6, canceled: 7, aborted: 8, completed: 9 } as const
/** A value of `document-state`. */
export type DocumentState = (typeof DocumentState)[keyof typeof DocumentState]

/** `printer-state` (RFC 8011 section 5.4.11). */
export const PrinterState = { idle: 3, processing: 4, stopped: 5 } as const
/** A value of `printer-state`. */
export type PrinterState = (typeof PrinterState)[keyof typeof PrinterState]

/** Whether a job in that state never changes again (RFC 8011 section 5.3.7.2). */
export const isTerminal = (state: JobState): boolean => state >= JobState.canceled

const jobStateNames: Readonly<Record<JobState, string>> = {
  3: 'pending',
  4: 'pending-held',
  5: 'processing',
  6: 'processing-stopped',
  7: 'canceled',
  8: 'aborted',
  9: 'completed',
}

/** The keyword of a job state, `pending-held`. */
export const jobStateName = (state: JobState): string => jobStateNames[state]

const printerStateNames: Readonly<Record<PrinterState, string>> = { 3: 'idle', 4: 'processing', 5: 'stopped' }

/** The keyword of a printer state, `idle`. */
export const printerStateName = (state: PrinterState): string => printerStateNames[state]
