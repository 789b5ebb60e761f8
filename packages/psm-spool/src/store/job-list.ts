/** The SQL of a job listing: each of its forms is served by an index, whatever the length of the history. */
import type { SQLInputValue } from 'node:sqlite'
import { isTerminal, JobState, stateOfWhichJobs, type JobFilter, type WhichJobs } from '@platen/papi'
import { jobColumns } from './rows.js'

/** A statement and its values. */
export interface Query {
  readonly sql: string
  readonly values: readonly SQLInputValue[]
}

/** Unfinished jobs, or finished ones; of those, the few that did not end well (`ended`) and proofs have indexes of their own. */
export type JobKind = 'unfinished' | 'finished' | 'ended' | 'proofs'

/** The order in which unfinished jobs print. */
export const unfinishedOrder = 'phase, promoted DESC, queuePriority DESC, place'
const finishedOrder = 'completedAt DESC, id DESC'

const kinds: Readonly<Record<JobKind, { readonly where: string; readonly order: string }>> = {
  unfinished: { where: 'state < 7 AND absent = 0', order: unfinishedOrder },
  finished: { where: 'state >= 7 AND absent = 0', order: finishedOrder },
  ended: { where: 'state IN (7, 8) AND absent = 0', order: finishedOrder },
  proofs: { where: 'state >= 7 AND absent = 0 AND proof = 1', order: finishedOrder },
}

/** The kinds of jobs that a listing goes through, in their order. */
export function kindsOf(which: WhichJobs): readonly JobKind[] {
  const state = stateOfWhichJobs[which]
  if (state !== undefined) return [isTerminal(state) ? 'ended' : 'unfinished']
  switch (which) {
    case 'all':
      return ['unfinished', 'finished']
    case 'completed':
      return ['finished']
    case 'proof-print':
      return ['unfinished', 'proofs']
    default:
      return ['unfinished']
  }
}

function where(kind: JobKind, filter: JobFilter): Query {
  const { which = 'not-completed' } = filter
  const terms = [kinds[kind].where]
  const values: SQLInputValue[] = []
  const add = (term: string, value: SQLInputValue) => {
    terms.push(term)
    values.push(value)
  }
  const state = stateOfWhichJobs[which]
  if (state !== undefined) add('state = ?', state)
  if (state === JobState.processing || state === JobState.processingStopped) add('phase = ?', 0)
  if (which === 'proof-print' && kind === 'unfinished') add('proof = ?', 1)
  // Named jobs are looked up one by one: the plus keeps SQLite from going through all jobs of the printer or user instead.
  const named = filter.ids === undefined ? '' : '+'
  if (filter.printer !== undefined) add(`${named}printer = ?`, filter.printer)
  if (filter.user !== undefined) add(`${named}user = ?`, filter.user)
  if (filter.ids !== undefined) add('id IN (SELECT value FROM json_each(?))', JSON.stringify(filter.ids))
  if (filter.fromId !== undefined) add('id >= ?', filter.fromId)
  return { sql: terms.join(' AND '), values }
}

/** Lists jobs of a kind. */
export function listQuery(kind: JobKind, filter: JobFilter, limit: number, offset: number): Query {
  const { sql, values } = where(kind, filter)
  return { sql: `SELECT ${jobColumns.join(', ')} FROM jobs WHERE ${sql} ORDER BY ${kinds[kind].order} LIMIT ? OFFSET ?`, values: [...values, limit, offset] }
}

/** Counts jobs of a kind. */
export function countQuery(kind: JobKind, filter: JobFilter): Query {
  const { sql, values } = where(kind, filter)
  return { sql: `SELECT count(*) AS jobs FROM jobs WHERE ${sql}`, values }
}
