/** `which-jobs` (RFC 8011 section 4.2.6.1, PWG 5100.7): each keyword with what it asks of the store. */
import type { JobFilter } from '@platen/papi'

/**
 * What each keyword means. `nothing`: jobs of a kind that is never made here, so the true answer is an empty list; IPP/2.2
 * asks for the keyword all the same.
 */
const meanings = {
  completed: 'completed',
  'not-completed': 'not-completed',
  all: 'all',
  'proof-print': 'nothing',
} as const satisfies Readonly<Record<string, NonNullable<JobFilter['which']> | 'nothing'>>

/** `which-jobs-supported`. */
export const whichJobsSupported: readonly string[] = Object.keys(meanings)

/** What a keyword asks for; `undefined` if it is not supported. */
export function whichJobs(keyword: string): NonNullable<JobFilter['which']> | 'nothing' | undefined {
  return Object.hasOwn(meanings, keyword) ? meanings[keyword as keyof typeof meanings] : undefined
}
