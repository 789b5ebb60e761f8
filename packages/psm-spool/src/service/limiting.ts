/** The limits of a queue, as the writer is told of them; it has the last word. */
import { PapiError } from '@platen/papi'
import { overLimit, tooLarge, type QueueLimits } from '../limits.js'
import type { Spool } from '../spool.js'

/** A queue's limits, as a command has them. */
export function limiting({ queues }: Spool, printer: string): { readonly limits?: QueueLimits } {
  const limits = queues.get(printer)?.settings.limits
  return limits === undefined ? {} : { limits }
}

/** Refuses a new job that there is no room for, before its document is read. @throws PapiError */
export function requireRoom(spool: Spool, printer: string, user: string): void {
  const { limits } = limiting(spool, printer)
  const refusal = limits && overLimit(printer, limits, spool.reader.load(printer), { user, octets: 0, jobOctets: 0, isJob: true })
  if (refusal !== undefined) throw refusal
}

/**
 * A document's octets, as long as its job does not become too large.
 *
 * @param before - octets that the job has already
 * @throws PapiError `request-entity-too-large` while it is read
 */
export function withinLimit(spool: Spool, printer: string, data: AsyncIterable<Uint8Array>, before: number): AsyncIterable<Uint8Array> {
  const most = limiting(spool, printer).limits?.jobOctets
  return most === undefined ? data : bounded(data, most - before, tooLarge(printer, most))
}

async function* bounded(data: AsyncIterable<Uint8Array>, most: number, refusal: PapiError): AsyncGenerator<Uint8Array> {
  let octets = 0
  for await (const chunk of data) {
    octets += chunk.length
    if (octets > most) throw refusal
    yield chunk
  }
}
