/** A spool that an earlier version wrote: its jobs are there, in their order, and go on. */
import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { Attributes, attribute, integer } from '@platen/papi'
import { laws } from '../maintenance/lawful-states.js'
import { ticketToJson } from '../ticket-json.js'
import { migrate, migrations, schemaVersion } from './schema.js'
import { Writer } from './writer.js'
import { Reader } from './reader.js'

/** A database as a version left it: two jobs that wait, one that was completed. */
function writtenBy(version: number): DatabaseSync {
  const database = new DatabaseSync(':memory:')
  migrate(database, migrations.slice(0, 1))
  database.exec("INSERT INTO printers (name, stateChangedAt, configuration, configChangedAt) VALUES ('alpha', 1, '', 1)")
  const insert = database.prepare(
    `INSERT INTO jobs (id, printer, name, user, host, state, reasons, message, notice, priority, promoted, createdAt, processingAt, completedAt, octets, octetsProcessed, impressions, documents, format, ticket,
       open, openUntil, holdUntil, releaseAt, cancelBy, part, brokenSends, kept, absent)
     VALUES (?, 'alpha', 'old', 'alice', '', ?, ?, '', '', ?, 0, ?, NULL, ?, 3, 0, 0, 1, 'text/plain', ?, 0, NULL, '', NULL, NULL, 0, 0, 1, 0)`,
  )
  const twoCopies = ticketToJson(Attributes.of(attribute('job-priority', integer(20)), attribute('copies', integer(2))))
  insert.run(7, 3, '', 20, 1000, null, twoCopies)
  insert.run(8, 3, '', 80, 2000, null, '[]')
  insert.run(5, 9, 'job-completed-successfully', 50, 500, 900, '[]')
  const document = database.prepare("INSERT INTO documents (job, number, name, format, octets, content) VALUES (?, 1, 'd', 'text/plain', 3, x'010203')")
  for (const id of [5, 7, 8]) document.run(id)
  for (const id of [5, 7, 8]) database.exec(`INSERT INTO timeline (job, time, event, state, reasons, message) VALUES (${id}, 1000, 'create', 3, '', 'It came.')`)
  migrate(database, migrations.slice(0, version))
  return database
}

const versions = migrations.slice(1).map((_step, at) => at + 1)

describe.each(versions)('a spool of version %i', (version) => {
  it('keeps its jobs and their order', () => {
    const database = writtenBy(version)
    expect(schemaVersion(database)).toBe(version)
    migrate(database)
    expect(schemaVersion(database)).toBe(migrations.length)
    using reader = new Reader(database)
    expect(reader.jobs({ which: 'all' }).map((job) => [job.id, job.queuePriority, job.place, job.copies, job.heldNew, job.locked, job.password, job.suspendedBy])).toEqual([
      [8, 80, 8, 1, 0, 0, '', null], [7, 20, 7, 2, 0, 0, '', null], [5, 50, 5, 1, 0, 0, '', null],
    ])
    expect(reader.nextJob('alpha')?.id).toBe(8)
    expect(reader.documents(7)).toEqual([{ job: 7, number: 1, name: 'd', format: 'text/plain', octets: 3, file: null, naturalLanguage: '', createdAt: 1000, digest: null, canceledBy: null, canceledAt: null }])
    expect(reader.queued('alpha')).toBe(2)
    const { jobs, octets } = reader.load('alpha')
    expect([jobs, octets]).toEqual([2, 6])
    expect(reader.timeline(7)).toEqual([{ time: 1000, event: 'create', state: 3, reasons: '', message: 'It came.', printer: 'alpha', source: '', who: '', cause: 'It came.', attempt: null, octets: 0 }])
  })

  it('goes on: its jobs are put in another order, printed and printed again, its printer is shut down', () => {
    using database = writtenBy(version)
    migrate(database)
    const writer = new Writer(database)
    const by = { user: 'olga', isOperator: true }
    const replies = writer.commit([
      { number: 1, command: { type: 'schedule-job-after', job: 8, predecessor: 7, by, at: 3000 } },
      { number: 2, command: { type: 'transition', job: 7, event: { type: 'start' }, at: 3000 } },
      { number: 3, command: { type: 'resubmit-job', source: 5, id: 9, by, user: 'olga', host: '', ticket: '[]', defaults: { priority: 50, copies: 1, cancelAfter: 0 }, at: 3000 } },
      { number: 4, command: { type: 'change-printer', printer: 'alpha', change: { shutdown: 1, shutdownMessage: '' }, event: 'shut-down', source: 'operator', who: 'olga', at: 3000 } },
      { number: 5, command: { type: 'cancel-document', job: 8, document: 1, by, at: 3000 } },
      { number: 6, command: { type: 'note-printer', printer: 'alpha', event: 'stop', cause: 'Paper jam.', state: 5, reasons: ['media-jam-error'], at: 3000 } },
    ])
    expect(replies.filter((one) => 'failure' in one)).toEqual([])
    expect(database.prepare('SELECT id, state FROM jobs ORDER BY id').all()).toEqual([{ id: 5, state: 9 }, { id: 7, state: 5 }, { id: 8, state: 7 }, { id: 9, state: 3 }])
    expect(database.prepare('SELECT hex(content) AS content FROM documents WHERE job = 9').all()).toEqual([{ content: '010203' }])
    using reader = new Reader(database)
    // The job that prints, the new one, and not the canceled one.
    expect([reader.load('alpha').jobs, reader.load('alpha').octets]).toEqual([2, 6])
    expect(reader.printerTimeline('alpha').map((one) => one.event)).toEqual(['shut-down', 'stop'])
  })
})

/** What a version wrote: its form, and the rows of its fixture. A new form needs a fixture of the one before. */
function versionOf(form: number): DatabaseSync {
  const database = new DatabaseSync(':memory:')
  migrate(database, migrations.slice(0, form))
  database.exec(readFileSync(new URL(`./fixtures/version-${form}.sql`, import.meta.url), 'utf8'))
  return database
}

describe('a spool of version 2', () => {
  it('keeps its jobs, their holds and their order, and its printers', () => {
    const database = versionOf(2)
    migrate(database)
    using reader = new Reader(database)
    expect(reader.jobs({ which: 'all' }).map((job) => [job.id, job.name, job.state, job.open, job.holdUntil, job.copies])).toEqual([
      [3, 'urgent', 3, 0, '', 1], [2, 'two copies', 3, 0, '', 2], [4, 'held', 4, 0, 'indefinite', 1], [6, 'open', 3, 1, '', 1], [5, 'canceled', 7, 0, '', 1], [1, 'printed', 9, 0, '', 1],
    ])
    expect(reader.nextJob('alpha')?.id).toBe(3)
    expect(reader.attempts(1).map(({ outcome }) => outcome)).toEqual(['delivered'])
    expect(reader.printers().map(({ name, paused, pauseMessage, queued }) => [name, paused, pauseMessage, queued])).toEqual([['alpha', 1, 'paper is on its way', 2], ['beta', 0, '', 2]])
  })
})

describe('a spool of version 4', () => {
  it('keeps its jobs, moved ones too; what its error policy paused may let its jobs go, what a person paused not; documents have no digest yet', () => {
    using database = versionOf(4)
    migrate(database)
    using reader = new Reader(database)
    expect(reader.jobs({ which: 'all' }).map((job) => [job.id, job.name, job.printer, job.state, job.movedFrom])).toEqual([
      [2, 'stopped it', 'gamma', 3, ''], [3, 'waits', 'alpha', 3, ''], [4, 'moved', 'beta', 3, 'alpha'], [5, 'large', 'alpha', 3, ''], [6, 'held', 'alpha', 4, ''], [7, 'canceled', 'alpha', 7, ''], [1, 'with a sheet', 'alpha', 9, ''],
    ])
    expect(reader.printers().map(({ name, paused, downSince, stateChangedAt }) => [name, paused, downSince === stateChangedAt, downSince === null])).toEqual([['alpha', 1, false, true], ['beta', 1, false, true], ['gamma', 1, true, false]])
    expect(reader.documents(3)).toMatchObject([{ octets: 6, digest: null }])
    expect(reader.undigestedFiles(10)).toEqual(reader.documents(5).map(({ file }) => file))
  })
})

describe('every older version', () => {
  it.each(Array.from({ length: migrations.length - 1 }, (_, at) => at + 1).filter((form) => form > 1))('%i has a fixture, and is lawful when it has come to the newest form', (form) => {
    using database = versionOf(form)
    migrate(database)
    expect(schemaVersion(database)).toBe(migrations.length)
    for (const { name, breaches } of laws) expect(database.prepare(breaches).all(), name).toEqual([])
    expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
  })
})
