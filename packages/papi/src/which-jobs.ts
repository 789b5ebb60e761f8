/** `which-jobs`: the kinds of jobs that listings know (RFC 8011 section 4.2.6.1, PWG 5100.7, PWG 5100.11). */
import { isTerminal, JobState } from '@platen/ipp-core'

/** The values of `which-jobs` that every print service lists: `which-jobs-supported` derives from this. */
export const whichJobs = ['completed', 'not-completed', 'all', 'aborted', 'canceled', 'pending', 'pending-held', 'processing', 'processing-stopped', 'proof-print'] as const

/** A value of `which-jobs`. */
export type WhichJobs = (typeof whichJobs)[number]

/** Whether that is a value of `which-jobs` that is listed here. */
export const isWhichJobs = (keyword: string): keyword is WhichJobs => whichJobs.some((one) => one === keyword)

/** The one state of the jobs that a value stands for; `undefined` if it does not stand for a state. */
export const stateOfWhichJobs: Readonly<Record<WhichJobs, JobState | undefined>> = {
  completed: undefined,
  'not-completed': undefined,
  all: undefined,
  aborted: JobState.aborted,
  canceled: JobState.canceled,
  pending: JobState.pending,
  'pending-held': JobState.pendingHeld,
  processing: JobState.processing,
  'processing-stopped': JobState.processingStopped,
  'proof-print': undefined,
}

/**
 * Whether a job is of the jobs that a value stands for. `completed` stands for every job that has ended, however.
 *
 * @param isProof - whether it was made with `proof-print`
 */
export function isOfWhichJobs(which: WhichJobs, state: JobState, isProof: boolean): boolean {
  if (which === 'all') return true
  if (which === 'proof-print') return isProof
  if (which === 'completed' || which === 'not-completed') return isTerminal(state) === (which === 'completed')
  return stateOfWhichJobs[which] === state
}
