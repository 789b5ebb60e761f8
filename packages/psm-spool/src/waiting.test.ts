/** Jobs that wait for a document, an hour or a person; and how long finished ones are kept. */
import { readdir } from 'node:fs/promises'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Attributes, attribute, JobState, keyword } from '@platen/papi'
import { alice, documentOf, jobOf, octets, operator } from '@platen/papi/contract'
import { localCalendar } from './hold-until.js'
import { openTestSpool, TestClock, type TestSpool } from './test-spool.js'

/** The writer works in order: when this is answered, what was asked before is done, and so is what followed from it. */
async function inOrder(spool: TestSpool): Promise<void> {
  for (let twice = 0; twice < 2; twice++) await spool.service.printerEnable(operator, 'alpha')
}

describe('an open job', () => {
  it.each([
    ['abort-job', JobState.aborted],
    ['hold-job', JobState.pendingHeld],
    ['process-job', JobState.completed],
  ])('times out after multiple-operation-time-out: %s', async (action, state) => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock }, queueOptions: { 'multiple-operation-time-out': 60, 'multiple-operation-time-out-action': action } })
    const job = await spool.service.jobCreate(alice, 'alpha', jobOf('open'))
    expect(job.stateReasons).toEqual(['job-incoming', 'job-data-insufficient'])
    clock.turn(59_000)
    // Each document gives it time anew.
    await spool.service.jobStreamAdd(alice, job.id, documentOf(octets(10)))
    clock.turn(59_999)
    expect((await spool.service.jobQuery(alice, job.id)).state).toBe(JobState.pending)
    clock.turn(1)
    await spool.jobIn(job.id, state)
  })

  it('without a document is aborted whatever the action', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock }, queueOptions: { 'multiple-operation-time-out-action': 'process-job' } })
    const job = await spool.service.jobCreate(alice, 'alpha', jobOf('open'))
    // The alarm looks every minute, for clocks are set and machines sleep.
    for (let minute = 0; minute < 5; minute++) {
      clock.turn(60_000)
      await inOrder(spool)
    }
    expect((await spool.jobIn(job.id, JobState.aborted)).stateReasons).toEqual(['aborted-by-system', 'submission-interrupted'])
  })

  it('times out over a restart', async () => {
    await using first = await openTestSpool({ surroundings: { clock: new TestClock(1_000_000) } })
    const job = await first.service.jobCreate(alice, 'alpha', jobOf('open'))
    const clock = new TestClock(1_000_000 + 300_001)
    await using second = await openTestSpool({ folder: await first.crashCopy(), surroundings: { clock } })
    clock.turn(0)
    await second.jobIn(job.id, JobState.aborted)
  })

  it('does not time out while a document comes in, however slowly', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock } })
    const job = await spool.service.jobCreate(alice, 'alpha', jobOf('slow'))
    const gate = Promise.withResolvers<undefined>()
    const begun = Promise.withResolvers<undefined>()
    async function* slow() {
      yield octets(10, 1)
      begun.resolve(undefined)
      await gate.promise
      yield octets(10, 2)
    }
    const adding = spool.service.jobStreamAdd(alice, job.id, { name: '', format: 'text/plain', data: slow() })
    await begun.promise
    clock.turn(400_000)
    gate.resolve(undefined)
    expect((await adding).octets).toBe(20)
    await spool.service.jobCommit(alice, job.id)
    await spool.jobIn(job.id, JobState.completed)
  })
})

describe('a held job', () => {
  it('prints when its hour comes, also if the server was restarted before', async () => {
    const evening = localCalendar.hourOf(Date.now(), 1, 17)
    const clock = new TestClock(evening)
    await using first = await openTestSpool({ surroundings: { clock } })
    const job = await first.service.jobSubmit(alice, 'alpha', jobOf('later', { holdUntil: 'evening' }), documentOf(octets(10)))
    expect(job).toMatchObject({ state: JobState.pendingHeld, stateReasons: ['job-hold-until-specified'] })
    expect(job.stateMessage).toMatch(/^It is held until evening: it prints after \d{4}-\d\d-\d\d 18:00, or when it is released\.$/)
    const later = new TestClock(evening)
    await using second = await openTestSpool({ folder: await first.crashCopy(), surroundings: { clock: later } })
    later.turn(3_599_999)
    expect((await second.service.jobQuery(alice, job.id)).state).toBe(JobState.pendingHeld)
    later.turn(1)
    await second.jobIn(job.id, JobState.completed)
  })

  it('is held and released by a change of job-hold-until; a word that is not known is refused', async () => {
    await using spool = await openTestSpool()
    await spool.service.printerPause(operator, 'alpha')
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    const change = (until: string) => spool.service.jobModify(alice, job.id, Attributes.of(attribute('job-hold-until', keyword(until))))
    expect(await change('indefinite')).toMatchObject({ state: JobState.pendingHeld })
    expect(await change('no-hold')).toMatchObject({ state: JobState.pending })
    await expect(change('tea-time')).rejects.toMatchObject({ code: 'attributes-or-values-not-supported' })
    await expect(spool.service.jobSubmit(alice, 'alpha', jobOf('x', { holdUntil: 'tea-time' }), documentOf(octets(10)))).rejects.toMatchObject({ code: 'attributes-or-values-not-supported' })
  })
})

describe('a job that waits', () => {
  it('knows how many print before it', async () => {
    await using spool = await openTestSpool()
    await spool.service.printerPause(operator, 'alpha')
    const ids: number[] = []
    for (const priority of [50, 10, 50, 90]) ids.push((await spool.service.jobSubmit(alice, 'alpha', jobOf('x', { priority }), documentOf(octets(10)))).id)
    const listed = await spool.service.printerListJobs(alice, { printer: 'alpha' })
    expect(listed.map((job) => [job.id, job.interveningJobs])).toEqual([[ids[3], 0], [ids[0], 1], [ids[2], 2], [ids[1], 3]])
    const page = await spool.service.printerListJobs(alice, { printer: 'alpha', offset: 2, limit: 1 })
    expect(page.map((job) => [job.id, job.interveningJobs])).toEqual([[ids[2], 2]])
    const mine = await spool.service.printerListJobs(alice, { user: 'alice', ids: ids.slice(1, 3) })
    expect(mine.map((job) => job.interveningJobs)).toEqual([2, 3])
    expect((await spool.service.jobQuery(alice, ids[1] ?? 0)).interveningJobs).toBe(3)
  })
})

describe('retention', () => {
  it('keeps documents and finished jobs as long as the options say', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock }, options: { 'retain-documents': 100, 'history-seconds': 1000 } })
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(100_000)))
    expect((await spool.jobEnded(job.id)).stateReasons).toContain('job-restartable')
    const files = () => readdir(join(spool.folder, 'documents'))
    const pass = async (seconds: number) => {
      for (let passed = 0; passed < seconds; passed += 10) {
        clock.turn(10_000)
        await inOrder(spool)
      }
    }
    await pass(90)
    expect(await files()).toHaveLength(1)
    await pass(90)
    const stale = await spool.service.jobQuery(alice, job.id)
    expect(stale.state).toBe(JobState.completed)
    expect(stale.stateReasons).not.toContain('job-restartable')
    expect(await files()).toEqual([])
    await expect(spool.service.jobRestart(alice, job.id)).rejects.toMatchObject({ code: 'not-possible', message: expect.stringContaining('no longer kept') as unknown })
    await pass(900)
    await expect(spool.service.jobQuery(alice, job.id)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a disk that is full', () => {
  it('refuses new documents as temporary-error, keeps what was accepted, and works again afterwards', async () => {
    let full = false
    const open = (async (...parameters: Parameters<typeof fs.open>) => {
      if (full && parameters[1] === 'wx') throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
      return fs.open(...parameters)
    }) as typeof fs.open
    await using spool = await openTestSpool({ surroundings: { fileSystem: { ...fs, open } } })
    await spool.service.printerPause(operator, 'alpha')
    const data = octets(100_000)
    const kept = await spool.service.jobSubmit(alice, 'alpha', jobOf('kept'), documentOf(data))
    full = true
    await expect(spool.service.jobSubmit(alice, 'alpha', jobOf('refused'), documentOf(data))).rejects.toMatchObject({
      code: 'temporary-error',
      message: 'the print server cannot store this now: the disk is full; try again later',
    })
    expect((await spool.service.printerListJobs(alice, {})).map((job) => job.id)).toEqual([kept.id])
    full = false
    await spool.service.jobSubmit(alice, 'alpha', jobOf('again'), documentOf(data))
    await spool.service.printerResume(operator, 'alpha')
    expect((await spool.device.delivered(2)).map((one) => Buffer.compare(one, data))).toEqual([0, 0])
  })
})
