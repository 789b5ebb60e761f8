/** What a crash leaves, and what the next start makes of it. A copy of the folder at the moment is the crash. */
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { JobState } from '@platen/papi'
import { alice, documentOf, jobOf, octets, operator, recordingDevice } from '@platen/papi/contract'
import { openTestSpool } from './test-spool.js'

describe('after a crash in the middle of a send', () => {
  /** A spool whose first job is on the device and whose second waits; then the crash. */
  async function crashed(size = 1000) {
    const spool = await openTestSpool()
    spool.device.stop()
    const first = await spool.service.jobSubmit(alice, 'alpha', jobOf('first'), documentOf(octets(size, 1)))
    const second = await spool.service.jobSubmit(alice, 'alpha', jobOf('second'), documentOf(octets(200_000, 2)))
    await spool.jobIn(first.id, JobState.processing)
    await spool.device.started(1)
    // The attempt is journaled before the device sees an octet; one more command in the queue behind it shows that it is.
    await spool.service.jobPromote(operator, second.id)
    return { spool, first, second, folder: await spool.crashCopy(), [Symbol.asyncDispose]: () => spool[Symbol.asyncDispose]() }
  }

  it('prints again, and says that it may be printed twice (after-crash: reprint)', async () => {
    await using crash = await crashed()
    const device = recordingDevice()
    device.stop()
    await using spool = await openTestSpool({ folder: crash.folder, device })
    await device.started(1)
    expect(spool.warnings).toContain('jobs were being sent when the server stopped; they are printed again')
    device.go()
    const done = await spool.jobEnded(crash.first.id)
    expect(done).toMatchObject({ state: JobState.completed, stateMessage: 'The server stopped while this job was being sent: it is printed again and may be printed twice.' })
    expect(done.stateReasons).toContain('job-completed-with-warnings')
    expect(await spool.jobEnded(crash.second.id)).toMatchObject({ state: JobState.completed, stateMessage: '' })
    const hex = (list: readonly Uint8Array[]) => list.map((one) => Buffer.from(one).toString('hex')).sort()
    expect(hex(await device.delivered(2))).toEqual(hex([octets(1000, 1), octets(200_000, 2)]))
  })

  it('holds the job for a person (after-crash: hold); the others print', async () => {
    await using crash = await crashed()
    await using spool = await openTestSpool({ folder: crash.folder, queueOptions: { 'after-crash': 'hold' } })
    await spool.jobIn(crash.second.id, JobState.completed)
    const held = await spool.service.jobQuery(alice, crash.first.id)
    expect(held).toMatchObject({ state: JobState.pendingHeld, stateReasons: ['job-held-for-review'] })
    expect(held.stateMessage).toMatch(/^The server stopped while this job was being sent\. Part of it may be printed: it is held/)
    await spool.service.jobRelease(alice, crash.first.id)
    await spool.jobIn(crash.first.id, JobState.completed)
  })

  it('ends a job canceled whose cancellation was acknowledged', async () => {
    await using spool = await openTestSpool()
    spool.device.stop()
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    const copies: Promise<string>[] = []
    const reading = spool.service.events()[Symbol.asyncIterator]()
    await spool.jobIn(job.id, JobState.processing)
    const canceled = spool.service.jobCancel(alice, job.id)
    for (let next = await reading.next(); next.done !== true; next = await reading.next()) {
      if ('job' in next.value && next.value.job.stateReasons.includes('processing-to-stop-point')) {
        copies.push(spool.crashCopy())
        break
      }
    }
    await canceled
    await using after = await openTestSpool({ folder: (await Promise.all(copies))[0] ?? '' })
    expect(await after.service.jobQuery(alice, job.id)).toMatchObject({ state: JobState.canceled })
  })

  it('sweeps files of documents that were never accepted, and keeps the others', async () => {
    await using crash = await crashed(100_000)
    await writeFile(join(crash.folder, 'documents', 'half.document.part'), 'half')
    await writeFile(join(crash.folder, 'documents', 'never.document'), 'never')
    const before = await readdir(join(crash.folder, 'documents'))
    await using spool = await openTestSpool({ folder: crash.folder })
    await spool.jobEnded(crash.second.id)
    expect((await readdir(join(crash.folder, 'documents'))).length).toBe(before.length - 2)
    expect((await spool.device.delivered(2)).map((one) => one.length).sort()).toEqual([100_000, 200_000])
  })
})

describe('a restart', () => {
  it('keeps what operators set, what was finished, and the ids', async () => {
    await using first = await openTestSpool()
    const done = await first.service.jobSubmit(alice, 'alpha', jobOf('done', { copies: 2 }), documentOf(octets(10)))
    await first.jobEnded(done.id)
    await first.service.printerPause(operator, 'alpha', 'Toner.')
    await first.service.printerDisable(operator, 'alpha', 'Full.')
    await using second = await openTestSpool({ folder: await first.crashCopy() })
    expect(await second.service.printerQuery(alice, 'alpha')).toMatchObject({ isAcceptingJobs: false, stateReasons: ['paused'], stateMessage: 'Toner. Full.' })
    expect(await second.service.jobQuery(alice, done.id)).toMatchObject({ state: JobState.completed, name: 'done', user: 'alice' })
    expect((await second.service.jobQuery(alice, done.id)).ticket.integer('copies')).toBe(2)
    await second.service.printerEnable(operator, 'alpha')
    await second.service.printerPurgeJobs(operator, 'alpha')
    await using third = await openTestSpool({ folder: await second.crashCopy() })
    expect((await third.service.jobSubmit(alice, 'alpha', jobOf('next'), documentOf(octets(10)))).id).toBeGreaterThan(done.id)
  })

  it('after a clean close prints again what was under way, and says so', async () => {
    await using first = await openTestSpool()
    first.device.stop()
    const job = await first.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    await first.device.started(1)
    await first.jobIn(job.id, JobState.processing)
    const { folder } = first
    await first.service.jobPromote(operator, job.id).catch(() => undefined)
    await first.service[Symbol.asyncDispose]()
    await using second = await openTestSpool({ folder })
    expect(await second.jobEnded(job.id)).toMatchObject({ state: JobState.completed, stateMessage: 'The server was stopped while this job was being sent: it is printed again and may be printed twice.' })
  })

  it('does not show jobs of a queue that is no longer configured, and has them when it is back', async () => {
    await using first = await openTestSpool({ queues: { alpha: 'contract://one/', beta: 'contract://two/' } })
    await first.service.printerPause(operator, 'beta')
    const job = await first.service.jobSubmit(alice, 'beta', jobOf('waiting'), documentOf(octets(10)))
    await using without = await openTestSpool({ folder: await first.crashCopy(), queues: { alpha: 'contract://one/' } })
    expect(without.warnings).toContain('1 jobs wait for queue "beta", which is not configured any more')
    expect(await without.service.printerListJobs(operator, { which: 'all' })).toEqual([])
    await expect(without.service.jobQuery(alice, job.id)).rejects.toMatchObject({ code: 'not-found' })
    await using again = await openTestSpool({ folder: await without.crashCopy(), queues: { alpha: 'contract://one/', beta: 'contract://two/' } })
    expect(await again.service.jobQuery(alice, job.id)).toMatchObject({ printer: 'beta', state: JobState.pending })
    await again.service.printerResume(operator, 'beta')
    await again.jobIn(job.id, JobState.completed)
  })

  it('is refused while another server has the folder', async () => {
    await using first = await openTestSpool()
    await expect(openTestSpool({ folder: first.folder })).rejects.toThrow(/is in use by another server/)
  })
})
