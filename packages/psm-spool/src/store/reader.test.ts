import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { Reader } from './reader.js'
import { migrate } from './schema.js'
import { Writer } from './writer.js'

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
