import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { JobState } from '@platen/papi'
import { alice, documentOf, jobOf, octets, operator, recordingDevice } from '@platen/papi/contract'
import { openTestSpool } from '../test-spool.js'
import { backupSpool } from './backup.js'
import { verifySpool } from './verify.js'

async function targetFolder() {
  const root = await fs.mkdtemp(join(tmpdir(), 'platen-backup-'))
  return { path: join(root, 'backup'), [Symbol.asyncDispose]: () => fs.rm(root, { recursive: true, force: true }) }
}

/** A spool with jobs that wait, small and large. */
async function pausedSpool() {
  const spool = await openTestSpool()
  await spool.service.printerPause(operator, 'alpha')
  const jobs = []
  for (const [at, size] of [10, 60_000, 100_000, 300_000].entries()) jobs.push({ size, at, ...(await spool.service.jobSubmit(alice, 'alpha', jobOf(`job ${at}`), documentOf(octets(size, at)))) })
  return { spool, jobs, [Symbol.asyncDispose]: () => spool[Symbol.asyncDispose]() }
}

describe('a backup', () => {
  it.each([
    ['links', {}],
    ['copies, where links cannot be made', { fileSystem: { ...fs, link: () => Promise.reject(Object.assign(new Error('cross-device link'), { code: 'EXDEV' })) } }],
  ])('of a running spool, by %s: a spool on it prints every job, octet by octet', async (_by, options) => {
    await using world = await pausedSpool()
    await using target = await targetFolder()
    expect(await backupSpool(world.spool.folder, target.path, options)).toEqual({ jobs: 4, files: 2, octets: 400_000 })
    expect(await verifySpool(target.path)).toMatchObject({ problems: [], notes: [], jobs: 4, unfinishedJobs: 4, documents: 4 })
    // What becomes of the spool does not touch its backup.
    await world.spool.service.printerPurgeJobs(operator, 'alpha')
    const device = recordingDevice()
    await using restored = await openTestSpool({ folder: target.path, device })
    await restored.service.printerResume(operator, 'alpha')
    for (const { id } of world.jobs) expect((await restored.jobEnded(id)).state).toBe(JobState.completed)
    const printed = await device.delivered(4)
    for (const [at, { size }] of world.jobs.entries()) expect(Buffer.compare(printed[at] ?? new Uint8Array(), octets(size, at))).toBe(0)
  })

  it('names no document that is not there, though documents come and go while it is made', async () => {
    await using spool = await openTestSpool({ options: { 'retain-documents': 0 } })
    await using target = await targetFolder()
    await spool.service.printerPause(operator, 'alpha')
    await spool.service.jobSubmit(alice, 'alpha', jobOf('first'), documentOf(octets(100_000)))
    let changed = false
    const link = async (...parameters: Parameters<typeof fs.link>) => {
      await fs.link(...parameters)
      if (changed) return
      changed = true
      // Between what was there and the database: one more, and the first goes.
      await spool.service.jobSubmit(alice, 'alpha', jobOf('second'), documentOf(octets(200_000)))
      const [first] = await spool.service.printerListJobs(operator, {})
      await spool.service.jobCancel(operator, first?.id ?? 0)
    }
    expect(await backupSpool(spool.folder, target.path, { fileSystem: { ...fs, link } })).toMatchObject({ files: 2 })
    expect((await verifySpool(target.path)).problems).toEqual([])
  })

  it('is refused where something is already, and where there is no spool', async () => {
    await using world = await pausedSpool()
    await using target = await targetFolder()
    await fs.mkdir(target.path)
    await fs.writeFile(join(target.path, 'letter'), '')
    await expect(backupSpool(world.spool.folder, target.path)).rejects.toThrow(/is not empty/)
    await expect(backupSpool(target.path, join(target.path, 'two'))).rejects.toThrow(/there is no spool in/)
  })

  it('that fails leaves no database: nothing takes it for one', async () => {
    await using world = await pausedSpool()
    await using target = await targetFolder()
    const full = () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
    await expect(backupSpool(world.spool.folder, target.path, { fileSystem: { link: full, copyFile: full } })).rejects.toMatchObject({ code: 'temporary-error', message: expect.stringContaining('the disk is full') as unknown })
    expect((await fs.readdir(target.path)).filter((name) => name.startsWith('spool'))).toEqual([])
  })
})

describe('verify', () => {
  /** What a stopped copy of the spool is found to be after some harm. */
  async function after(harm: (folder: string, database: DatabaseSync) => Promise<unknown>) {
    await using world = await pausedSpool()
    await using target = await targetFolder()
    await backupSpool(world.spool.folder, target.path)
    {
      using database = new DatabaseSync(join(target.path, 'spool.db'))
      await harm(target.path, database)
    }
    return await verifySpool(target.path)
  }
  const document = async (folder: string) => join(folder, 'documents', (await fs.readdir(join(folder, 'documents'))).sort()[0] ?? '')

  it('finds nothing in a spool that is well, running or not, and says how much is in it', async () => {
    await using world = await pausedSpool()
    const found = await verifySpool(world.spool.folder)
    // Large documents are digested when they are in, beside everything else.
    expect({ ...found, notes: found.notes.filter((one) => !one.includes('have no digest yet')) }).toEqual({ problems: [], notes: [], jobs: 4, unfinishedJobs: 4, documents: 4, octets: 460_010, form: expect.any(Number) as unknown })
  })

  it.each<[string, RegExp, (folder: string, database: DatabaseSync) => Promise<unknown>]>([
    ['a file that is gone', /^job [34]: the file of its document 1 is not there/, async (folder) => fs.rm(await document(folder))],
    ['a file that is cut off', /^job [34]: the file of its document 1 has 70000 octets, not [13]00000/, async (folder) => fs.truncate(await document(folder), 70_000)],
    ['a state that is none', /^job 1: it is in state 12, which is none/, async (_folder, database) => database.exec('UPDATE jobs SET state = 12, completedAt = 1 WHERE id = 1')],
    ['an end without a time', /^job 2: it has ended, nobody knows when/, async (_folder, database) => database.exec('UPDATE jobs SET state = 9 WHERE id = 2')],
    ['a send of a job that waits', /^job 1: it is in state 3, yet a send of it is under way/, async (_folder, database) => database.exec('INSERT INTO attempts (job, part, begunAt) VALUES (1, 0, 1)')],
    ['a document that is lost', /^job 1: its document 1 is neither in the database nor in a file/, async (_folder, database) => database.exec('UPDATE documents SET content = NULL WHERE job = 1')],
    ['a document of another size', /^job 1: its document 1 has 2 octets, not 10/, async (_folder, database) => database.exec("UPDATE documents SET content = x'0102' WHERE job = 1")],
    ['one octet of a small document that the disk changed', /^job 2: its document 1 is not what was accepted: its octets were changed in the database \(their SHA-256 is another\); cancel the job and have it sent again, or restore the spool from a backup$/, async (_folder, database) => {
      const { content } = database.prepare('SELECT content FROM documents WHERE job = 2').get() as { content: Uint8Array }
      content[30_000] = (content[30_000] ?? 0) ^ 1
      return database.prepare('UPDATE documents SET content = ? WHERE job = 2').run(content)
    }],
    ['one octet of a large document that the disk changed', /^job [34]: its document 1 is not what was accepted: its octets were changed in file [-0-9a-f]+\.document \(their SHA-256 is another\); cancel the job/, async (folder) => {
      const path = await document(folder)
      // A link shares its octets with the spool: the harm is done to a copy, as a disk does it.
      const octets = await fs.readFile(path)
      octets[70_000] = (octets[70_000] ?? 0) ^ 0x10
      await fs.rm(path)
      await fs.writeFile(path, octets)
    }],
    ['a wrong count', /^printer "alpha" counts 9 jobs that wait, and there are 4/, async (_folder, database) => database.exec('UPDATE printers SET queued = 9')],
    ['a document of no job', /^a row of documents belongs to no job/, async (_folder, database) => database.exec('PRAGMA foreign_keys = OFF; DELETE FROM timeline WHERE job = 1; DELETE FROM jobs WHERE id = 1')],
  ])('finds %s', async (_what, sentence, harm) => {
    expect((await after(harm)).problems).toEqual([expect.stringMatching(sentence)])
  })

  it('tells of an octet that was changed in a document of a finished job: it must not be printed again', async () => {
    await using spool = await openTestSpool()
    await using target = await targetFolder()
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('done'), documentOf(octets(90_000)))
    await spool.jobEnded(job.id)
    await backupSpool(spool.folder, target.path)
    const path = await document(target.path)
    await fs.rm(path)
    await fs.writeFile(path, Buffer.alloc(90_000))
    expect((await verifySpool(target.path)).problems).toEqual([expect.stringMatching(/^job 1: its document 1 is not what was accepted.*; do not print the job again$/)])
  })

  it('notes documents that came before there were digests', async () => {
    const found = await after(async (_folder, database) => database.exec('UPDATE documents SET digest = NULL WHERE job < 3'))
    expect(found).toMatchObject({ problems: [], notes: ['2 documents have no digest yet: only their presence and size were checked'] })
  })

  it('finds a damaged database, and one that is none', async () => {
    const damaged = await after(async (folder, database) => {
      const size = Number(database.prepare('PRAGMA page_count').get()?.['page_count']) * 4096
      const file = await fs.open(join(folder, 'spool.db'), 'r+')
      for (let at = 5 * 4096; at < size; at += 3 * 4096) await file.write(Buffer.alloc(200, 0xee), 0, 200, at)
      await file.close()
    })
    expect(damaged.problems[0]).toMatch(/^the database (is damaged|cannot be read)/)
    await using target = await targetFolder()
    await fs.mkdir(target.path)
    await fs.writeFile(join(target.path, 'spool.db'), 'not a database, but long enough to be read as the header of one '.repeat(10))
    expect((await verifySpool(target.path)).problems).toEqual([expect.stringMatching(/^the database cannot be/)])
  })

  it('only notes files of no job: a start sweeps them', async () => {
    const found = await after(async (folder) => fs.writeFile(join(folder, 'documents', 'orphan.document'), ''))
    expect(found).toMatchObject({ problems: [], notes: [expect.stringMatching(/^1 files of documents belong to no job/)] })
  })
})
