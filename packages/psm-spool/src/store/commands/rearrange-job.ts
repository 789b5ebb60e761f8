/** Changes of a job that waits: its ticket, its printer, its place in the queue. */
import { isTerminal, JobState, jobStateName, PapiError } from '@platen/papi'
import type { JobEvent } from '../../job-state-machine.js'
import type { JobRow } from '../rows.js'
import { applyEvent, authorize, type Asker, type Work } from './apply-event.js'
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
  readonly priority?: number
  /** What a changed `job-hold-until` does. */
  readonly hold?: Extract<JobEvent, { type: 'hold' }>
  readonly at: number
}

/** Moves a job to another printer. */
export interface MoveJob {
  readonly type: 'move-job'
  readonly job: number
  readonly by: Asker
  readonly printer: string
  /** Formats that printer takes. */
  readonly formats: readonly string[]
  readonly at: number
}

/** Puts a job before all others of its printer. */
export interface PromoteJob {
  readonly type: 'promote-job'
  readonly job: number
  readonly by: Asker
  readonly at: number
}

function waitingJob({ tables }: Work, id: number, by: Asker): JobRow {
  const job = tables.job(id)
  authorize(job, by)
  if (isTerminal(job.state)) throw new PapiError('not-possible', `job ${id} cannot be changed: it is ${jobStateName(job.state)} already`)
  if (job.state !== JobState.pending && job.state !== JobState.pendingHeld) throw new PapiError('not-possible', `job ${id} cannot be changed: it is printing`)
  return job
}

function write({ tables, effects }: Work, job: JobRow, event: string, at: number): JobRow {
  tables.updateJob(job)
  tables.tell(job, at, event)
  effects.push({ type: 'job-config-changed', job })
  return job
}

export function modifyJob(work: Work, command: ModifyJob): JobRow {
  const job = waitingJob(work, command.job, command.by)
  const ticket = ticketFromJson(job.ticket)
  for (const change of ticketFromJson(command.changes)) ticket.put(change)
  for (const name of command.deleted) ticket.delete(name)
  const changed = write(
    work,
    { ...job, ticket: ticketToJson(ticket), name: command.name ?? job.name, priority: command.priority ?? job.priority },
    'modify',
    command.at,
  )
  return command.hold === undefined ? changed : applyEvent(work, changed, command.hold, command.at)
}

export function moveJob(work: Work, command: MoveJob): JobRow {
  const job = waitingJob(work, command.job, command.by)
  const target = work.tables.printer(command.printer)
  if (target.accepting === 0) throw new PapiError('not-accepting-jobs', `job ${job.id} cannot be moved: printer "${target.name}" accepts no jobs now`)
  for (const { format } of work.tables.documents(job.id)) {
    if (!command.formats.includes(format)) throw new PapiError('document-format-not-supported', `job ${job.id} cannot be moved: printer "${target.name}" does not take ${format}`)
  }
  return write(work, { ...job, printer: command.printer, promoted: 0 }, 'move', command.at)
}

export function promoteJob(work: Work, command: PromoteJob): JobRow {
  // Who passes others needs a right over them (RFC 3998): owning one of the jobs is not enough.
  if (!command.by.isOperator) throw new PapiError('not-authorized', `only an operator may put job ${command.job} before the jobs of others`)
  const job = waitingJob(work, command.job, command.by)
  const first = work.tables.rows<{ highest: number | null }>('SELECT max(promoted) AS highest FROM jobs WHERE printer = ? AND state < 7 AND absent = 0', job.printer)[0]?.highest ?? 0
  return write(work, { ...job, promoted: first + 1 }, 'promote', command.at)
}
