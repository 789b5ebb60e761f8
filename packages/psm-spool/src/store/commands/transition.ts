/** A job's event, from a client, the scheduler or a clock. */
import type { JobEvent } from '../../job-state-machine.js'
import type { JobRow } from '../rows.js'
import { applyEvent, authorize, type Asker, type Work } from './apply-event.js'

/** Applies an event to a job. */
export interface Transition {
  readonly type: 'transition'
  readonly job: number
  readonly event: JobEvent
  /** Who asks; left out where the spooler itself does. */
  readonly by?: Asker
  readonly at: number
}

export function transition(work: Work, { job: id, event, by, at }: Transition): JobRow {
  const job = work.tables.job(id)
  authorize(job, by)
  return applyEvent(work, job, toldBy(event, job, by), at)
}

/** An operator who cancels or suspends a job of their own does so as its user, but releases as an operator. */
function toldBy(event: JobEvent, job: JobRow, by: Asker | undefined): JobEvent {
  if (by === undefined) return event
  if (event.type === 'release') return { ...event, by: by.isOperator ? 'operator' : 'user' }
  return (event.type === 'cancel' || event.type === 'suspend') && by.user === job.user ? { ...event, by: 'user' } : event
}
