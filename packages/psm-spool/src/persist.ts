/** Writes down what has happened and cannot be refused: again and again while the disk is full. */
import { PapiError } from '@platen/papi'
import type { Clock } from './clock.js'
import type { DeliveryControl } from './delivery.js'
import type { Spool } from './spool.js'
import type { Transition } from './store/commands/transition.js'
import type { EndAttempt } from './store/commands/attempts.js'

const firstDelay = 500
const longestDelay = 30_000

/**
 * Writes a fact. A job that is gone, or is past that, needs it no more.
 *
 * @throws PapiError if it cannot be written and the server is stopping: the next start finds the job as it was
 */
export async function persist(spool: Spool, control: DeliveryControl, fact: EndAttempt | Transition): Promise<void> {
  for (let delay = firstDelay; ; delay = Math.min(delay * 2, longestDelay)) {
    try {
      await spool.store.send(fact)
      return
    } catch (error) {
      if (!(error instanceof PapiError)) throw error
      if (error.code === 'not-found' || error.code === 'not-possible') return
      if (error.code !== 'temporary-error' || control.closing.aborted) throw error
      spool.log.warn(`job ${fact.job}: the spool cannot be written to, trying again`, { error: error.message })
      await pause(spool.clock, delay, control.closing)
    }
  }
}

/** Waits, or until the server stops. */
function pause(clock: Clock, milliseconds: number, closing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const callOff = clock.after(milliseconds, () => {
      closing.removeEventListener('abort', stop)
      resolve()
    })
    const stop = (): void => {
      callOff()
      resolve()
    }
    closing.addEventListener('abort', stop, { once: true })
  })
}
