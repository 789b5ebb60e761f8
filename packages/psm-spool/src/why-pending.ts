/** Why a job does not print yet, in one sentence. Pure. */
import type { Lock } from './lock.js'

/** What is known of a job that waits. */
export interface WaitingFacts {
  readonly open: boolean
  /** The job is held (`pending-held`). */
  readonly held: boolean
  /** Until when: a `job-hold-until` keyword. */
  readonly holdUntil: string
  /** When it prints by itself, as people read it; empty if it does not. */
  readonly releaseTime: string
  /** What was said when it came to its state. */
  readonly message: string
  /** What stays true of it. */
  readonly notice: string
  /** What has to be shown before it prints, and whether it is held because new jobs are. */
  readonly locked: Lock
  readonly heldNew: boolean
  /** The printer is deactivated, and why if that was said. */
  readonly deactivated: { readonly message: string } | undefined
  /** The printer is shut down, and why if that was said. */
  readonly shutDown: { readonly message: string } | undefined
  /** The printer is paused, and why if that was said. */
  readonly paused: { readonly message: string } | undefined
  /** What is wrong with the device; empty if nothing is known. */
  readonly trouble: string
  /** That is not the device's trouble: the spool cannot be written. */
  readonly troubleOfSpool: boolean
  /** Since when the device is down, as people read it; empty if it is not. */
  readonly downSince: string
  /** Whether it can go to another queue for that: where and when, or why none of them takes it now. */
  readonly fallback: { readonly next: { readonly queue: string; readonly time: string } | undefined; readonly obstacles: readonly string[] } | undefined
  /** Unfinished jobs of its printer that come before it; `undefined` if not counted. */
  readonly jobsBefore: number | undefined
  /** Another queue's job that the same device is printing. */
  readonly deviceBusyWith: number | undefined
}

/** The sentence for `job-state-message`. */
export function whyPending(facts: WaitingFacts): string {
  const reason = reasonOf(facts)
  return facts.notice === '' || reason === facts.notice ? reason : `${facts.notice} ${reason}`
}

function reasonOf(facts: WaitingFacts): string {
  if (facts.open) return 'It waits for its documents: the client has not closed it.'
  if (facts.held) {
    if (facts.message !== '') return facts.message
    if (facts.locked === 'password') return 'It waits for its password: it prints when it is released with it.'
    if (facts.locked === 'owner') return 'It waits for its owner: it prints when its owner releases it.'
    if (facts.heldNew) return 'New jobs of this printer are held: it prints when an operator releases them.'
    if (facts.releaseTime !== '') return `It is held${facts.holdUntil === '' ? '' : ` until ${facts.holdUntil}`}: it prints after ${facts.releaseTime}, or when it is released.`
    return 'It is held until it is released.'
  }
  if (facts.deactivated !== undefined) return facts.deactivated.message === '' ? 'The printer is deactivated.' : `The printer is deactivated: ${facts.deactivated.message}`
  if (facts.shutDown !== undefined) return facts.shutDown.message === '' ? 'The printer is shut down.' : `The printer is shut down: ${facts.shutDown.message}`
  if (facts.paused !== undefined) return facts.paused.message === '' ? 'The printer is paused.' : `The printer is paused: ${facts.fallback === undefined ? facts.paused.message : facts.paused.message.replace(/\.$/, '')}${fallbackOf(facts)}`
  if (facts.trouble !== '' && facts.troubleOfSpool) return `It waits because the server cannot write to its disk: ${facts.trouble}`
  if (facts.trouble !== '') return `It waits for the printer: ${facts.downSince === '' ? facts.trouble : `${facts.trouble.replace(/\.$/, '')} (since ${facts.downSince})`}${fallbackOf(facts)}`
  if (facts.jobsBefore !== undefined && facts.jobsBefore > 0) return facts.jobsBefore === 1 ? 'It waits for the job before it.' : `It waits for ${facts.jobsBefore} jobs before it.`
  if (facts.deviceBusyWith !== undefined) return `It waits for job ${facts.deviceBusyWith} of another queue on the same device.`
  if (facts.message !== '') return facts.message
  return facts.notice === '' ? 'It is about to print.' : facts.notice
}

function fallbackOf({ fallback, trouble, downSince }: WaitingFacts): string {
  if (fallback === undefined) return ''
  const stop = downSince === '' && trouble.endsWith('.') ? '' : '.'
  if (fallback.next !== undefined) return `${stop} If that lasts it goes to printer "${fallback.next.queue}" at ${fallback.next.time}.`
  return `${stop} It cannot go to another printer now: ${fallback.obstacles.join('; ')}.`
}
