/** `job-sheets`: the sheets that tell a job's pages from those of others (RFC 8011 section 5.2.3, PWG 5100.3). Pure. */
import type { Attributes } from '@platen/papi'

/** Where sheets of a job are printed. */
export interface JobSheets {
  readonly start: boolean
  readonly end: boolean
}

/** Keywords of `job-sheets`. `standard`, the site's own, is a sheet before the job. */
export const jobSheetsKeywords = ['none', 'standard', 'job-start-sheet', 'job-end-sheet', 'job-both-sheet'] as const

/**
 * The sheets that a job asks for; the printer's default where it says nothing.
 *
 * CUPS's clients name two: the sheet before the job and the one behind it. There `standard` is the sheet of its place.
 */
export function jobSheetsOf(ticket: Attributes, capabilities: Attributes): JobSheets {
  const asked = (ticket.has('job-sheets') ? ticket : capabilities).strings(ticket.has('job-sheets') ? 'job-sheets' : 'job-sheets-default')
  const both = asked.includes('job-both-sheet')
  return {
    start: both || asked.includes('job-start-sheet') || asked[0] === 'standard',
    end: both || asked.includes('job-end-sheet') || asked.slice(1).includes('standard'),
  }
}
