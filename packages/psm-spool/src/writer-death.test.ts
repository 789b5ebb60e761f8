/** The writer's thread dies under a running spooler: nothing that was promised is lost, and it goes on by itself. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { JobState } from '@platen/papi'
import { alice, documentOf, jobOf, octets, operator } from '@platen/papi/contract'
import { openTestSpool } from './test-spool.js'

const worker = new URL('../test/dying-writer.js', import.meta.url)
const dyingSpool = () => openTestSpool({ surroundings: { worker } })
const kill = (folder: string, moment: 'before' | 'after') => writeFile(join(folder, `spool.db.die-${moment}`), '')

describe("the writer's death", () => {
  it.each([10, 100_000])('before it commits: a job of %i octets is refused as temporary-error and leaves nothing, the next is taken', async (size) => {
    await using spool = await dyingSpool()
    await spool.service.printerPause(operator, 'alpha')
    const before = await spool.service.jobSubmit(alice, 'alpha', jobOf('kept'), documentOf(octets(100)))
    await kill(spool.folder, 'before')
    await expect(spool.service.jobSubmit(alice, 'alpha', jobOf('lost'), documentOf(octets(size)))).rejects.toMatchObject({ code: 'temporary-error', message: "the spool's writer has stopped; try again" })
    const after = await spool.service.jobSubmit(alice, 'alpha', jobOf('next'), documentOf(octets(size, 2)))
    expect((await spool.service.printerListJobs(operator, { which: 'all' })).map((job) => job.name)).toEqual(['kept', 'next'])
    expect(spool.warnings).toEqual(["the spool's writer stopped; the next command starts another"])
    await spool.service.printerResume(operator, 'alpha')
    for (const { id } of [before, after]) expect((await spool.jobEnded(id)).state).toBe(JobState.completed)
  })

  it.each([10, 100_000])('after it committed: a job of %i octets whose client was told to try again is whole, and prints', async (size) => {
    await using spool = await dyingSpool()
    await kill(spool.folder, 'after')
    await expect(spool.service.jobSubmit(alice, 'alpha', jobOf('untold'), documentOf(octets(size)))).rejects.toMatchObject({ code: 'temporary-error' })
    const [job] = await spool.service.printerListJobs(operator, { which: 'all' })
    expect(job?.name).toBe('untold')
    expect((await spool.jobEnded(job?.id ?? 0)).state).toBe(JobState.completed)
    expect((await spool.device.delivered(1)).map((one) => Buffer.compare(one, octets(size)))).toEqual([0])
  })

  it('while a job is being sent: what it could not tell takes its course', async () => {
    await using spool = await dyingSpool()
    spool.device.stop()
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('stalled'), documentOf(octets(1000)))
    await spool.device.started(1)
    // What was written before is told when this is.
    await spool.service.printerEnable(operator, 'alpha')
    await kill(spool.folder, 'after')
    await expect(spool.service.jobCancel(alice, job.id)).rejects.toMatchObject({ code: 'temporary-error' })
    expect((await spool.jobEnded(job.id)).state).toBe(JobState.canceled)
  })
})
