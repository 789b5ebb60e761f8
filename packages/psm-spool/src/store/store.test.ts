import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtWorker } from '../test-surroundings.js'
import { lockFolder, openForReading } from './database.js'
import type { Effect } from './effects.js'
import { Reader } from './reader.js'
import { Store } from './store.js'

async function open() {
  const folder = await mkdtemp(join(tmpdir(), 'platen-store-'))
  const path = join(folder, 'spool.db')
  const effects: Effect[] = []
  const store = await Store.open({ path, worker: builtWorker, onCommitted: (some) => void effects.push(...some) })
  await store.send({ type: 'set-up-printers', printers: [{ name: 'alpha', configuration: '' }], at: 1 })
  return {
    folder,
    path,
    store,
    effects,
    accept: (id: number) => store.send({ type: 'accept-job', id, printer: 'alpha', name: '', user: 'alice', host: '', ticket: '[]', defaults: { priority: 50, copies: 1, cancelAfter: 0 }, at: 1 }),
    [Symbol.asyncDispose]: async () => {
      await store[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

describe('the store', () => {
  it('lets many commands share few flushes, answers each, and tells of all in order', async () => {
    await using world = await open()
    const before = world.store.commits
    const rows = await Promise.all(Array.from({ length: 200 }, (_, at) => world.accept(at + 1)))
    expect(rows.map((row) => row.id)).toEqual(Array.from({ length: 200 }, (_, at) => at + 1))
    expect(world.store.commits - before).toBeLessThanOrEqual(4)
    expect(world.effects.map((effect) => ('job' in effect ? effect.job.id : 0))).toEqual(rows.map((row) => row.id))
  })

  it('has committed before it answers: a reader sees it', async () => {
    await using world = await open()
    using reader = new Reader(openForReading(world.path))
    await world.accept(1)
    expect(reader.job(1)?.user).toBe('alice')
    expect(reader.queued('alpha')).toBe(1)
  })

  it('finishes what was asked before it closes, and refuses what comes after', async () => {
    await using world = await open()
    const asked = world.accept(1)
    await world.store[Symbol.asyncDispose]()
    expect((await asked).id).toBe(1)
    await expect(world.accept(2)).rejects.toMatchObject({ code: 'service-unavailable' })
  })

  it('says what is wrong with a database that it cannot open', async () => {
    await using world = await open()
    await expect(Store.open({ path: join(world.folder, 'not', 'there.db'), worker: builtWorker, onCommitted: () => undefined })).rejects.toMatchObject({
      name: 'PapiError',
      code: 'temporary-error',
      message: expect.stringContaining('the spool cannot be opened') as unknown,
    })
  })

  it('lets one server have a folder', async () => {
    await using world = await open()
    const path = join(world.folder, 'spool.lock')
    const lock = lockFolder(path, world.folder)
    expect(() => lockFolder(path, world.folder)).toThrow(/is in use by another server/)
    lock.close()
    lockFolder(path, world.folder).close()
  })
})
