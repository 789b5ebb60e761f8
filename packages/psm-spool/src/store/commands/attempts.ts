/** The journal of sends: a row before the first octet leaves, its end when it is known (promise: no silent duplicate). */
import { PapiError } from '@platen/papi'
import type { JobEvent } from '../../job-state-machine.js'
import type { JobRow } from '../rows.js'
import { applyEvent, type Work } from './apply-event.js'
import { originOf } from './origin.js'

/** How a send ended. */
export type AttemptOutcome = 'delivered' | 'lost' | 'unreachable' | 'canceled' | 'failed' | 'interrupted' | 'crashed'

/** The first octet is about to leave. */
export interface BeginAttempt {
  readonly type: 'begin-attempt'
  readonly job: number
  /** Which of the job's copies and documents, from 0; below for its sheets. */
  readonly part: number
  readonly at: number
}

/** A send has ended. */
export interface EndAttempt {
  readonly type: 'end-attempt'
  readonly job: number
  /** The attempt, if it had begun. */
  readonly attempt?: number
  readonly outcome: AttemptOutcome
  readonly message: string
  /** Octets the printer has taken of this part. */
  readonly octets: number
  /** Octets the printer has taken of the whole job. */
  readonly octetsProcessed: number
  readonly impressions: number
  /** Where the job goes on. */
  readonly part: number
  /** Its start sheet is out. */
  readonly startSheet?: true
  /** What that does to the job; left out if more is to be sent. */
  readonly event?: JobEvent
  readonly at: number
}

export function beginAttempt({ tables }: Work, command: BeginAttempt): number {
  // A job that was purged meanwhile must not be sent.
  tables.job(command.job)
  const { lastInsertRowid } = tables.statement('INSERT INTO attempts (job, part, begunAt) VALUES (?, ?, ?)').run(command.job, command.part, command.at)
  return Number(lastInsertRowid)
}

export function endAttempt(work: Work, command: EndAttempt): JobRow {
  const { tables } = work
  const job = tables.findJob(command.job)
  if (job === undefined) throw new PapiError('not-found', `there is no job ${command.job} here`)
  if (command.attempt !== undefined) {
    tables
      .statement('UPDATE attempts SET endedAt = ?, octets = ?, outcome = ?, message = ? WHERE id = ?')
      .run(command.at, command.octets, command.outcome, command.message, command.attempt)
  }
  const counted: JobRow = { ...job, part: command.part, octetsProcessed: command.octetsProcessed, impressions: command.impressions, startSheet: command.startSheet === true ? 1 : job.startSheet }
  tables.updateJob(counted)
  return command.event === undefined ? counted : applyEvent(work, counted, command.event, command.at, { ...originOf(command.event), cause: command.message, ...(command.attempt === undefined ? {} : { attempt: command.attempt }) })
}
