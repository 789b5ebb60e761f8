/** Applies an event to a job's row: the state machine decides, this writes. Every change of a job's state goes through here. */
import { isTerminal, JobState, PapiError } from '@platen/papi'
import { nextStanding, type Change, type JobEvent, type Standing } from '../../job-state-machine.js'
import { lockOf } from '../../lock.js'
import { retainedUntil } from '../../retention-time.js'
import type { Effect } from '../effects.js'
import type { JobRow } from '../rows.js'
import type { Tables } from '../tables.js'

/** Who asks; left out where the spooler itself does. */
export interface Asker {
  readonly user: string
  readonly isOperator: boolean
}

/** What a handler works with. */
export interface Work {
  readonly tables: Tables
  readonly effects: Effect[]
}

/** @throws PapiError `not-authorized` unless the job is the asker's, or the asker is an operator */
export function authorize(job: JobRow, by: Asker | undefined): void {
  if (by === undefined || by.isOperator || by.user === job.user) return
  throw new PapiError('not-authorized', `job ${job.id} belongs to "${job.user}"; "${by.user}" may not change it`)
}

/**
 * Applies an event and writes row and timeline.
 *
 * @returns the row as it is now
 * @throws PapiError `not-possible` with the state machine's reason
 */
export function applyEvent({ tables, effects }: Work, job: JobRow, event: JobEvent, at: number): JobRow {
  const changed = afterEvent(job, event, at)
  if (changed === job) return job
  tables.updateJob(changed)
  tables.tell(changed, at, event.type)
  effects.push({ type: isTerminal(changed.state) ? 'job-completed' : 'job-state-changed', job: changed })
  return changed
}

/** What clients ask for, as a sentence about the job says it. */
const deeds: Partial<Record<JobEvent['type'], string>> = { cancel: 'canceled', suspend: 'suspended', resume: 'resumed', hold: 'held', release: 'released', restart: 'printed again', close: 'closed', abort: 'aborted', review: 'held for review' }

/** A row after an event; the same row if nothing changes. @throws PapiError `not-possible` */
export function afterEvent(job: JobRow, event: JobEvent, at: number): JobRow {
  const verdict = nextStanding(
    standingOf(job),
    event,
  )
  if (!verdict.possible) throw new PapiError('not-possible', `job ${job.id} cannot be ${deeds[event.type] ?? 'changed so'}: ${verdict.why}`)
  return verdict.change === undefined ? job : changedRow(job, verdict.change, at)
}

function standingOf(job: JobRow): Standing {
  return {
    state: job.state,
    open: job.open === 1,
    documents: job.documents - job.canceledDocuments,
    kept: job.kept === 1,
    cancelBy: job.cancelBy,
    holdUntil: job.holdUntil,
    heldNew: job.heldNew === 1,
    locked: job.locked === 1,
    lock: lockOf(job.password),
    suspendedBy: job.suspendedBy,
    deviceStopped: job.reasons.split(' ').includes('printer-stopped'),
    notice: job.notice,
  }
}

/** A row after a change, its times included. */
export function changedRow(job: JobRow, change: Change, at: number): JobRow {
  const anew = change.anew === true ? { part: 0, startSheet: 0 as const, brokenSends: 0, octetsProcessed: 0, impressions: 0, processingAt: null, completedAt: null, retainUntil: null } : {}
  const open = change.open === undefined ? job.open : change.open ? 1 : 0
  return {
    ...job,
    ...anew,
    state: change.state,
    reasons: change.reasons.join(' '),
    message: change.message,
    notice: change.notice ?? job.notice,
    open,
    openUntil: open === 1 ? job.openUntil : null,
    holdUntil: change.holdUntil ?? job.holdUntil,
    releaseAt: change.releaseAt === undefined ? job.releaseAt : change.releaseAt,
    heldNew: flag(change.heldNew, job.heldNew),
    locked: flag(change.locked, job.locked),
    suspendedBy: change.suspendedBy === undefined ? job.suspendedBy : change.suspendedBy,
    cancelBy: change.cancelBy === undefined ? job.cancelBy : change.cancelBy,
    cancelAt: timeUpOf(job, change, at),
    brokenSends: change.anew === true ? 0 : job.brokenSends + (change.broken === true ? 1 : 0),
    ...(change.state === JobState.processing && job.processingAt === null ? { processingAt: at } : {}),
    ...(isTerminal(change.state) ? { completedAt: at, retainUntil: retainedUntil(job.retain, at) } : {}),
  }
}

const flag = (changed: boolean | undefined, before: 0 | 1): 0 | 1 => (changed === undefined ? before : changed ? 1 : 0)

/** When the time is up that a job may take: counted from its first octet's turn on, whatever its device does meanwhile. */
function timeUpOf(job: JobRow, change: Change, at: number): number | null {
  if (isTerminal(change.state) || change.anew === true || (change.cancelBy ?? null) !== null) return null
  if (change.state !== JobState.processing || job.cancelAfter === null || job.cancelAt !== null || job.cancelBy !== null) return job.cancelAt
  return (job.processingAt ?? at) + job.cancelAfter * 1000
}
