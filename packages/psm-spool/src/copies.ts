/** How many times a job's documents are delivered. Pure. */
import type { Attributes } from '@platen/papi'

/** The most copies that are delivered. */
export const mostCopies = 999

/**
 * `copies`; of a proof (`proof-print`, PWG 5100.11) the copies it asks for, one if it does not say.
 *
 * @param usual - `copies` of a job that does not say
 */
export function copiesOf(ticket: Attributes, usual: number): number {
  const proof = ticket.value('proof-print')
  const copies = proof?.kind === 'collection' ? (proof.members.integer('proof-print-copies') ?? 1) : (ticket.integer('copies') ?? usual)
  return Math.min(Math.max(copies, 1), mostCopies)
}
