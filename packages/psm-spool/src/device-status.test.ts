/** What a device says of itself between jobs, and of the jobs it took, as printer and job show it. */
import { describe, expect, it } from 'vitest'
import { JobState, PrinterState, type DeviceReport } from '@platen/papi'
import { alice, documentOf, jobOf, octets, operator } from '@platen/papi/contract'
import { openTestSpool, TestClock, type TestSpool } from './test-spool.js'

const empty: DeviceReport = {
  reasons: ['media-empty-error'],
  message: 'Tray 1 is empty.',
  activity: 'stopped',
  jobReasons: ['printer-stopped', 'resources-are-not-ready'],
  alerts: [{ alert: 'code=inputMediaSupplyEmpty', description: 'Tray 1' }],
}
const well: DeviceReport = { reasons: [], message: 'ready', activity: 'idle', pages: 1000 }

const submit = (spool: TestSpool, name = 'one', ticket: Parameters<typeof jobOf>[1] = {}) => spool.service.jobSubmit(alice, 'alpha', jobOf(name, ticket), documentOf(octets(10)))

describe('a device between jobs', () => {
  it('stops its printer before a job is sent, takes jobs all the same, and is over by itself', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock } })
    const { device } = spool
    device.answers(empty)
    clock.turn(1000)
    const stopped = await spool.printerWhen('alpha', (one) => one.state === PrinterState.stopped)
    expect(stopped).toMatchObject({ stateReasons: ['media-empty-error'], stateMessage: 'Tray 1 is empty.', isAcceptingJobs: true, deviceFacts: { alerts: empty.alerts } })
    device.answers(well)
    // Faster while something stops it.
    clock.turn(5000)
    expect(await spool.printerWhen('alpha', (one) => one.state === PrinterState.idle)).toMatchObject({ stateReasons: [], stateMessage: '', deviceFacts: { pages: 1000 } })
    await device.asked(2)
  })

  it('does not resume a printer that an operator has paused', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock } })
    spool.device.answers(empty)
    clock.turn(1000)
    await spool.printerWhen('alpha', (one) => one.stateReasons.includes('media-empty-error'))
    await spool.service.printerPause(operator, 'alpha')
    spool.device.answers(well)
    clock.turn(5000)
    expect(await spool.printerWhen('alpha', (one) => !one.stateReasons.includes('media-empty-error'))).toMatchObject({ state: PrinterState.stopped, stateReasons: ['paused'] })
  })

  it('that is not to be asked is not asked', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock }, queueOptions: { 'status-interval': 0 } })
    clock.turn(3_600_000)
    const job = await submit(spool)
    await spool.jobIn(job.id, JobState.completed)
    expect(spool.device.questions).toBe(0)
  })

  it('is not asked while it has a job, and is asked after it', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock } })
    const { device } = spool
    clock.turn(1000)
    await device.asked(1)
    device.stop()
    const job = await submit(spool)
    await device.started(1)
    clock.turn(600_000)
    expect(device.questions).toBe(1)
    device.go()
    await spool.jobIn(job.id, JobState.completed)
    await device.asked(2)
  })

  it('tells nothing by silence: the printer is idle, and nothing flaps', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock } })
    const { stateChangedAt } = await spool.service.printerQuery(alice, 'alpha')
    for (let asked = 1; asked < 6; asked++) {
      clock.turn(600_000)
      await spool.device.asked(asked)
    }
    expect(await spool.service.printerQuery(alice, 'alpha')).toMatchObject({ state: PrinterState.idle, stateReasons: [], stateChangedAt })
  })

  it('that cannot be asked as its options say is logged, once', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock } })
    spool.device.failToAnswer('net-snmp is not installed')
    clock.turn(1000)
    await spool.device.asked(1)
    expect(await spool.service.printerQuery(alice, 'alpha')).toMatchObject({ state: PrinterState.idle })
    expect(spool.warnings).toEqual(['printer "alpha" cannot be asked how it is: net-snmp is not installed'])
  })

  it('said something lasting in its last job: that is over in its time', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock }, queueOptions: { 'status-interval': 0 } })
    spool.device.report({ reasons: ['toner-low-warning'], message: 'Toner is low.', until: clock.now() + 60_000 })
    const job = await submit(spool)
    await spool.jobIn(job.id, JobState.completed)
    await spool.printerWhen('alpha', (one) => one.state === PrinterState.idle && one.stateReasons.includes('toner-low-warning'))
    clock.turn(60_000)
    expect((await spool.service.printerQuery(alice, 'alpha')).stateReasons).toEqual([])
  })
})

describe('a device with a job', () => {
  it('says why the job stands still, in its words as they change', async () => {
    await using spool = await openTestSpool()
    const { device } = spool
    device.stop()
    const job = await submit(spool)
    await device.started(1)
    device.report(empty)
    expect(await spool.jobIn(job.id, JobState.processingStopped)).toMatchObject({ stateReasons: ['printer-stopped', 'resources-are-not-ready'], stateMessage: 'Tray 1 is empty.' })
    device.report({ reasons: ['media-jam-error'], message: 'Paper jam.' })
    expect(await spool.jobWhen(job.id, (one) => one.stateMessage === 'Paper jam.')).toMatchObject({ state: JobState.processingStopped, stateReasons: ['printer-stopped'] })
    device.report(undefined)
    device.go()
    await spool.jobIn(job.id, JobState.completed)
  })

  it('tells its pages while it prints', async () => {
    await using spool = await openTestSpool()
    const { device } = spool
    device.stop()
    const job = await submit(spool, 'one', { copies: 2 })
    await device.started(1)
    device.report({ reasons: [], message: '', impressions: 3 })
    expect((await spool.jobWhen(job.id, (one) => one.impressionsCompleted > 0)).impressionsCompleted).toBe(3)
    device.report(undefined)
    device.endsWith({ reasons: [], message: '', impressions: 4 })
    device.go()
    expect((await spool.jobIn(job.id, JobState.completed)).impressionsCompleted).toBe(8)
  })

  it('counts the pages of a job that is canceled halfway', async () => {
    await using spool = await openTestSpool()
    const { device } = spool
    device.stop()
    const job = await submit(spool)
    await device.started(1)
    device.report({ reasons: [], message: '', impressions: 3 })
    await spool.service.jobCancel(alice, job.id)
    expect((await spool.jobIn(job.id, JobState.canceled)).impressionsCompleted).toBe(3)
  })
})

describe('what became of a job', () => {
  it.each([
    ['job-completed-with-warnings', ['job-completed-with-warnings', 'warnings-detected']],
    ['job-completed-with-errors', ['job-completed-with-errors', 'job-completed-with-warnings', 'errors-detected']],
  ])('%s stands in place of success', async (first, reasons) => {
    await using spool = await openTestSpool()
    spool.device.endsWith({ reasons, message: 'whether it printed is not known' })
    const job = await submit(spool)
    const done = await spool.jobIn(job.id, JobState.completed)
    expect(done.stateReasons.filter((one) => one.startsWith('job-completed-'))).toEqual([first])
    expect(done.stateMessage).toBe('whether it printed is not known')
  })

  it('is told of all its copies, not only of the last', async () => {
    await using spool = await openTestSpool()
    const { device } = spool
    device.endsWith({ reasons: ['job-completed-with-warnings'], message: '' })
    device.stop()
    const job = await submit(spool, 'one', { copies: 2 })
    await device.started(1)
    device.go()
    await device.delivered(1)
    device.endsWith({ reasons: [], message: '' })
    expect((await spool.jobIn(job.id, JobState.completed)).stateReasons).toContain('job-completed-with-warnings')
  })

  it('is aborted, not printed again and again, if the device cannot interpret it', async () => {
    await using spool = await openTestSpool()
    spool.device.refuseDocument?.()
    const job = await submit(spool, 'one', { copies: 5 })
    expect(await spool.jobIn(job.id, JobState.aborted)).toMatchObject({ stateReasons: ['aborted-by-system', 'document-format-error', 'job-restartable'], stateMessage: 'The program of the document failed: undefined in "fooo".' })
    expect(spool.device.begun).toHaveLength(1)
  })

  it('is canceled, with its copies, if somebody canceled it at the device', async () => {
    await using spool = await openTestSpool()
    spool.device.cancelAtDevice?.()
    const job = await submit(spool, 'one', { copies: 5 })
    expect(await spool.jobIn(job.id, JobState.canceled)).toMatchObject({ stateReasons: ['job-canceled-at-device', 'job-restartable'], stateMessage: 'It was canceled at the printer.' })
    expect(spool.device.begun).toHaveLength(1)
  })
})
