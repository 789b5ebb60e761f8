/** What is said of a delivery whose octets were all sent. */
import type { DeliveryResult } from '@platen/papi'
import type { Ending } from './finish.js'
import type { PageCount } from './page-counter.js'
import type { JobReport } from './status/job-report.js'

/** How a delivery ended, from all sides. */
export interface DeliveryFacts {
  readonly ending: Ending
  /** What the printer said of the job. */
  readonly job: JobReport
  /** What its page counter did meanwhile, if it is known. */
  readonly counted?: PageCount | undefined
  readonly octets: number
  readonly printer: string
  /** Milliseconds of silence that ended the wait, if they did. */
  readonly silence: number
  /** The last line the printer said. */
  readonly lastLine: string
}

/**
 * The result. All a raw connection proves is that the printer has the octets: whether they were printed is known only if
 * the printer says so.
 */
export function deliveryResult({ ending, job, counted, octets, printer, silence, lastLine }: DeliveryFacts): DeliveryResult {
  const said = `${counterText(counted)}${quoted(lastLine)}`
  const taken = ending.acknowledged ? `${printer} took ${octets} octets` : `${octets} octets were sent to ${printer}`
  const pages = job.pages === undefined ? {} : { impressions: job.pages }
  const printed = job.pages === undefined ? '' : ` (${job.pages} page${job.pages === 1 ? '' : 's'})`
  if (job.canceled !== undefined) {
    return { octets, outcome: 'canceled-at-device', reasons: job.reasons, message: `${taken}, but did not print them to the end${printed}: ${job.canceled}${counterText(counted)}`, ...pages }
  }
  if (job.failure !== undefined) {
    return { octets, outcome: 'aborted', reasons: job.reasons, message: `${taken}, but did not print them to the end${printed}: ${job.failure}${counterText(counted)}`, ...pages }
  }
  const reasons = job.reasons.length === 0 ? [] : ['job-completed-with-warnings', ...job.reasons]
  // A printer that reported the end of the job has printed it, however the connection ended.
  if (job.ended) return { octets, reasons, message: `${taken}, and reported the end of the job${printed}${said}`, ...pages }
  const unknown = `${ending.acknowledged ? 'delivered, but ' : ''}whether it printed is not known${said}`
  const warning = ['job-completed-with-warnings', ...job.reasons]
  switch (ending.how) {
    case 'closed':
    case 'reported':
      return { octets, reasons, message: `${taken}; it closed the connection${printed}${said}`, ...pages }
    case 'taken':
      return { octets, reasons, message: `${taken}; its close was not waited for${said}`, ...pages }
    case 'reset':
      return { octets, reasons: warning, message: `${taken}; then it reset the connection: ${unknown}`, ...pages }
    case 'silent':
      return { octets, reasons: warning, message: `${taken}; then it neither closed the connection nor said anything for ${silence / 1000} s: ${unknown}`, ...pages }
  }
}

/** What the counter did, as a part of a sentence. */
function counterText(counted: PageCount | undefined): string {
  if (counted === undefined) return ''
  const { before, after, unit, doubt } = counted
  return `; its counter of ${unit} went from ${before} to ${after}${doubt === undefined ? '' : ` (${doubt}: not all may be this document's)`}`
}

/** What a printer said, as the end of a sentence. */
export function quoted(line: string): string {
  return line === '' ? '' : `; it said "${line}"`
}
