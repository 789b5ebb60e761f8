/** Changes of a job that waits. */
import { isTerminal, JobState, jobStateName, PapiError } from '@platen/papi'
import type { JobEvent } from '../../job-state-machine.js'
import type { Effect } from '../effects.js'
import type { JobRow } from '../rows.js'
import { applyEvent, authorize, type Asker, type Work } from './apply-event.js'
import { askedBy, type Origin } from './origin.js'
import { ticketFields, type TicketDefaults } from '../../ticket-fields.js'
import { ticketFromJson, ticketToJson } from '../../ticket-json.js'

/** Changes attributes of the ticket. */
export interface ModifyJob {
  readonly type: 'modify-job'
  readonly job: number
  readonly by: Asker
  /** The changed attributes, as a stored ticket. */
  readonly changes: string
  /** Names of attributes to be taken away. */
  readonly deleted: readonly string[]
  readonly name?: string
  /** What holds where its ticket does not say. */
  readonly defaults: TicketDefaults
  /** What a changed `job-hold-until` does. */
  readonly hold?: Extract<JobEvent, { type: 'hold' }>
  readonly at: number
}

/** A job that waits, and that the asker may change. @throws PapiError `not-authorized` or `not-possible` */
export function waitingJob({ tables }: Work, id: number, by: Asker | undefined): JobRow {
  const job = tables.job(id)
  authorize(job, by)
  if (isTerminal(job.state)) throw new PapiError('not-possible', `job ${id} cannot be changed: it is ${jobStateName(job.state)} already`)
  if (job.state !== JobState.pending && job.state !== JobState.pendingHeld) throw new PapiError('not-possible', `job ${id} cannot be changed: it is printing`)
  return job
}

/** Writes a changed row and tells of it. @param effect - what follows. Default: it is told that the job is another */
export function write({ tables, effects }: Work, job: JobRow, event: string, at: number, origin: Origin, effect: Effect = { type: 'job-config-changed', job }): JobRow {
  tables.updateJob(job)
  tables.tell(job, at, event, origin)
  effects.push(effect)
  return job
}

export function modifyJob(work: Work, command: ModifyJob): JobRow {
  const job = waitingJob(work, command.job, command.by)
  const ticket = ticketFromJson(job.ticket)
  for (const change of ticketFromJson(command.changes)) ticket.put(change)
  for (const name of command.deleted) ticket.delete(name)
  const fields = ticketFields(ticket, command.defaults)
  // A changed priority gives it the place that a job of that priority and age has.
  const place = fields.priority === job.priority ? {} : { queuePriority: fields.priority, place: job.id }
  const changed = write(work, { ...job, ticket: ticketToJson(ticket), name: command.name ?? job.name, ...fields, ...place }, 'modify', command.at, askedBy(job, command.by))
  return command.hold === undefined ? changed : applyEvent(work, changed, command.hold, command.at, askedBy(job, command.by))
}
