/** Streams a document to a connected printer. */
import type { Delivery } from '@platen/papi'
import type { Clock } from './clock.js'
import type { PrinterConnection } from './connection.js'
import { ProgressReporter } from './progress.js'
import type { StallWatch } from './stall.js'

/** What sending needs. */
export interface SendContext {
  readonly clock: Clock
  readonly stall: StallWatch
  readonly progressInterval: number
  /** The document with what goes around it. */
  readonly data: AsyncIterable<Uint8Array>
  /** Octets of the document itself among those the printer has taken. */
  readonly documentOctets: (taken: number) => number
}

/**
 * Sends the whole document; resolves when the system has taken its last octet.
 *
 * @returns the octets sent
 * @throws what the connection was interrupted with, or what reading the document or `beforeFirstOctet` threw
 */
export async function sendDocument(connection: PrinterConnection, delivery: Delivery, { clock, stall, progressInterval, data, documentOctets }: SendContext): Promise<number> {
  const progress = new ProgressReporter(clock, progressInterval, (octets) => delivery.progress(octets))
  const onPiece = (taken: boolean): void => {
    if (taken) {
      stall.moves()
      progress.at(documentOctets(connection.taken))
    } else stall.waits()
  }
  const write = (octets: Uint8Array): Promise<void> => connection.write(octets, onPiece)
  const document = data[Symbol.asyncIterator]()
  let octets = 0
  let held: Uint8Array | undefined
  try {
    for (;;) {
      const next = await connection.interruption.guard(document.next())
      if (next.done === true) break
      const { value } = next
      if (value.length === 0) continue
      if (octets === 0) await connection.interruption.guard(delivery.beforeFirstOctet())
      octets += value.length
      if (held !== undefined) await write(held)
      // A printer that has ended its side may have closed for good: then what it gets now is answered with a reset, which
      // would come unseen after the last octet. So from then on one octet is held back until an answer would be here.
      held = connection.endedByPrinter ? value.slice(-1) : undefined
      await write(held === undefined ? value : value.subarray(0, -1))
    }
    if (held !== undefined) {
      await connection.settled(clock)
      await write(held)
    }
    await connection.turn()
  } catch (error) {
    // Not awaited: a source that waits for its client would hold up the end of the delivery.
    document.return?.().catch(() => undefined)
    throw error
  } finally {
    stall.moves()
  }
  progress.last(documentOctets(connection.taken))
  return octets
}
