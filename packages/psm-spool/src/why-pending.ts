/** Why a job does not print yet, in one sentence. Pure. */

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
  /** The printer is paused, and why if that was said. */
  readonly paused: { readonly message: string } | undefined
  /** What is wrong with the device; empty if nothing is known. */
  readonly trouble: string
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
    if (facts.releaseTime !== '') return `It is held until ${facts.holdUntil}: it prints after ${facts.releaseTime}, or when it is released.`
    return 'It is held until it is released.'
  }
  if (facts.paused !== undefined) return facts.paused.message === '' ? 'The printer is paused.' : `The printer is paused: ${facts.paused.message}`
  if (facts.trouble !== '') return `It waits for the printer: ${facts.trouble}`
  if (facts.jobsBefore !== undefined && facts.jobsBefore > 0) return facts.jobsBefore === 1 ? 'It waits for the job before it.' : `It waits for ${facts.jobsBefore} jobs before it.`
  if (facts.deviceBusyWith !== undefined) return `It waits for job ${facts.deviceBusyWith} of another queue on the same device.`
  if (facts.message !== '') return facts.message
  return facts.notice === '' ? 'It is about to print.' : facts.notice
}
