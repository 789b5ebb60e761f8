/** The timelines of jobs and printers: every transition, with its cause, its source, the attempt and the octets. */
import { describe, expect, it } from 'vitest'
import { JobState, PrinterState, type JobHappening } from '@platen/papi'
import { alice, documentOf, jobOf, octets, operator } from '@platen/papi/contract'
import { openTestSpool, TestClock } from './test-spool.js'

const told = (history: readonly JobHappening[]) => history.map(({ event, source, who, attempt, octets: taken }) => [event, source, who ?? '', attempt ?? 0, taken])

describe('jobHistory', () => {
  it('tells of a job from its coming to its end: who asked, each attempt, what the device took', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock } })
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one', { holdUntil: 'indefinite' }), documentOf(octets(1000)))
    spool.device.loseAfter(100)
    await spool.service.jobRelease(operator, job.id)
    await spool.printerWhen('alpha', (one) => one.state === PrinterState.stopped)
    clock.turn(500)
    await spool.jobEnded(job.id)
    const history = await spool.service.jobHistory(alice, job.id)
    const lost = history.find((one) => one.event === 'send-lost')?.octets ?? 0
    expect(lost).toBeGreaterThanOrEqual(100)
    expect(told(history)).toEqual([
      ['create', 'client', 'alice', 0, 0],
      ['release', 'operator', 'olga', 0, 0],
      ['start', 'server', '', 0, 0],
      ['send', 'device', '', 1, 0],
      ['send-lost', 'device', '', 1, lost],
      ['requeue', 'device', '', 1, lost],
      ['start', 'server', '', 0, lost],
      ['send', 'device', '', 2, 0],
      ['sent', 'device', '', 2, 1000],
      ['delivered', 'device', '', 2, 1000],
    ])
    expect(history.map((one) => one.state)).toEqual([4, 3, 5, 5, 5, 3, 5, 5, 5, 9])
    expect(history.find((one) => one.event === 'requeue')?.cause).toBe('the connection broke')
    expect(history.map((one) => one.time - (history[0]?.time ?? 0))).toEqual([0, 0, 0, 0, 0, 0, 500, 500, 500, 500])
    expect(new Set(history.map((one) => one.printer))).toEqual(new Set(['alpha']))
  })

  it('tells what rules did, and what the server did at its start; it outlasts a crash', async () => {
    const clock = new TestClock()
    await using first = await openTestSpool({ surroundings: { clock }, queueOptions: { 'multiple-operation-time-out': 30 } })
    first.device.stop()
    const job = await first.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(1000)))
    await first.device.started(1)
    await first.jobIn(job.id, JobState.processing)
    const folder = await first.crashCopy()
    await using second = await openTestSpool({ folder })
    await second.jobEnded(job.id)
    const recovered = (await second.service.jobHistory(alice, job.id)).find((one) => one.event === 'requeue')
    expect(recovered).toMatchObject({ source: 'server', cause: 'The server was started.' })
    const open = await first.service.jobCreate(alice, 'alpha', jobOf('open'))
    clock.turn(30_000)
    await first.jobEnded(open.id)
    expect((await first.service.jobHistory(alice, open.id)).at(-1)).toMatchObject({ event: 'time-out', source: 'rule', state: JobState.aborted, cause: 'The client did not send all of it in time.' })
  })

  it('refuses a job that is not there: not-found', async () => {
    await using spool = await openTestSpool()
    await expect(spool.service.jobHistory(alice, 99)).rejects.toMatchObject({ code: 'not-found' })
    await expect(spool.service.printerHistory(alice, 'nobody')).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('printerHistory', () => {
  it('tells what operators did, and how its device fared; not that jobs came and went', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock } })
    await spool.service.printerPause(operator, 'alpha', 'New toner.')
    await spool.service.printerResume(operator, 'alpha')
    await spool.service.printerHoldNewJobs(operator, 'alpha')
    await spool.service.printerReleaseHeldNewJobs(operator, 'alpha')
    spool.device.stop()
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    await spool.device.started(1)
    spool.device.report({ reasons: ['media-empty-error'], message: 'Tray 1 is empty.' })
    await spool.jobIn(job.id, JobState.processingStopped)
    clock.turn(60_000)
    spool.device.report(undefined)
    spool.device.go()
    await spool.jobEnded(job.id)
    await spool.service.printerDisable(operator, 'alpha')
    expect(await spool.service.printerHistory(alice, 'alpha')).toEqual([
      expect.objectContaining({ event: 'pause', source: 'operator', who: 'olga', cause: 'New toner.' }),
      expect.objectContaining({ event: 'resume', source: 'operator', cause: '' }),
      expect.objectContaining({ event: 'hold-new-jobs', source: 'operator' }),
      expect.objectContaining({ event: 'release-held-new-jobs', source: 'operator' }),
      expect.objectContaining({ event: 'stop', source: 'device', cause: 'Tray 1 is empty.', state: PrinterState.stopped, stateReasons: ['media-empty-error'] }),
      expect.objectContaining({ event: 'go-on', source: 'device', cause: '', state: PrinterState.processing, stateReasons: [] }),
      expect.objectContaining({ event: 'disable', source: 'operator' }),
    ])
  })

  it('tells that an error policy stopped it: a rule', async () => {
    await using spool = await openTestSpool({ queueOptions: { 'error-policy': 'stop-printer' } })
    spool.device.refuse()
    await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    await spool.printerWhen('alpha', (one) => one.stateReasons.includes('paused'))
    expect(await spool.service.printerHistory(alice, 'alpha')).toContainEqual(expect.objectContaining({ event: 'pause', source: 'rule', cause: expect.stringContaining('refuses the connection') as unknown }))
  })
})
