/** After a start: jobs that were being sent when the server stopped, and what the queue's policy makes of them. */
import { JobState } from '@platen/papi'
import type { JobEvent } from '../../job-state-machine.js'
import { afterInterruption, type ReprintPolicy } from '../../after-delivery.js'
import { applyEvent, type Work } from './apply-event.js'

/** Looks after jobs that were being sent. */
export interface Recover {
  readonly type: 'recover'
  /** Policies by printer. */
  readonly policies: Readonly<Record<string, ReprintPolicy>>
  readonly at: number
}

/** What was found. */
export interface Recovered {
  /** Jobs that print again although octets may have reached their printer. */
  readonly reprinted: readonly number[]
  /** Jobs that are held for a person. */
  readonly held: readonly number[]
  /** Jobs of which no octet had left. */
  readonly requeued: readonly number[]
}

export function recover(work: Work, { policies, at }: Recover): Recovered {
  const { tables } = work
  const found = { reprinted: [] as number[], held: [] as number[], requeued: [] as number[] }
  for (const job of tables.jobs('state IN (5, 6)')) {
    const [begun] = tables.rows<{ id: number }>('SELECT id FROM attempts WHERE job = ? AND endedAt IS NULL', job.id)
    let event: JobEvent = { type: 'requeue', message: '' }
    if (begun !== undefined) {
      event = afterInterruption('The server stopped while this job was being sent', policies[job.printer] ?? { whenBroken: 'hold', reprintLimit: 0 }, job.brokenSends)
      tables.statement(`UPDATE attempts SET endedAt = ?, outcome = 'crashed' WHERE job = ? AND endedAt IS NULL`).run(at, job.id)
    }
    const { state } = applyEvent(work, job, event, at, { source: 'server', who: '', cause: 'The server was started.' })
    if (begun === undefined) found.requeued.push(job.id)
    else if (state === JobState.pendingHeld) found.held.push(job.id)
    else found.reprinted.push(job.id)
  }
  return found
}
