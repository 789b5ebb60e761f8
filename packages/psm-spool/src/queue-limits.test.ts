/** What a queue takes at most, and what an administrator calls the hours of the day. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Attributes, attribute, JobState, keyword, range } from '@platen/papi'
import { alice, bob, documentOf, jobOf, octets, operator } from '@platen/papi/contract'
import { localCalendar } from './hold-until.js'
import { openTestSpool, TestClock } from './test-spool.js'

describe('the limits of a queue', () => {
  it('max-jobs: too-many-jobs, also for jobs that come at the same time; finished ones do not count', async () => {
    await using spool = await openTestSpool({ queueOptions: { 'max-jobs': 3 } })
    await spool.service.printerPause(operator, 'alpha')
    const all = await Promise.allSettled([1, 2, 3, 4, 5].map((at) => spool.service.jobSubmit(alice, 'alpha', jobOf(`job${at}`), documentOf(octets(10)))))
    expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(3)
    for (const one of all) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'too-many-jobs', message: 'printer "alpha" has 3 jobs waiting and takes no more; try again when some have printed' })
    await expect(spool.service.jobValidate(alice, 'alpha', jobOf('x'), 'text/plain')).rejects.toMatchObject({ code: 'too-many-jobs' })
    await expect(spool.service.jobCreate(alice, 'alpha', jobOf('x'))).rejects.toMatchObject({ code: 'too-many-jobs' })
    const [first] = await spool.service.printerListJobs(alice, {})
    await spool.service.jobCancel(operator, first?.id ?? 0)
    await spool.service.jobSubmit(alice, 'alpha', jobOf('fits'), documentOf(octets(10)))
    await expect(spool.service.jobResubmit(operator, first?.id ?? 0, { ticket: new Attributes() })).rejects.toMatchObject({ code: 'too-many-jobs' })
  })

  it('max-jobs-per-user: of each user', async () => {
    await using spool = await openTestSpool({ queueOptions: { 'max-jobs-per-user': 1 } })
    await spool.service.printerPause(operator, 'alpha')
    await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    await expect(spool.service.jobSubmit(alice, 'alpha', jobOf('two'), documentOf(octets(10)))).rejects.toMatchObject({ code: 'too-many-jobs', message: expect.stringContaining('user "alice"') as unknown })
    await spool.service.jobSubmit(bob, 'alpha', jobOf('three'), documentOf(octets(10)))
  })

  it('max-job-size: request-entity-too-large, as soon as it is; nothing is left of it, and an open job stays open', async () => {
    await using spool = await openTestSpool({ queueOptions: { 'max-job-size': 100 } })
    expect((await spool.service.printerQuery(alice, 'alpha')).capabilities.value('job-k-octets-supported')).toEqual(range(0, 100))
    let sent = 0
    async function* endless() {
      for (;;) {
        sent += 10_000
        yield octets(10_000)
        await Promise.resolve()
      }
    }
    await expect(spool.service.jobSubmit(alice, 'alpha', jobOf('x'), { name: '', format: 'text/plain', data: endless() })).rejects.toMatchObject({ code: 'request-entity-too-large', message: 'printer "alpha" takes jobs of at most 100 KiB' })
    expect(sent).toBeLessThan(120_000)
    const open = await spool.service.jobCreate(alice, 'alpha', jobOf('open'))
    await spool.service.jobStreamAdd(alice, open.id, documentOf(octets(70_000)))
    await expect(spool.service.jobStreamAdd(alice, open.id, documentOf(octets(70_000)))).rejects.toMatchObject({ code: 'request-entity-too-large' })
    expect(await spool.service.jobStreamAdd(alice, open.id, documentOf(octets(10_000)))).toMatchObject({ documents: 2, octets: 80_000, state: JobState.pending })
    expect(await readdir(join(spool.folder, 'documents'))).toHaveLength(1)
  })

  it('max-queue-size: not-accepting-jobs, until some of it has printed', async () => {
    await using spool = await openTestSpool({ queueOptions: { 'max-queue-size': 100 } })
    await spool.service.printerPause(operator, 'alpha')
    const large = await spool.service.jobSubmit(alice, 'alpha', jobOf('large'), documentOf(octets(200_000)))
    await expect(spool.service.jobSubmit(alice, 'alpha', jobOf('two'), documentOf(octets(10)))).rejects.toMatchObject({ code: 'not-accepting-jobs' })
    await spool.service.jobCancel(operator, large.id)
    await spool.service.jobSubmit(alice, 'alpha', jobOf('two'), documentOf(octets(10)))
  })

  it('keep a job from falling back on a full queue', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock }, queues: { alpha: 'contract://recorder/', beta: 'file:///dev/null' }, optionsOf: { alpha: { fallback: 'beta', 'fallback-after': 0 }, beta: { 'max-job-size': 1 } } })
    spool.device.refuse()
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('large'), documentOf(octets(2000)))
    await spool.jobWhen(job.id, (one) => one.stateMessage.includes('It cannot go to another printer now: beta takes no more jobs now.'))
  })
})

describe('a period that the administrator has named', () => {
  it('holds jobs until then, and is answered as a name', async () => {
    const clock = new TestClock(localCalendar.hourOf(Date.now(), 1, 11, 59))
    await using spool = await openTestSpool({ surroundings: { clock }, options: { 'hold-periods': 'lunch=12:00-13:30' } })
    const supported = (await spool.service.printerQuery(alice, 'alpha')).capabilities.get('job-hold-until-supported')?.values ?? []
    expect(supported.at(-1)).toMatchObject({ kind: 'string', value: 'lunch' })
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one', { holdUntil: 'lunch' }), documentOf(octets(10)))
    expect(job.stateMessage).toMatch(/^It is held until lunch: it prints after [-\d]+ 12:00, or when it is released\.$/)
    clock.turn(60_000)
    await spool.jobEnded(job.id)
    await expect(spool.service.jobModify(alice, job.id, Attributes.of(attribute('job-hold-until', keyword('tea'))))).rejects.toMatchObject({ message: expect.stringContaining('it may be no-hold, indefinite, day-time') as unknown })
  })

  it('is refused at the start if it is not right', async () => {
    await expect(openTestSpool({ options: { 'hold-periods': 'lunch' } })).rejects.toThrow('"lunch" is not a period')
  })
})
