/** What a job's ticket asks of the spooler: a time limit, a time to print, how long its documents are kept, a proof. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Attributes, attribute, collection, dateTime, integer, JobState, keyword, OutOfBandTag, type Attribute } from '@platen/papi'
import { alice, documentOf, jobOf, octets, operator } from '@platen/papi/contract'
import { openTestSpool, TestClock, type TestSpool } from './test-spool.js'

const asking = (...ticket: readonly Attribute[]) => ({ name: 'one', ticket: new Attributes(ticket) })
const withdraw = (name: string): Attribute => ({ name, values: [{ kind: 'out-of-band', tag: OutOfBandTag.deleteAttribute }] })

/** The writer works in order: when this is answered, what was asked before is done, and so is what followed from it. */
async function inOrder(spool: TestSpool): Promise<void> {
  for (let twice = 0; twice < 2; twice++) await spool.service.printerEnable(operator, 'alpha')
}

async function pass(spool: TestSpool, clock: TestClock, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 10) {
    clock.turn(10_000)
    // Files are removed beside the writer: the next look at the spool is planned when they are.
    await clock.done()
    await inOrder(spool)
  }
}

describe('job-cancel-after (PWG 5100.11)', () => {
  it('cancels a job that takes longer, counted from when it is first sent', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock } })
    await spool.service.printerPause(operator, 'alpha')
    spool.device.stop()
    const job = await spool.service.jobSubmit(alice, 'alpha', asking(attribute('job-cancel-after', integer(60))), documentOf(octets(10)))
    await pass(spool, clock, 100)
    expect((await spool.service.jobQuery(alice, job.id)).state).toBe(JobState.pending)
    await spool.service.printerResume(operator, 'alpha')
    await spool.jobIn(job.id, JobState.processing)
    await pass(spool, clock, 50)
    expect((await spool.service.jobQuery(alice, job.id)).state).toBe(JobState.processing)
    await pass(spool, clock, 10)
    const ended = await spool.jobEnded(job.id)
    expect(ended).toMatchObject({ state: JobState.canceled, stateReasons: ['job-canceled-after-timeout', 'job-restartable'] })
  })

  it('comes from the queue where the job does not say; 0 is no limit', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock }, queueOptions: { 'job-cancel-after': 30 } })
    expect((await spool.service.printerQuery(alice, 'alpha')).capabilities.integer('job-cancel-after-default')).toBe(30)
    spool.device.stop()
    const unlimited = await spool.service.jobSubmit(alice, 'alpha', asking(attribute('job-cancel-after', integer(0))), documentOf(octets(10)))
    await spool.jobIn(unlimited.id, JobState.processing)
    await pass(spool, clock, 100)
    expect((await spool.service.jobQuery(alice, unlimited.id)).state).toBe(JobState.processing)
    const limited = await spool.service.jobSubmit(alice, 'alpha', asking(), documentOf(octets(10)))
    await spool.service.jobCancel(alice, unlimited.id)
    await spool.jobIn(limited.id, JobState.processing)
    await pass(spool, clock, 40)
    await spool.jobIn(limited.id, JobState.canceled)
  })
})

describe('job-hold-until-time (PWG 5100.7)', () => {
  it('holds a job until then; the job says until when', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock } })
    const until = clock.now() + 60_000
    const job = await spool.service.jobSubmit(alice, 'alpha', asking(attribute('job-hold-until-time', dateTime(until))), documentOf(octets(10)))
    expect(job).toMatchObject({ state: JobState.pendingHeld, stateReasons: ['job-hold-until-specified'] })
    expect(job.ticket.value('job-hold-until-time')).toEqual(dateTime(until))
    clock.turn(60_000)
    await spool.jobIn(job.id, JobState.completed)
    await spool.service.jobRestart(alice, job.id, clock.now() + 60_000)
    expect((await spool.service.jobQuery(alice, job.id)).state).toBe(JobState.pendingHeld)
    await spool.service.jobHold(alice, job.id, 'night')
    const held = await spool.service.jobQuery(alice, job.id)
    expect([held.ticket.string('job-hold-until'), held.ticket.has('job-hold-until-time')]).toEqual(['night', false])
    await spool.service.jobRelease(alice, job.id)
    expect((await spool.service.jobQuery(alice, job.id)).ticket.has('job-hold-until')).toBe(false)
    await spool.jobIn(job.id, JobState.completed)
  })

  it('is withdrawn by deleting it (RFC 3380 section 8.1)', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock } })
    const job = await spool.service.jobSubmit(alice, 'alpha', asking(attribute('job-hold-until-time', dateTime(clock.now() + 60_000))), documentOf(octets(10)))
    await spool.service.jobModify(alice, job.id, new Attributes([withdraw('job-hold-until-time')]))
    await spool.jobIn(job.id, JobState.completed)
  })
})

describe('job-retain-until (PWG 5100.7)', () => {
  const files = (spool: TestSpool) => readdir(join(spool.folder, 'documents'))

  it('keeps documents longer than the configuration does, and the job with them', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock }, options: { 'retain-documents': 10, 'history-seconds': 20 } })
    const job = await spool.service.jobSubmit(alice, 'alpha', asking(attribute('job-retain-until-interval', integer(200))), documentOf(octets(100_000)))
    await spool.jobEnded(job.id)
    await pass(spool, clock, 150)
    expect((await spool.service.jobQuery(alice, job.id)).stateReasons).toContain('job-restartable')
    await pass(spool, clock, 120)
    expect(await files(spool)).toEqual([])
    await pass(spool, clock, 60)
    await expect(spool.service.jobQuery(alice, job.id)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('none: they go as soon as the job has finished; it is remembered', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock } })
    const job = await spool.service.jobSubmit(alice, 'alpha', asking(attribute('job-retain-until', keyword('none'))), documentOf(octets(100_000)))
    await spool.jobEnded(job.id)
    await pass(spool, clock, 10)
    expect(await files(spool)).toEqual([])
    expect((await spool.service.jobQuery(alice, job.id)).stateReasons).toEqual(['job-completed-successfully'])
  })

  it('may not be asked for longer than the configuration allows', async () => {
    await using short = await openTestSpool({ options: { 'longest-retention': 86_400 } })
    const { capabilities } = await short.service.printerQuery(alice, 'alpha')
    expect(capabilities.strings('job-retain-until-supported')).toEqual(['none', 'end-of-day'])
    await using never = await openTestSpool({ options: { 'longest-retention': 0 } })
    expect((await never.service.printerQuery(alice, 'alpha')).capabilities.has('job-retain-until-supported')).toBe(false)
  })
})

describe('documents that two jobs share', () => {
  it('are kept until the last of them needs them no more', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock }, options: { 'retain-documents': 100 } })
    const files = () => readdir(join(spool.folder, 'documents'))
    const old = await spool.service.jobSubmit(alice, 'alpha', jobOf('old'), documentOf(octets(100_000)))
    await spool.jobEnded(old.id)
    await pass(spool, clock, 60)
    await spool.service.printerPause(operator, 'alpha')
    const again = await spool.service.jobResubmit(alice, old.id, { ticket: new Attributes() })
    await pass(spool, clock, 150)
    expect((await spool.service.jobQuery(alice, old.id)).stateReasons).not.toContain('job-restartable')
    expect(await files()).toHaveLength(1)
    await spool.service.printerResume(operator, 'alpha')
    await spool.jobIn(again.id, JobState.completed)
    await pass(spool, clock, 200)
    expect(await files()).toEqual([])
  })
})

describe('proof-print (PWG 5100.11)', () => {
  it('prints the copies of the proof; the job made from it prints all', async () => {
    await using spool = await openTestSpool()
    const proof = attribute('proof-print', collection(Attributes.of(attribute('proof-print-copies', integer(1)))))
    const job = await spool.service.jobSubmit(alice, 'alpha', asking(attribute('copies', integer(3)), proof), documentOf(octets(10)))
    const plain = await spool.service.jobSubmit(alice, 'alpha', jobOf('plain'), documentOf(octets(10)))
    await spool.jobEnded(job.id)
    await spool.jobEnded(plain.id)
    expect(spool.device.begun).toHaveLength(2)
    expect((await spool.service.printerListJobs(alice, { which: 'proof-print' })).map((one) => one.id)).toEqual([job.id])
    const all = await spool.service.jobResubmit(alice, job.id, { ticket: new Attributes() })
    await spool.jobEnded(all.id)
    expect(spool.device.begun).toHaveLength(5)
  })
})

describe('a job that is suspended', () => {
  it('is held after a crash: it does not begin to print by itself', async () => {
    await using spool = await openTestSpool()
    spool.device.stop()
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(200_000)))
    await spool.jobIn(job.id, JobState.processing)
    await spool.device.started(1)
    await spool.service.jobSuspend(alice, job.id)
    await using second = await openTestSpool({ folder: await spool.crashCopy() })
    const held = await second.service.jobQuery(alice, job.id)
    expect(held).toMatchObject({ state: JobState.pendingHeld, stateReasons: ['job-held-for-review'] })
    expect(held.stateMessage).toMatch(/It was suspended: it is held until it is released\.$/)
    await second.service.jobRelease(alice, job.id)
    await second.jobIn(job.id, JobState.completed)
  })

  it('whose document was not begun is not begun: its device is not fed', async () => {
    await using spool = await openTestSpool()
    spool.device.stop()
    const { id } = await spool.service.jobCreate(alice, 'alpha', jobOf('two'))
    for (const seed of [1, 2]) await spool.service.jobStreamAdd(alice, id, documentOf(octets(10, seed)))
    await spool.service.jobCommit(alice, id)
    await spool.device.started(1)
    await spool.service.jobSuspend(alice, id)
    spool.device.go()
    await spool.device.started(2)
    expect(await spool.service.jobQuery(alice, id)).toMatchObject({ state: JobState.processingStopped, octetsProcessed: 10 })
    expect(await spool.device.delivered(1)).toHaveLength(1)
    await spool.service.jobResume(alice, id)
    await spool.jobIn(id, JobState.completed)
    expect(await spool.device.delivered(2)).toHaveLength(2)
  })
})
