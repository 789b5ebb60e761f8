/** What of a job's ticket the spooler itself carries out, as it is stored beside the ticket. Pure. */
import type { Attributes } from '@platen/papi'
import { retentionOf } from './retention-time.js'
import type { JobRow } from './store/rows.js'

/** `job-priority` where none is given (RFC 8011 section 5.2.1). */
export const defaultPriority = 50

/** `job-priority`, kept within 1 to 100. */
export function priorityOf(ticket: Attributes): number | undefined {
  const priority = ticket.integer('job-priority')
  return priority === undefined ? undefined : Math.min(Math.max(priority, 1), 100)
}

/**
 * The columns that follow from a ticket.
 *
 * @param cancelAfter - `job-cancel-after` where the ticket has none, seconds; `null`: no limit
 */
export function ticketFields(ticket: Attributes, cancelAfter: number | null): Pick<JobRow, 'priority' | 'cancelAfter' | 'retain' | 'proof'> {
  const limit = ticket.integer('job-cancel-after')
  return {
    priority: priorityOf(ticket) ?? defaultPriority,
    cancelAfter: limit === undefined ? cancelAfter : limit <= 0 ? null : limit,
    retain: retentionOf(ticket),
    proof: ticket.has('proof-print') ? 1 : 0,
  }
}
