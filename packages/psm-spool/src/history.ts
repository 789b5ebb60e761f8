/** A job's history: its timeline, and the journal of its sends. Pure. */
import { JobState, type JobHappening } from '@platen/papi'
import type { AttemptRow, JobRow, TimelineRow } from './store/rows.js'

/**
 * Both in one list, oldest first. An attempt stands in it twice: `send`, when its first octet was about to leave, and, once
 * that is known, how it ended (`sent`, `send-lost`, `send-crashed`, ...).
 */
export function historyOf(job: JobRow, timeline: readonly TimelineRow[], attempts: readonly AttemptRow[]): JobHappening[] {
  const numbers = new Map(attempts.map(({ id }, at) => [id, at + 1]))
  const printerAt = (time: number): string => timeline.findLast((one) => one.time <= time && one.printer !== '')?.printer ?? job.printer
  const entries = [...timeline.map((row) => ({ entry: transition(row, numbers), rank: row.event === 'said' ? 1.5 : row.attempt === null && row.event !== 'delivered' ? 0 : 3 })), ...attempts.flatMap((row, at) => sends(printerAt(row.begunAt), row, at + 1))]
  return entries.map((one, at) => ({ ...one, at })).sort((a, b) => a.entry.time - b.entry.time || a.rank - b.rank || a.at - b.at).map(({ entry }) => entry)
}

interface Ranked {
  readonly entry: JobHappening
  /** The order of what happened in the same millisecond: the job starts, is sent, its printer says something, it has been sent, and is done. */
  readonly rank: number
}

function transition({ time, event, source, who, cause, printer, state, reasons, attempt, octets }: TimelineRow, numbers: ReadonlyMap<number, number>): JobHappening {
  const number = attempt === null ? undefined : numbers.get(attempt)
  return {
    time,
    event,
    ...(source === '' ? {} : { source }),
    ...(who === '' ? {} : { who }),
    cause,
    printer,
    state,
    stateReasons: reasons === '' ? [] : reasons.split(' '),
    ...(number === undefined ? {} : { attempt: number }),
    octets,
  }
}

function sends(printer: string, { begunAt, endedAt, octets, outcome, message }: AttemptRow, attempt: number): Ranked[] {
  const sent = { source: 'device', printer, state: JobState.processing, stateReasons: ['job-printing'], attempt } as const
  const begun: Ranked = { entry: { ...sent, time: begunAt, event: 'send', cause: '', octets: 0 }, rank: 1 }
  if (endedAt === null) return [begun]
  return [begun, { entry: { ...sent, time: endedAt, event: outcome === 'delivered' ? 'sent' : `send-${outcome}`, cause: message, octets }, rank: 2 }]
}
