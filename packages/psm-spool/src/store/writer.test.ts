import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import type { AcceptJob } from './commands/accept-job.js'
import { migrate } from './schema.js'
import { mayWait, Writer, WriterBroken } from './writer.js'

const acceptance = (id: number, more: Partial<AcceptJob> = {}): AcceptJob => ({
  type: 'accept-job',
  id,
  printer: 'alpha',
  name: `job ${id}`,
  user: 'alice',
  host: '127.0.0.1',
  ticket: '[]',
  defaults: { priority: 50, copies: 1, cancelAfter: 0 },
  document: { name: '', format: 'text/plain', octets: 3, content: new Uint8Array([1, 2, 3]), file: null },
  at: 1000 + id,
  ...more,
})

function open() {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  const writer = new Writer(database)
  writer.commit([{ number: 0, command: { type: 'set-up-printers', printers: [{ name: 'alpha', configuration: '' }], at: 1 } }])
  const ids = () => database.prepare('SELECT id FROM jobs ORDER BY id').all().map((row) => row['id'])
  return { database, writer, ids, [Symbol.dispose]: () => database.close() }
}

describe('group commit', () => {
  it('commits many commands at once; one that is refused harms only itself', () => {
    using world = open()
    const replies = world.writer.commit([
      { number: 1, command: acceptance(1) },
      { number: 2, command: { type: 'transition', job: 4711, event: { type: 'release' }, at: 5 } },
      { number: 3, command: acceptance(1) },
      { number: 4, command: acceptance(2) },
    ])
    expect(replies.map((one) => ('failure' in one ? one.failure.code : 'done'))).toEqual(['done', 'not-found', 'internal-error', 'done'])
    expect(world.ids()).toEqual([1, 2])
    expect(world.database.prepare('SELECT queued FROM printers').get()).toEqual({ queued: 2 })
  })

  it('answers temporary-error where the disk is full, harms no job, and goes on when there is room', () => {
    using world = open()
    const pages = Number(world.database.prepare('PRAGMA page_count').get()?.['page_count'])
    world.database.exec(`PRAGMA max_page_count = ${pages + 2}`)
    const large = { name: '', format: 'text/plain', octets: 60_000, content: new Uint8Array(60_000), file: null }
    const replies = world.writer.commit([
      { number: 1, command: acceptance(1) },
      { number: 2, command: acceptance(2, { document: large }) },
      { number: 3, command: acceptance(3) },
    ])
    expect(replies.map((one) => ('failure' in one ? one.failure.code : 'done'))).toEqual(['done', 'temporary-error', 'done'])
    expect(replies[1]).toMatchObject({ failure: { message: 'the print server cannot store this now: the disk is full; try again later' } })
    expect(world.ids()).toEqual([1, 3])
    world.database.exec('PRAGMA max_page_count = 1000000')
    expect(world.writer.commit([{ number: 4, command: acceptance(4, { document: large }) }])).toMatchObject([{ answer: { id: 4 } }])
    expect(world.ids()).toEqual([1, 3, 4])
  })

  it('keeps how a job came and what people did, however often its device was tried', () => {
    using world = open()
    world.writer.commit([
      { number: 1, command: acceptance(1) },
      { number: 2, command: { type: 'promote-job', job: 1, by: { user: 'olga', isOperator: true }, at: 2 } },
    ])
    for (let at = 3; at < 100; at++) {
      world.writer.commit([
        { number: 1, command: { type: 'transition', job: 1, event: { type: 'start' }, at } },
        { number: 2, command: { type: 'transition', job: 1, event: { type: 'requeue', message: '' }, at } },
      ])
    }
    expect(world.database.prepare('SELECT event, count(*) AS entries FROM timeline GROUP BY event ORDER BY min(id)').all()).toEqual([{ event: 'create', entries: 1 }, { event: 'promote', entries: 1 }, { event: 'start', entries: 25 }, { event: 'requeue', entries: 25 }])
  })

  it('flushes every commit but those that only say that a device is about to be asked', () => {
    using world = open()
    const flushing = () => world.database.prepare('PRAGMA synchronous').get()?.['synchronous']
    const start = { type: 'transition', job: 1, event: { type: 'start' }, at: 2 } as const
    world.writer.commit([{ number: 1, command: acceptance(1) }])
    expect(flushing()).toBe(2)
    expect(world.writer.commit([{ number: 2, command: start }])).toMatchObject([{ answer: { state: 5 } }])
    expect(flushing()).toBe(1)
    world.writer.commit([{ number: 3, command: { type: 'begin-attempt', job: 1, part: 0, at: 3 } }])
    expect(flushing()).toBe(2)
    world.writer.commit([{ number: 4, command: { ...start, event: { type: 'stop', message: '' } } }, { number: 5, command: acceptance(2) }])
    expect(flushing()).toBe(2)
    // What a client asks for is promised to it.
    expect(mayWait({ ...start, by: { user: 'alice', isOperator: false } })).toBe(false)
    expect(mayWait({ ...start, event: { type: 'cancel', by: 'user', message: '' } })).toBe(false)
  })

  it('gives up its connection where a transaction can neither be ended nor taken back', () => {
    using world = open()
    const fail = (): never => {
      throw Object.assign(new Error('disk I/O error'), { errcode: 10 })
    }
    const isEnd = (sql: string): boolean => sql === 'COMMIT' || sql === 'ROLLBACK'
    const broken = new Proxy(world.database, {
      get: (database, name) => {
        if (name === 'exec') return (sql: string) => (isEnd(sql) ? fail() : database.exec(sql))
        if (name === 'prepare') return (sql: string) => (isEnd(sql) ? { run: fail } : database.prepare(sql))
        const member: unknown = Reflect.get(database, name, database)
        return typeof member === 'function' ? (member.bind(database) as unknown) : member
      },
    })
    expect(() => new Writer(broken).commit([{ number: 1, command: acceptance(1) }, { number: 2, command: acceptance(2) }])).toThrow(WriterBroken)
  })

  it('keeps a bounded timeline of each job', () => {
    using world = open()
    world.writer.commit([{ number: 1, command: acceptance(1) }])
    for (let at = 0; at < 150; at++) world.writer.commit([{ number: at, command: { type: 'promote-job', job: 1, by: { user: 'olga', isOperator: true }, at } }])
    expect(world.database.prepare('SELECT count(*) AS entries FROM timeline').get()).toEqual({ entries: 100 })
  })
})

describe('forget', () => {
  const finish = (world: ReturnType<typeof open>, id: number, at: number) => {
    world.writer.commit([{ number: 1, command: acceptance(id) }])
    world.writer.commit([{ number: 2, command: { type: 'transition', job: id, event: { type: 'cancel', by: 'user', message: '' }, at } }])
  }
  const command = { type: 'forget', historyJobs: 100, finishedBefore: 0, documentsBefore: 0, now: 0, limit: 100 } as const

  it('forgets what is too old and what is too much, and no unfinished job', () => {
    using world = open()
    for (const id of [1, 2, 3, 4, 5]) finish(world, id, 1000 * id)
    world.writer.commit([{ number: 1, command: acceptance(6) }])
    world.writer.commit([{ number: 1, command: { ...command, finishedBefore: 2000 } }])
    expect(world.ids()).toEqual([2, 3, 4, 5, 6])
    world.writer.commit([{ number: 1, command: { ...command, historyJobs: 3 } }])
    expect(world.ids()).toEqual([3, 4, 5, 6])
    world.writer.commit([{ number: 1, command: { ...command, historyJobs: 3, finishedBefore: 4500 } }])
    expect(world.ids()).toEqual([5, 6])
    world.writer.commit([{ number: 1, command: { ...command, historyJobs: 0 } }])
    expect(world.ids()).toEqual([6])
  })

  it('forgets documents before jobs; then the job cannot be printed again', () => {
    using world = open()
    finish(world, 1, 1000)
    world.writer.commit([{ number: 1, command: { ...command, documentsBefore: 1001 } }])
    expect(world.database.prepare('SELECT content FROM documents').all()).toEqual([{ content: null }])
    expect(world.writer.commit([{ number: 1, command: { type: 'transition', job: 1, event: { type: 'restart' }, at: 2 } }])).toMatchObject([{ failure: { code: 'not-possible' } }])
  })

  it('says whether there is more than it was allowed to forget at once', () => {
    using world = open()
    for (const id of [1, 2, 3]) finish(world, id, id)
    expect(world.writer.commit([{ number: 1, command: { ...command, historyJobs: 0, limit: 2 } }])).toMatchObject([{ answer: { jobs: 2, more: true } }])
    expect(world.writer.commit([{ number: 1, command: { ...command, historyJobs: 0, limit: 2 } }])).toMatchObject([{ answer: { jobs: 1, more: false } }])
  })

  it('remembers the highest id of forgotten jobs', () => {
    using world = open()
    finish(world, 41, 1)
    world.writer.commit([{ number: 1, command: { ...command, historyJobs: 0 } }])
    expect(world.writer.commit([{ number: 1, command: { type: 'set-up-printers', printers: [], at: 1 } }])).toMatchObject([{ answer: { highestJob: 41 } }])
  })
})
