/** A job's event, from a client, the scheduler or a clock. */
import { PapiError } from '@platen/papi'
import type { JobEvent } from '../../job-state-machine.js'
import type { JobRow } from '../rows.js'
import { applyEvent, authorize, type Asker, type Work } from './apply-event.js'
import { askedBy, originOf, type Origin } from './origin.js'

/** Applies an event to a job. */
export interface Transition {
  readonly type: 'transition'
  readonly job: number
  readonly event: JobEvent
  /** The queue that it must be in still. */
  readonly printer?: string
  /** Who asks; left out where the spooler itself does. */
  readonly by?: Asker
  readonly at: number
}

export function transition(work: Work, { job: id, event, printer, by, at }: Transition): JobRow {
  const job = work.tables.job(id)
  authorize(job, by)
  if (printer !== undefined && job.printer !== printer) throw new PapiError('not-possible', `job ${id} is in queue "${job.printer}" now`)
  return applyEvent(work, job, toldBy(event, job, by), at, by === undefined ? startedOn(event) : askedBy(job, by))
}

/** The turn of a class's job names the member that prints it. */
const startedOn = (event: JobEvent): Origin | undefined => (event.type === 'start' && event.on !== undefined ? { ...originOf(event), cause: `On printer "${event.on}".` } : undefined)

/** An operator who cancels or suspends a job of their own does so as its user, but releases as an operator. */
function toldBy(event: JobEvent, job: JobRow, by: Asker | undefined): JobEvent {
  if (by === undefined) return event
  if (event.type === 'release') return { ...event, by: by.isOperator ? 'operator' : 'user' }
  return (event.type === 'cancel' || event.type === 'suspend') && by.user === job.user ? { ...event, by: 'user' } : event
}
