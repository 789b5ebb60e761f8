/** The end of a delivery: half-close, then wait for the printer. */
import type { Clock } from './clock.js'
import type { PrinterConnection } from './connection.js'
import type { DeliverySettings } from './settings.js'
import type { StallWatch } from './stall.js'

/**
 * How a delivery ended whose octets were all written.
 *
 * - `closed`: the printer closed the connection
 * - `reset`: it broke it, after it had taken all as far as is known
 * - `silent`: it kept the connection and said nothing for too long
 * - `taken`: its close was not waited for
 */
export interface Ending {
  readonly how: 'closed' | 'reset' | 'silent' | 'taken'
  /** Whether the printer is known to have all octets: it said so to the system, or closed in good order. */
  readonly acknowledged: boolean
}

/** What the wait for the end needs. */
export interface FinishContext {
  readonly clock: Clock
  readonly stall: StallWatch
  readonly settings: DeliverySettings
  /** Octets the printer has not acknowledged; `undefined` if not known. */
  readonly unacknowledged: () => Promise<number | undefined>
}

/** How often it is asked what the printer has taken: soon at first, then once a second. */
const firstPause = 20
const longestPause = 1000

/**
 * Ends the data and waits for the printer.
 *
 * Silence counts from when the printer has taken all: one that stands still with octets not taken is waited for.
 *
 * @throws what the connection was interrupted with: broken while the printer stood still with octets not taken, or canceled
 */
export async function finishDelivery(connection: PrinterConnection, { clock, stall, settings, unacknowledged }: FinishContext): Promise<Ending> {
  connection.halfClose()
  let quietSince = clock.now()
  let left: number | undefined
  try {
    for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
      if (await connection.closedWithin(Math.min(pause, settings.silence), clock)) return endOf(connection, stall, left === 0)
      const now = await unacknowledged()
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
      if (clock.now() - Math.max(quietSince, connection.lastHeard) >= settings.silence) return { how: 'silent', acknowledged: left === 0 }
    }
  } finally {
    stall.moves()
  }
}

function endOf(connection: PrinterConnection, stall: StallWatch, acknowledged: boolean): Ending {
  if (connection.error === undefined) return { how: 'closed', acknowledged: true }
  // Broken while octets lay untaken for long: switched off, say. Those octets are gone, and with them the end of the job.
  if (stall.stalled) throw connection.interruption.error ?? connection.error
  return { how: 'reset', acknowledged }
}
