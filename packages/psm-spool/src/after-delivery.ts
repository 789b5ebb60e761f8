/** What the end of a delivery does to its job and its queue, by the queue's policies. Pure. */
import type { JobEvent } from './job-state-machine.js'
import type { AttemptOutcome } from './store/commands/attempts.js'

/** What to do with a job that may have been printed in part. */
export interface ReprintPolicy {
  readonly whenBroken: 'reprint' | 'hold'
  /** Broken sends after which it is held in any case. */
  readonly reprintLimit: number
}

/** A queue's policies. */
export interface DeliveryPolicy {
  readonly errorPolicy: 'retry' | 'hold' | 'abort' | 'stop-printer'
  readonly afterBrokenSend: 'reprint' | 'hold'
  readonly afterCrash: 'reprint' | 'hold'
  readonly reprintLimit: number
}

/** How a delivery ended. */
export type Ending =
  | { readonly type: 'delivered'; readonly reasons: readonly string[]; readonly message: string }
  /** The device gave the document up, and would again. */
  | { readonly type: 'aborted'; readonly reasons: readonly string[]; readonly message: string }
  /** Somebody canceled it at the device. */
  | { readonly type: 'device-canceled'; readonly reasons: readonly string[]; readonly message: string }
  | { readonly type: 'canceled' }
  /** The document was left out of its job, which goes on. */
  | { readonly type: 'skipped' }
  /** The server stops; or, if `why` says so, the job was taken back for another reason. */
  | { readonly type: 'interrupted'; readonly why?: string }
  | { readonly type: 'unreachable'; readonly message: string }
  | { readonly type: 'lost'; readonly message: string }
  /** It cannot be printed. `reasons`: for `job-state-reasons`. */
  | { readonly type: 'failed'; readonly reasons?: readonly string[]; readonly message: string }
  /** The spooled document cannot be read: for good, or for now. */
  | { readonly type: 'unreadable'; readonly gone: boolean; readonly message: string }
  /** The attempt cannot be journaled, so nothing may be sent. */
  | { readonly type: 'not-journaled'; readonly message: string }
  /** The device failed in a way it does not know of. */
  | { readonly type: 'unexpected'; readonly message: string }

/** What follows. */
export interface Aftermath {
  readonly outcome: AttemptOutcome
  readonly event: JobEvent
  /** What the queue does next: its next job, wait a while, or pause. */
  readonly queue: 'go-on' | 'back-off' | 'pause'
}

/** A send broke off after octets had left: print again, or hold. */
export function afterInterruption(what: string, policy: ReprintPolicy, brokenSends: number): JobEvent {
  if (policy.whenBroken === 'hold') {
    return { type: 'review', broken: true, message: `${what}. Part of it may be printed: it is held until someone has looked and releases or cancels it.` }
  }
  if (brokenSends + 1 >= policy.reprintLimit) {
    return { type: 'review', broken: true, message: `${what}. That has happened ${brokenSends + 1} times: it is held until someone has looked and releases or cancels it.` }
  }
  const message = `${what}: it is printed again and may be printed twice.`
  return { type: 'requeue', broken: true, message, notice: message }
}

/**
 * What follows the end of a delivery.
 *
 * @param begun - whether the first octet may have left
 * @param brokenSends - how often sending this job broke off before
 */
export function afterDelivery(ending: Ending, begun: boolean, policy: DeliveryPolicy, brokenSends: number): Aftermath {
  const reprint = { whenBroken: policy.afterBrokenSend, reprintLimit: policy.reprintLimit }
  switch (ending.type) {
    case 'delivered':
      return { outcome: 'delivered', event: ending, queue: 'go-on' }
    case 'aborted':
      return { outcome: 'failed', event: { type: 'abort', reasons: ending.reasons, message: ending.message }, queue: 'go-on' }
    case 'device-canceled':
      return { outcome: 'canceled', event: ending, queue: 'go-on' }
    case 'skipped':
      return { outcome: 'canceled', event: { type: 'delivered', reasons: [], message: '' }, queue: 'go-on' }
    case 'canceled':
      // The state machine ends a job whose cancellation was asked for; any other goes back into its queue.
      return { outcome: 'canceled', event: { type: 'requeue', message: '' }, queue: 'go-on' }
    case 'interrupted':
      return {
        outcome: 'interrupted',
        event: begun ? afterInterruption(ending.why ?? 'The server was stopped while this job was being sent', { ...reprint, whenBroken: policy.afterCrash }, brokenSends) : { type: 'requeue', message: '' },
        queue: 'go-on',
      }
    case 'lost':
      if (!begun) return afterDelivery({ type: 'unreachable', message: ending.message }, false, policy, brokenSends)
      return { outcome: 'lost', event: afterInterruption(`Sending broke off: ${ending.message}`, reprint, brokenSends), queue: 'back-off' }
    case 'unreachable':
      return afterUnreachable(ending.message, policy)
    case 'failed':
      return { outcome: 'failed', event: { type: 'abort', reasons: ending.reasons ?? [], message: `It cannot be printed: ${ending.message}` }, queue: 'go-on' }
    case 'unreadable':
      if (ending.gone) return { outcome: 'failed', event: { type: 'abort', reasons: ['document-access-error'], message: `Its document is no longer in the spool: ${ending.message}` }, queue: 'go-on' }
      return { outcome: 'failed', event: { type: 'review', message: `Its document cannot be read from the spool: ${ending.message}`, broken: begun }, queue: 'go-on' }
    case 'not-journaled':
      return { outcome: 'failed', event: { type: 'requeue', message: `It waits because the server cannot write its journal: ${ending.message}` }, queue: 'back-off' }
    case 'unexpected':
      return { outcome: 'failed', event: { type: 'review', message: `The device failed unexpectedly: ${ending.message}. It is held until someone has looked.`, broken: begun }, queue: 'go-on' }
  }
}

function afterUnreachable(message: string, policy: DeliveryPolicy): Aftermath {
  const outcome = 'unreachable'
  switch (policy.errorPolicy) {
    case 'retry':
      return { outcome, event: { type: 'requeue', message: '' }, queue: 'back-off' }
    case 'hold':
      return { outcome, event: { type: 'review', message: `The printer could not be reached: ${message}. It is held until it is released.` }, queue: 'go-on' }
    case 'abort':
      return { outcome, event: { type: 'abort', reasons: ['service-off-line'], message: `The printer could not be reached: ${message}` }, queue: 'go-on' }
    case 'stop-printer':
      return { outcome, event: { type: 'requeue', message: '' }, queue: 'pause' }
  }
}
