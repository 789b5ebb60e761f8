/** Devices that refuse, stop, break off or fail: a fault is a state of the job and the printer, and clears by itself. */
import { describe, expect, it } from 'vitest'
import { JobState, PrinterState } from '@platen/papi'
import { alice, documentOf, jobOf, octets, operator, recordingDevice } from '@platen/papi/contract'
import { openTestSpool, TestClock } from './test-spool.js'

describe('a device that cannot be reached', () => {
  it('is tried again with growing pauses, and printed on as soon as it answers (error-policy: retry)', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock } })
    spool.device.refuse()
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    let tries = 0
    for (const pause of [500, 1000, 2000, 4000]) {
      const printer = await spool.printerWhen('alpha', (one) => one.state === PrinterState.stopped && one.stateReasons.includes('connecting-to-device'))
      expect(printer.stateMessage).toContain('refuses the connection')
      const waiting = await spool.jobIn(job.id, JobState.pending)
      expect(waiting.stateReasons).toEqual(['printer-stopped'])
      expect(waiting.stateMessage).toContain('It waits for the printer: the printer refuses the connection')
      const changes = spool.service.events()[Symbol.asyncIterator]()
      const change = changes.next()
      clock.turn(pause - 1)
      expect((await spool.service.jobQuery(alice, job.id)).state, `${pause - 1} ms after try ${tries}`).toBe(JobState.pending)
      clock.turn(1)
      tries++
      // The try itself: the job starts, and comes back.
      await change
      await changes.return?.()
      await spool.jobIn(job.id, JobState.pending)
    }
    spool.device.accept()
    clock.turn(30_000)
    await spool.jobIn(job.id, JobState.completed)
    await spool.printerWhen('alpha', (one) => one.state === PrinterState.idle && one.stateReasons.length === 0 && one.stateMessage === '')
  })

  it.each([
    ['hold', JobState.pendingHeld, 'job-held-for-review'],
    ['abort', JobState.aborted, 'service-off-line'],
  ])('error-policy: %s', async (policy, state, reason) => {
    await using spool = await openTestSpool({ queueOptions: { 'error-policy': policy } })
    spool.device.refuse()
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    const seen = await spool.jobIn(job.id, state)
    expect(seen.stateReasons).toContain(reason)
    expect(seen.stateMessage).toContain('The printer could not be reached: the printer refuses the connection')
  })

  it('error-policy: stop-printer', async () => {
    await using spool = await openTestSpool({ queueOptions: { 'error-policy': 'stop-printer' } })
    spool.device.refuse()
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    const printer = await spool.printerWhen('alpha', (one) => one.stateReasons.includes('paused'))
    expect(printer.stateMessage).toContain('was stopped: the printer refuses the connection')
    spool.device.accept()
    await spool.service.printerResume(operator, 'alpha')
    await spool.jobIn(job.id, JobState.completed)
  })

  it('lets its job be moved to a printer that works', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock }, queues: { alpha: 'contract://broken/', beta: 'file:///dev/null' } })
    spool.device.refuse()
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    await spool.printerWhen('alpha', (one) => one.state === PrinterState.stopped)
    await spool.jobIn(job.id, JobState.pending)
    await spool.service.jobMove(alice, job.id, 'beta')
    await spool.jobIn(job.id, JobState.completed)
    clock.turn(30_000)
    await spool.printerWhen('alpha', (one) => one.state === PrinterState.idle && one.stateReasons.length === 0)
  })
})

describe('a connection that breaks after octets were sent', () => {
  it('is sent again from the beginning, and says so (after-broken-send: reprint)', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock } })
    spool.device.loseAfter(100)
    const data = octets(100_000)
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(data))
    const broken = await spool.jobWhen(job.id, (one) => one.state === JobState.pending && one.stateMessage.includes('may be printed twice'))
    expect(broken.stateMessage).toContain('Sending broke off: the connection broke')
    await spool.printerWhen('alpha', (one) => one.state === PrinterState.stopped)
    clock.turn(500)
    const done = await spool.jobEnded(job.id)
    expect(done).toMatchObject({ state: JobState.completed, octetsProcessed: data.length })
    expect(done.stateReasons).toContain('job-completed-with-warnings')
    expect(Buffer.compare((await spool.device.delivered(1))[0] ?? new Uint8Array(), data)).toBe(0)
  })

  it('holds the job (after-broken-send: hold)', async () => {
    await using spool = await openTestSpool({ queueOptions: { 'after-broken-send': 'hold' } })
    spool.device.loseAfter(1)
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    expect(await spool.jobIn(job.id, JobState.pendingHeld)).toMatchObject({ stateReasons: ['job-held-for-review'] })
  })

  it('holds a job that has broken off too often (reprint-limit)', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock }, queueOptions: { 'reprint-limit': 2 } })
    spool.device.loseAfter(1)
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    await spool.printerWhen('alpha', (one) => one.state === PrinterState.stopped)
    spool.device.loseAfter(1)
    clock.turn(500)
    expect((await spool.jobIn(job.id, JobState.pendingHeld)).stateMessage).toContain('That has happened 2 times')
  })

  it('goes on with the document that broke off: what is delivered is not delivered again', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock } })
    const { service, device } = spool
    const job = await service.jobCreate(alice, 'alpha', jobOf('two'))
    await service.jobStreamAdd(alice, job.id, documentOf(octets(10, 1)))
    await service.jobStreamAdd(alice, job.id, documentOf(octets(2000, 2)))
    device.loseAfter(100)
    await service.jobCommit(alice, job.id)
    await spool.printerWhen('alpha', (one) => one.state === PrinterState.stopped)
    clock.turn(500)
    expect(await spool.jobEnded(job.id)).toMatchObject({ state: JobState.completed, octetsProcessed: 2010 })
    expect((await device.delivered(2)).map((one) => one.length)).toEqual([10, 2000])
  })
})

describe('a device that stops', () => {
  it('stops the printer and the job, and both go on by themselves', async () => {
    await using spool = await openTestSpool()
    const { device } = spool
    device.stop()
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    await device.started(1)
    device.report({ reasons: ['media-empty-error'], message: 'Tray 1 is empty.' })
    expect(await spool.jobIn(job.id, JobState.processingStopped)).toMatchObject({ stateReasons: ['printer-stopped'], stateMessage: 'Tray 1 is empty.' })
    expect(await spool.service.printerQuery(alice, 'alpha')).toMatchObject({ state: PrinterState.stopped, stateReasons: ['media-empty-error'], stateMessage: 'Tray 1 is empty.', isAcceptingJobs: true })
    device.report({ reasons: ['toner-low-warning'], message: 'Toner is low.' })
    expect(await spool.jobIn(job.id, JobState.processing)).toMatchObject({ stateReasons: ['job-printing'], stateMessage: 'Toner is low.' })
    expect(await spool.service.printerQuery(alice, 'alpha')).toMatchObject({ state: PrinterState.processing, stateReasons: ['toner-low-warning'] })
    device.report(undefined)
    device.go()
    await spool.jobIn(job.id, JobState.completed)
    await spool.printerWhen('alpha', (one) => one.state === PrinterState.idle && one.stateReasons.length === 0)
  })

  it('does not keep its job from being canceled', async () => {
    await using spool = await openTestSpool()
    spool.device.stop()
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    await spool.device.started(1)
    spool.device.report({ reasons: ['media-jam-error'], message: 'Paper jam.' })
    await spool.jobIn(job.id, JobState.processingStopped)
    await spool.service.jobCancel(alice, job.id)
    expect((await spool.jobIn(job.id, JobState.canceled)).stateReasons).toContain('job-canceled-by-user')
  })

  it('that fails for good aborts the job, saying why, and the next one prints', async () => {
    await using spool = await openTestSpool()
    spool.device.failWith('it has no such tray')
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    expect(await spool.jobIn(job.id, JobState.aborted)).toMatchObject({ stateMessage: 'It cannot be printed: it has no such tray' })
    const next = await spool.service.jobSubmit(alice, 'alpha', jobOf('two'), documentOf(octets(10)))
    await spool.jobIn(next.id, JobState.completed)
  })
})

describe('one device', () => {
  it('of two queues gets one job at a time, the most urgent first', async () => {
    const device = recordingDevice('shared')
    await using spool = await openTestSpool({ device, queues: { alpha: 'contract://shared/', beta: 'contract://shared/?option=1', gamma: 'contract://other/' } })
    device.stop()
    const first = await spool.service.jobSubmit(alice, 'alpha', jobOf('first'), documentOf(octets(10, 1)))
    await device.started(1)
    const low = await spool.service.jobSubmit(alice, 'alpha', jobOf('low', { priority: 10 }), documentOf(octets(10, 2)))
    const high = await spool.service.jobSubmit(alice, 'beta', jobOf('high', { priority: 90 }), documentOf(octets(10, 3)))
    expect((await spool.service.jobQuery(alice, high.id)).stateMessage).toBe(`It waits for job ${first.id} of another queue on the same device.`)
    expect((await spool.service.jobQuery(alice, low.id)).stateMessage).toBe('It waits for the job before it.')
    const other = await spool.service.jobSubmit(alice, 'gamma', jobOf('other'), documentOf(octets(10, 4)))
    await device.started(2)
    expect(device.begun.map((job) => job.id)).toEqual([first.id, other.id])
    device.go()
    await spool.jobEnded(low.id)
    expect(device.begun.map((job) => job.id)).toEqual([first.id, other.id, high.id, low.id])
    expect(device.mostAtOnce).toBe(2)
  })

  it('of two queues takes turns with jobs as urgent as each other: a long queue does not shut out a short one', async () => {
    const device = recordingDevice('shared')
    await using spool = await openTestSpool({ device, queues: { alpha: 'contract://shared/', beta: 'contract://shared/?option=1' } })
    device.stop()
    const submit = async (queue: string): Promise<number> => (await spool.service.jobSubmit(alice, queue, jobOf(queue), documentOf(octets(10)))).id
    const many: number[] = []
    for (let at = 0; at < 4; at++) many.push(await submit('alpha'))
    const few = [await submit('beta'), await submit('beta')]
    device.go()
    await spool.jobEnded(many[3] ?? 0)
    expect(device.begun.map((job) => job.id)).toEqual([many[0], few[0], many[1], few[1], many[2], many[3]])
    expect(device.mostAtOnce).toBe(1)
  })

  it('is given every document of every copy, one after another', async () => {
    await using spool = await openTestSpool()
    const { service, device } = spool
    const job = await service.jobCreate(alice, 'alpha', jobOf('copies', { copies: 2 }))
    await service.jobStreamAdd(alice, job.id, documentOf(octets(10, 1)))
    await service.jobStreamAdd(alice, job.id, documentOf(octets(20, 2)))
    await service.jobCommit(alice, job.id)
    expect(await spool.jobEnded(job.id)).toMatchObject({ octets: 30, octetsProcessed: 60 })
    expect((await device.delivered(4)).map((one) => one.length)).toEqual([10, 20, 10, 20])
    expect(device.mostAtOnce).toBe(1)
  })
})
