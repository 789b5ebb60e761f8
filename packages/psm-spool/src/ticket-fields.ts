/** What of a job's ticket the spooler itself carries out, as it is stored beside the ticket. Pure. */
import type { Attributes } from '@platen/papi'
import { copiesOf } from './copies.js'
import { retentionOf } from './retention-time.js'
import type { JobRow } from './store/rows.js'

/** `job-priority` where none is given (RFC 8011 section 5.2.1). */
export const defaultPriority = 50

/** `job-priority`, kept within 1 to 100. */
export function priorityOf(ticket: Attributes): number | undefined {
  const priority = ticket.integer('job-priority')
  return priority === undefined ? undefined : Math.min(Math.max(priority, 1), 100)
}

/** What holds of a job whose ticket does not say (RFC 8011 section 5.2). */
export interface TicketDefaults {
  readonly priority: number
  readonly copies: number
  /** `job-cancel-after`, seconds; 0: no limit. */
  readonly cancelAfter: number
}

/** The `-default` attributes of a printer. */
export function ticketDefaults(capabilities: Attributes): TicketDefaults {
  return {
    priority: capabilities.integer('job-priority-default') ?? defaultPriority,
    copies: capabilities.integer('copies-default') ?? 1,
    cancelAfter: capabilities.integer('job-cancel-after-default') ?? 0,
  }
}

/** The columns that follow from a ticket. */
export function ticketFields(ticket: Attributes, defaults: TicketDefaults): Pick<JobRow, 'priority' | 'copies' | 'cancelAfter' | 'retain' | 'proof'> {
  const limit = ticket.integer('job-cancel-after') ?? defaults.cancelAfter
  return {
    priority: priorityOf(ticket) ?? defaults.priority,
    copies: copiesOf(ticket, defaults.copies),
    cancelAfter: limit <= 0 ? null : limit,
    retain: retentionOf(ticket),
    proof: ticket.has('proof-print') ? 1 : 0,
  }
}
