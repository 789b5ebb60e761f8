/** The SQL of a job listing: each of its forms is served by an index, whatever the length of the history. */
import type { SQLInputValue } from 'node:sqlite'
import type { JobFilter } from '@platen/papi'
import { jobColumns } from './rows.js'

/** A statement and its values. */
export interface Query {
  readonly sql: string
  readonly values: readonly SQLInputValue[]
}

/** Unfinished or finished jobs. */
export type JobKind = 'unfinished' | 'finished'

const kinds: Readonly<Record<JobKind, { readonly where: string; readonly order: string }>> = {
  unfinished: { where: 'state < 7 AND absent = 0', order: 'phase, promoted DESC, priority DESC, id' },
  finished: { where: 'state >= 7 AND absent = 0', order: 'completedAt DESC, id DESC' },
}

function where(kind: JobKind, filter: JobFilter): Query {
  const terms = [kinds[kind].where]
  const values: SQLInputValue[] = []
  const add = (term: string, value: SQLInputValue) => {
    terms.push(term)
    values.push(value)
  }
  if (filter.printer !== undefined) add('printer = ?', filter.printer)
  if (filter.user !== undefined) add('user = ?', filter.user)
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
