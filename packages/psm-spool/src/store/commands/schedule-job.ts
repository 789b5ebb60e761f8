/** The order of a queue, changed by an operator: a job before all others, or right behind another (RFC 3998 section 3.2). */
import { isTerminal, JobState, jobStateName, PapiError } from '@platen/papi'
import type { JobRow } from '../rows.js'
import type { Asker, Work } from './apply-event.js'
import { askedBy } from './origin.js'
import { waitingJob, write } from './rearrange-job.js'

/** Puts a job before all others of its printer. */
export interface PromoteJob {
  readonly type: 'promote-job'
  readonly job: number
  readonly by: Asker
  readonly at: number
}

/** Puts a job right behind another of its printer. */
export interface ScheduleJobAfter {
  readonly type: 'schedule-job-after'
  readonly job: number
  readonly predecessor: number
  readonly by: Asker
  readonly at: number
}

/** Who passes others needs a right over them (RFC 3998): owning one of the jobs is not enough. */
function requireOperator({ isOperator }: Asker, job: number): void {
  if (!isOperator) throw new PapiError('not-authorized', `only an operator may put job ${job} before the jobs of others`)
}

export function promoteJob(work: Work, command: PromoteJob): JobRow {
  requireOperator(command.by, command.job)
  return first(work, waitingJob(work, command.job, command.by), 'promote', command.by, command.at)
}

function first(work: Work, job: JobRow, event: string, by: Asker, at: number): JobRow {
  const highest = work.tables.rows<{ highest: number | null }>('SELECT max(promoted) AS highest FROM jobs WHERE printer = ? AND state < 7 AND absent = 0', job.printer)[0]?.highest ?? 0
  return write(work, { ...job, promoted: highest + 1 }, event, at, askedBy(job, by))
}

export function scheduleJobAfter(work: Work, { job: id, predecessor, by, at }: ScheduleJobAfter): JobRow {
  requireOperator(by, id)
  const job = waitingJob(work, id, by)
  const before = work.tables.job(predecessor)
  const refused = (why: string) => new PapiError('not-possible', `job ${id} cannot be put behind job ${predecessor}: ${why}`)
  if (before.id === job.id) throw refused('it is the same job')
  if (before.printer !== job.printer) throw refused(`that is a job of printer "${before.printer}"`)
  if (isTerminal(before.state) || before.state === JobState.pendingHeld || before.open === 1) throw refused(before.open === 1 ? 'that job waits for its documents' : `that job is ${jobStateName(before.state)}`)
  if (before.state !== JobState.pending) return first(work, job, 'schedule', by, at)
  return write(work, { ...job, promoted: before.promoted, queuePriority: before.queuePriority, place: placeBehind(work, before, job.id) }, 'schedule', at, askedBy(job, by))
}

/** A place between a job and the next of its rank. New jobs come at whole numbers: what is put behind a job stays below the next one. */
function placeBehind({ tables }: Work, before: JobRow, moved: number): number {
  const rank = [before.printer, before.promoted, before.queuePriority] as const
  const ofRank = 'printer = ? AND state < 7 AND absent = 0 AND promoted = ? AND queuePriority = ?'
  const between = (place: number): number => {
    const [next] = tables.jobs(`${ofRank} AND place > ? AND id <> ? ORDER BY place LIMIT 1`, ...rank, place, moved)
    return (place + Math.min(next?.place ?? Infinity, Math.floor(place) + 1)) / 2
  }
  const place = between(before.place)
  if (place > before.place && place < Math.floor(before.place) + 1) return place
  // Halved too often: those that share a whole number are spread anew.
  const floor = Math.floor(before.place)
  const crowd = tables.jobs(`${ofRank} AND place >= ? AND place < ? AND id <> ? ORDER BY place`, ...rank, floor, floor + 1, moved)
  let behind = floor
  for (const [at, one] of crowd.entries()) {
    const spread = floor + at / (crowd.length + 1)
    tables.updateJob({ ...one, place: spread })
    if (one.id === before.id) behind = spread
  }
  return between(behind)
}
