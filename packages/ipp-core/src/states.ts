/** The states of jobs, documents and printers. */

/** `job-state` (RFC 8011 section 5.3.7). */
export const JobState = {
  /** It waits for its turn. */
  pending: 3,
  /** It waits for more than its turn: a time, its document, a person (`pending-held`). */
  pendingHeld: 4,
  /** It is being printed, or made ready to be. */
  processing: 5,
  /** It was being printed, and its printer cannot go on (`processing-stopped`). */
  processingStopped: 6,
  /** It was cancelled. It stays so, as the next two do. */
  canceled: 7,
  /** It could not be printed. */
  aborted: 8,
  /** It is printed. */
  completed: 9,
} as const
/** A value of `job-state`. */
export type JobState = (typeof JobState)[keyof typeof JobState]

/** `document-state` (PWG 5100.5 section 6.1.4). */
export const DocumentState = {
  /** It waits for its turn. */
  pending: 3,
  /** It is being printed, or made ready to be. */
  processing: 5,
  /** It was being printed, and its printer cannot go on (`processing-stopped`). */
  processingStopped: 6,
  /** It was cancelled. It stays so, as the next two do. */
  canceled: 7,
  /** It could not be printed. */
  aborted: 8,
  /** It is printed. */
  completed: 9,
} as const
/** A value of `document-state`. */
export type DocumentState = (typeof DocumentState)[keyof typeof DocumentState]

/** `printer-state` (RFC 8011 section 5.4.11). */
export const PrinterState = {
  /** Jobs that come are printed at once. */
  idle: 3,
  /** It prints; jobs that come wait. */
  processing: 4,
  /** It cannot print until somebody does something. */
  stopped: 5,
} as const
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
