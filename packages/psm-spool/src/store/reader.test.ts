import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { Reader } from './reader.js'
import { migrate } from './schema.js'
import { Writer } from './writer.js'

describe('how many jobs come before', () => {
  it('is the same counted for one or for several, in each queue', () => {
    const database = new DatabaseSync(':memory:')
    migrate(database)
    const writer = new Writer(database)
    writer.commit([{ number: 0, command: { type: 'set-up-printers', printers: ['alpha', 'beta'].map((name) => ({ name, configuration: '' })), at: 1 } }])
    const by = { user: 'olga', isOperator: true }
    const accepted = [50, 80, 50, 20, 50, 80].map((priority, at) => ({
      number: at + 1,
      command: {
        type: 'accept-job', id: at + 1, printer: at % 3 === 2 ? 'beta' : 'alpha', name: '', user: 'alice', host: '', ticket: '[]', defaults: { priority, copies: 1, cancelAfter: 0 }, at: 1,
        document: { name: '', format: 'text/plain', octets: 0, content: new Uint8Array(), file: null },
      } as const,
    }))
    writer.commit([...accepted, { number: 7, command: { type: 'promote-job', job: 4, by, at: 2 } }, { number: 8, command: { type: 'transition', job: 1, event: { type: 'start' }, at: 3 } }])
    using reader = new Reader(database)
    const jobs = reader.jobs({})
    const each = reader.jobsBeforeEach(jobs)
    expect(jobs.map((job) => [job.id, each.get(job.id)])).toEqual(jobs.map((job) => [job.id, reader.jobsBefore(job)]))
    expect(new Map([...each].filter(([id]) => id % 3 !== 0))).toEqual(new Map([[1, 0], [4, 1], [2, 2], [5, 3]]))
    expect([...reader.jobsBeforeEach(jobs.filter((job) => job.id === 5))]).toEqual([[5, 3]])
  })
})

describe('alarms', () => {
  it('are those of jobs whose queue is configured: no other can be rung', () => {
    const database = new DatabaseSync(':memory:')
    migrate(database)
    const writer = new Writer(database)
    const configure = (...names: string[]) => writer.commit([{ number: 0, command: { type: 'set-up-printers', printers: names.map((name) => ({ name, configuration: '' })), at: 1 } }])
    configure('alpha')
    const job = { type: 'accept-job', printer: 'alpha', name: '', user: 'alice', host: '', ticket: '[]', defaults: { priority: 50, copies: 1, cancelAfter: 0 }, at: 1 } as const
    writer.commit([
      { number: 1, command: { ...job, id: 1, openUntil: 100 } },
      { number: 2, command: { ...job, id: 2, hold: { until: 'night', releaseAt: 50 }, document: { name: '', format: 'text/plain', octets: 0, content: new Uint8Array(), file: null } } },
    ])
    using reader = new Reader(database)
    expect([reader.nextAlarm(), reader.toRelease(50).map((one) => one.id), reader.timedOut(100).map((one) => one.id)]).toEqual([50, [2], [1]])
    configure()
    expect([reader.nextAlarm(), reader.toRelease(50), reader.timedOut(100)]).toEqual([undefined, [], []])
  })
})
