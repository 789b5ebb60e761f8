/** Ends a job in its middle, so that the next one starts clean. */
import type { Clock } from './clock.js'
import type { PrinterConnection } from './connection.js'
import type { unacknowledgedOctets } from './kernel-queue.js'

/** What breaking off needs. */
export interface BreakOffContext {
  readonly clock: Clock
  /** Octets that reset the printer; none if there is no language to reset. */
  readonly reset: Uint8Array
  /** The printer stands still: it would take no reset. */
  readonly stalled: boolean
  /** Milliseconds the reset may take. */
  readonly bound: number
  readonly unacknowledged: () => ReturnType<typeof unacknowledgedOctets>
}

/**
 * Breaks a job off: the printer is reset where there is a way, and the connection closed.
 *
 * A printer that does not take the reset in time is cut off: what the system keeps for it is thrown away, so that one that
 * stands still does not print the rest of a canceled job later.
 */
export async function breakOff(connection: PrinterConnection, { clock, reset, stalled, bound, unacknowledged }: BreakOffContext): Promise<void> {
  // After the end of the data nothing more can be sent.
  const resets = reset.length > 0 && !stalled && connection.canWrite
  if (resets && (await connection.endWith(reset, bound, clock))) return
  // It took all, the reset too, and only keeps the connection: there is nothing to throw away.
  if (!resets || connection.taken !== connection.written || unacknowledged() !== 0) await connection.reset()
}
