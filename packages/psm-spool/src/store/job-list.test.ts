import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { whichJobs, type JobFilter } from '@platen/papi'
import { kindsOf, listQuery, type JobKind } from './job-list.js'
import { migrate } from './schema.js'

const planOf = (database: DatabaseSync, kind: JobKind, filter: JobFilter): string => {
  const { sql, values } = listQuery(kind, filter, 10, 0)
  return database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values).map((row) => String(row['detail'])).join('; ')
}

describe('job listings', () => {
  it.each<[JobKind, JobFilter, string]>([
    ...whichJobs.flatMap((which) => kindsOf(which).map((kind): [JobKind, JobFilter, string] => [kind, { which }, { unfinished: 'unfinishedJobs', finished: 'finishedJobs', ended: 'endedJobs', proofs: 'proofJobs' }[kind]])),
    ['unfinished', { which: 'pending', printer: 'a' }, 'unfinishedJobsOfPrinter'],
    ['ended', { which: 'aborted', printer: 'a' }, 'endedJobsOfPrinter'],
    ['ended', { which: 'canceled', user: 'u' }, 'endedJobsOfUser'],
    ['unfinished', {}, 'unfinishedJobs'],
    ['unfinished', { printer: 'a' }, 'unfinishedJobsOfPrinter'],
    ['unfinished', { user: 'u' }, 'unfinishedJobsOfUser'],
    ['finished', {}, 'finishedJobs'],
    ['finished', { printer: 'a' }, 'finishedJobsOfPrinter'],
    ['finished', { user: 'u' }, 'finishedJobsOfUser'],
    ['unfinished', { printer: 'a', user: 'u' }, 'unfinishedJobsOfPrinterAndUser'],
    ['finished', { printer: 'a', user: 'u' }, 'finishedJobsOfPrinterAndUser'],
    ['ended', { which: 'canceled', printer: 'a', user: 'u' }, 'endedJobsOfPrinterAndUser'],
  ])('%s %j are read from the index %s in its order: no scan, no sort', (kind, filter, index) => {
    using database = new DatabaseSync(':memory:')
    migrate(database)
    const plan = planOf(database, kind, filter)
    expect(plan).toMatch(new RegExp(`USING INDEX ${index}\\b`))
    expect(plan).not.toMatch(/TEMP B-TREE/)
  })

  it.each<[JobKind, JobFilter]>([
    ['finished', { which: 'completed', ids: [3, 4] }],
    ['finished', { which: 'completed', ids: [3, 4], printer: 'a' }],
    ['finished', { which: 'completed', ids: [3, 4], printer: 'a', user: 'u' }],
    ['unfinished', { ids: [3, 4], printer: 'a' }],
  ])('%s %j are looked up one by one', (kind, filter) => {
    using database = new DatabaseSync(':memory:')
    migrate(database)
    expect(planOf(database, kind, filter)).toMatch(/SEARCH jobs USING INTEGER PRIMARY KEY \(rowid=\?\)/)
  })
})
