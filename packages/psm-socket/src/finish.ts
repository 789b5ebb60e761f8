/** The end of a delivery: half-close, then wait for the printer. */
import type { Clock } from './clock.js'
import type { PrinterConnection } from './connection.js'
import { tableTime, type unacknowledgedOctets } from './kernel-queue.js'
import type { DeliverySettings } from './settings.js'
import type { StallWatch } from './stall.js'

/**
 * How a delivery ended whose octets were all written.
 *
 * - `closed`: the printer closed the connection
 * - `reset`: it broke it, after it had taken all as far as is known
 * - `silent`: it kept the connection and said nothing for too long
 * - `taken`: its close was not waited for
 * - `reported`: it said that the job is over, and kept the connection
 */
export interface Ending {
  readonly how: 'closed' | 'reset' | 'silent' | 'taken' | 'reported'
  /** Whether the printer is known to have all octets: it said so to the system, or closed in good order. */
  readonly acknowledged: boolean
}

/** What the wait for the end needs. */
export interface FinishContext {
  readonly clock: Clock
  readonly stall: StallWatch
  readonly settings: DeliverySettings
  /** Octets the printer has not acknowledged, as the system said since that time, or says now. */
  readonly unacknowledged: (notBefore?: number) => ReturnType<typeof unacknowledgedOctets>
  /** Whether the printer said that the job is over. The connection is woken when it does. */
  readonly reported: () => boolean
  /** Whether the printer said that it stands still for want of something: then its silence is no end. */
  readonly stopped: () => boolean
}

/** How often it is asked what the printer has taken: soon at first, then once a second. */
const firstPause = 20
const longestPause = 1000

/**
 * Ends the data and waits for the printer.
 *
 * Silence counts from when the printer has taken all: one that stands still with octets not taken is waited for.
 *
 * @throws if the connection ended before the printer had all: {@link LostAtEnd}; or what it was interrupted with, canceled
 */
export async function finishDelivery(connection: PrinterConnection, { clock, stall, settings, unacknowledged, reported, stopped }: FinishContext): Promise<Ending> {
  if (connection.endedByPrinter) {
    // See sendDocument: a reset would be unseen once both sides have ended.
    await connection.settled(clock)
    if (unacknowledged() === 'gone') throw new LostAtEnd('it closed the connection before it had all')
  }
  connection.halfClose()
  const sent = tableTime()
  let quietSince = clock.now()
  let left: number | undefined
  try {
    for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
      if (await connection.closedWithin(Math.min(pause, settings.silence), clock)) return endOf(connection, stall, left === 0)
      if (reported()) return { how: 'reported', acknowledged: true }
      const told = unacknowledged(sent)
      // Gone, but its end not yet seen: that comes next.
      const now = told === 'gone' ? left : told
      if (now !== left) {
        stall.moves()
        quietSince = clock.now()
        left = now
      }
      if (left !== undefined && left > 0) {
        stall.waits()
        continue
      }
      if (!settings.waitForClose) return { how: 'taken', acknowledged: left === 0 }
      if (stopped()) quietSince = clock.now()
      if (clock.now() - Math.max(quietSince, connection.lastHeard) >= settings.silence) return { how: 'silent', acknowledged: left === 0 }
    }
  } finally {
    stall.moves()
  }
}

function endOf(connection: PrinterConnection, stall: StallWatch, acknowledged: boolean): Ending {
  // Broken while octets lay untaken for long: switched off, say. Those octets are gone, and with them the end of the job.
  if (connection.error !== undefined && stall.stalled) throw new LostAtEnd(connection.error.message, { cause: connection.error })
  if (connection.error !== undefined) return { how: 'reset', acknowledged }
  if (connection.closedEarly && !acknowledged) throw new LostAtEnd('it closed the connection before it had all')
  return { how: 'closed', acknowledged: true }
}

/** The connection ended after all was written, but before the printer had it. */
export class LostAtEnd extends Error {}
