import { describe, expect, it } from 'vitest'
import { isTerminal, JobState, PrinterState } from '@platen/ipp-core'
import { describeCapabilities } from './capabilities.js'
import type { Call } from './call.js'
import { alice, bob, brokenDocument, documentOf, jobOf, octets, operator } from './contract/documents.js'
import { recordingDevice, type RecordingDevice } from './contract/recording-device.js'
import { createDeviceDirectory } from './device-directory.js'
import { DeviceLine } from './device-line.js'
import { createDirectPrintService, type DirectPrintServiceOptions } from './direct-print-service.js'
import type { PrintEvent } from './events.js'
import { countingJobIds } from './job-ids.js'
import type { Job } from './job.js'
import type { PrintService } from './print-service.js'

const formats = ['application/pdf', 'application/octet-stream']

interface World extends AsyncDisposable {
  readonly device: RecordingDevice
  readonly service: Required<PrintService>
}

function world(options: DirectPrintServiceOptions = {}): World {
  const device = recordingDevice()
  const queue = (name: string) => ({
    name,
    info: name,
    location: '',
    makeAndModel: '',
    uuid: `urn:uuid:00000000-0000-4000-8000-00000000000${name.length}`,
    device: device.deviceUri,
    formats,
    capabilities: describeCapabilities({}, formats),
    options: {},
    deviceOptions: {},
  })
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const context = { queues: [queue('a'), queue('bb')], options: {}, dataDirectory: '', jobIds: countingJobIds(), devices: createDeviceDirectory(device.drivers), log }
  const service = createDirectPrintService(context, options) as Required<PrintService>
  return {
    device,
    service,
    [Symbol.asyncDispose]: async () => {
      device.go()
      await service[Symbol.asyncDispose]()
    },
  }
}

/** The first event that is wanted, from now on. */
async function seen(service: Required<PrintService>, wanted: (event: PrintEvent) => boolean): Promise<PrintEvent> {
  for await (const event of service.events()) if (wanted(event)) return event
  throw new Error('the events ended')
}

const inState = (service: Required<PrintService>, state: JobState, name?: string): Promise<PrintEvent> =>
  seen(service, (event) => 'job' in event && event.job.state === state && (name === undefined || event.job.name === name))

const submit = (service: PrintService, name: string, size = 10, printer = 'a', call: Call = alice): Promise<Job> => {
  const done = service.jobSubmit(call, printer, jobOf(name), documentOf(octets(size)))
  done.catch(() => undefined)
  return done
}

describe('a direct print service: one document at a time', () => {
  it('delivers in the order jobs came, over all queues of a device', async () => {
    await using one = world()
    const { service, device } = one
    device.stop()
    const jobs = [submit(service, 'one', 11), submit(service, 'two', 22, 'bb'), submit(service, 'three', 33)]
    await device.started(1)
    expect((await service.printerListJobs(alice, {})).map((job) => [job.name, job.state])).toEqual([
      ['one', JobState.processing],
      ['two', JobState.pending],
      ['three', JobState.pending],
    ])
    expect(await service.printerQuery(alice, 'a')).toMatchObject({ state: PrinterState.processing, queuedJobCount: 2 })
    expect(await service.printerQuery(alice, 'bb')).toMatchObject({ state: PrinterState.idle, queuedJobCount: 1 })
    device.go()
    await Promise.all(jobs)
    expect((await device.delivered(3)).map((taken) => taken.length)).toEqual([11, 22, 33])
    expect(device.mostAtOnce).toBe(1)
  })

  it('lets a waiting job be canceled, and passes over it', async () => {
    await using one = world()
    const { service, device } = one
    device.stop()
    const first = submit(service, 'one')
    await device.started(1)
    const second = submit(service, 'two')
    const third = submit(service, 'three', 30)
    const [, waiting] = await service.printerListJobs(alice, {})
    await service.jobCancel(alice, waiting?.id ?? 0)
    await expect(second).rejects.toMatchObject({ code: 'job-canceled' })
    device.go()
    await Promise.all([first, third])
    expect(device.begun.map((job) => job.name)).toEqual(['one', 'three'])
  })

  it('ends a job whose client goes away while it waits', async () => {
    await using one = world()
    const { service, device } = one
    device.stop()
    const first = submit(service, 'one')
    await device.started(1)
    const gone = new AbortController()
    const second = submit(service, 'two', 10, 'a', { ...alice, signal: gone.signal })
    gone.abort()
    await expect(second).rejects.toMatchObject({ code: 'job-canceled' })
    device.go()
    await first
    expect((await service.printerListJobs(alice, { which: 'completed' })).map((job) => [job.name, job.state])).toEqual([
      ['one', JobState.completed],
      ['two', JobState.aborted],
    ])
  })
})

describe('how a delivery that fails is told', () => {
  it.each([
    ['unreachable', 'service-unavailable', (device: RecordingDevice) => device.refuse()],
    ['lost', 'device-error', (device: RecordingDevice) => device.loseAfter(5)],
    ['failed', 'device-error', (device: RecordingDevice) => device.failWith('there is no such folder')],
  ] as const)('%s: %s', async (_name, code, fault) => {
    await using one = world()
    fault(one.device)
    await expect(submit(one.service, 'one')).rejects.toMatchObject({ name: 'PapiError', code })
    const [job] = await one.service.printerListJobs(alice, { which: 'completed' })
    expect(job).toMatchObject({ state: JobState.aborted, stateReasons: ['aborted-by-system'] })
    expect(job?.stateMessage).not.toBe('')
    expect(await one.service.printerQuery(alice, 'a')).toMatchObject({ state: PrinterState.idle, stateReasons: [], queuedJobCount: 0 })
  })

  it('a client that goes away in mid-document gets its own error; the job is aborted: submission-interrupted', async () => {
    await using one = world()
    const gone = new Error('the client went away')
    await expect(one.service.jobSubmit(alice, 'a', jobOf('one'), brokenDocument(octets(1000), gone))).rejects.toBe(gone)
    const [job] = await one.service.printerListJobs(alice, { which: 'completed' })
    expect(job).toMatchObject({ state: JobState.aborted, stateReasons: ['aborted-by-system', 'submission-interrupted'] })
  })

  it("a canceled job: job-canceled, with the canceller's words", async () => {
    await using one = world()
    const { service, device } = one
    device.stop()
    const done = submit(service, 'one')
    await device.started(1)
    const [job] = await service.printerListJobs(alice, {})
    await expect(service.jobCancel(bob, job?.id ?? 0)).rejects.toMatchObject({ code: 'not-authorized' })
    await service.jobCancel(operator, job?.id ?? 0, 'wrong paper')
    await expect(done).rejects.toMatchObject({ code: 'job-canceled', message: expect.stringContaining('wrong paper') as string })
    expect(await service.jobQuery(alice, job?.id ?? 0)).toMatchObject({ state: JobState.canceled, stateReasons: ['job-canceled-by-operator'], stateMessage: 'wrong paper' })
  })
})

describe('the state of a printer', () => {
  it("is its device's: reasons and words while it works, stopped on an error, well again after", async () => {
    await using one = world()
    const { service, device } = one
    device.stop()
    const done = submit(service, 'one')
    await device.started(1)
    device.report({ reasons: ['media-low-warning'], message: 'little paper' })
    expect(await service.printerQuery(alice, 'a')).toMatchObject({ state: PrinterState.processing, stateReasons: ['media-low-warning'], stateMessage: 'little paper' })
    const before = (await service.printerQuery(alice, 'a')).stateChangedAt
    device.report({ reasons: ['media-empty-error'], message: 'no paper' })
    expect(await service.printerQuery(alice, 'a')).toMatchObject({ state: PrinterState.stopped, stateReasons: ['media-empty-error'] })
    expect((await service.printerListJobs(alice, {}))[0]).toMatchObject({ state: JobState.processingStopped, stateReasons: expect.arrayContaining(['printer-stopped']) as string[], stateMessage: 'no paper' })
    device.report(undefined)
    expect((await service.printerListJobs(alice, {}))[0]).toMatchObject({ state: JobState.processing, stateReasons: expect.not.arrayContaining(['printer-stopped']) as string[] })
    device.go()
    expect(await done).toMatchObject({ state: JobState.completed })
    const after = await service.printerQuery(alice, 'a')
    expect(after).toMatchObject({ state: PrinterState.idle, stateReasons: [], stateMessage: '' })
    expect(after.stateChangedAt).toBeGreaterThanOrEqual(before)
  })

  it('is stopped while paused: jobs wait, and print when it is resumed', async () => {
    await using one = world()
    const { service, device } = one
    await expect(service.printerPause(bob, 'a')).rejects.toMatchObject({ code: 'not-authorized' })
    await service.printerPause(operator, 'a', 'new toner')
    const done = submit(service, 'one')
    expect(await service.printerQuery(alice, 'a')).toMatchObject({ state: PrinterState.stopped, stateReasons: ['paused'], stateMessage: 'new toner', isAcceptingJobs: true, queuedJobCount: 1 })
    expect((await service.printerListJobs(alice, {}))[0]).toMatchObject({ state: JobState.pending, stateReasons: expect.arrayContaining(['printer-stopped']) as string[] })
    // The other queue of the device goes on.
    await submit(service, 'two', 10, 'bb')
    expect(device.begun.map((job) => job.name)).toEqual(['two'])
    await service.printerResume(operator, 'a')
    expect((await done).state).toBe(JobState.completed)
    expect(await service.printerQuery(alice, 'a')).toMatchObject({ state: PrinterState.idle, stateReasons: [] })
  })

  it('finishes the job that prints when it is paused: moving-to-paused, then paused', async () => {
    await using one = world()
    const { service, device } = one
    device.stop()
    const done = submit(service, 'one')
    await device.started(1)
    await service.printerPause(operator, 'a')
    expect(await service.printerQuery(alice, 'a')).toMatchObject({ state: PrinterState.processing, stateReasons: ['moving-to-paused'] })
    device.go()
    expect((await done).state).toBe(JobState.completed)
    expect(await service.printerQuery(alice, 'a')).toMatchObject({ state: PrinterState.stopped, stateReasons: ['paused'] })
  })
})

describe('jobCreate, jobStreamAdd, jobCommit: one document, printed as it comes', () => {
  it('prints it when it is added; closing adds nothing', async () => {
    await using one = world()
    const { service, device } = one
    const job = await service.jobCreate(alice, 'a', jobOf('open'))
    expect(job).toMatchObject({ state: JobState.pending, stateReasons: ['job-incoming', 'job-data-insufficient'], documents: 0 })
    expect(await service.jobStreamAdd(alice, job.id, documentOf(octets(100)))).toMatchObject({ id: job.id, state: JobState.completed, documents: 1, octets: 100, octetsProcessed: 100 })
    await expect(service.jobStreamAdd(alice, job.id, documentOf(octets(100)))).rejects.toMatchObject({ code: 'multiple-document-jobs-not-supported' })
    expect((await service.jobCommit(alice, job.id)).state).toBe(JobState.completed)
    await expect(service.jobStreamAdd(alice, job.id, documentOf(octets(100)))).rejects.toMatchObject({ code: 'not-possible' })
    expect(await device.delivered(1)).toHaveLength(1)
    expect((await service.printerQuery(alice, 'a')).multipleDocuments).toBe(false)
  })

  it('refuses a second document while the first is on its way', async () => {
    await using one = world()
    const { service, device } = one
    device.stop()
    const { id } = await service.jobCreate(alice, 'a', jobOf('open'))
    const first = service.jobStreamAdd(alice, id, documentOf(octets(100)))
    await device.started(1)
    await expect(service.jobStreamAdd(alice, id, documentOf(octets(100)))).rejects.toMatchObject({ code: 'multiple-document-jobs-not-supported' })
    device.go()
    expect((await first).state).toBe(JobState.completed)
  })

  it('is for its owner and for formats the queue takes', async () => {
    await using one = world()
    const { service } = one
    const { id } = await service.jobCreate(alice, 'a', jobOf('open'))
    await expect(service.jobStreamAdd(bob, id, documentOf(octets(1)))).rejects.toMatchObject({ code: 'not-authorized' })
    await expect(service.jobCommit(bob, id)).rejects.toMatchObject({ code: 'not-authorized' })
    await expect(service.jobStreamAdd(alice, id, documentOf(octets(1), 'text/x-odd'))).rejects.toMatchObject({ code: 'document-format-not-supported' })
    expect((await service.jobStreamAdd(alice, id, documentOf(octets(1)))).state).toBe(JobState.completed)
  })

  it('stays open when its document breaks off', async () => {
    await using one = world()
    const { service } = one
    const { id } = await service.jobCreate(alice, 'a', jobOf('open'))
    const gone = new Error('the client went away')
    await expect(service.jobStreamAdd(alice, id, brokenDocument(octets(1000), gone))).rejects.toBe(gone)
    expect(await service.jobQuery(alice, id)).toMatchObject({ state: JobState.pending, documents: 0, octets: 0 })
    expect((await service.jobStreamAdd(alice, id, documentOf(octets(5)))).state).toBe(JobState.completed)
  })

  it('is aborted when no document comes in its time, or it is closed without one', async () => {
    await using one = world({ openJobTimeOut: 20 })
    const { service } = one
    const ended = inState(service, JobState.aborted)
    const { id } = await service.jobCreate(alice, 'a', jobOf('open'))
    await ended
    expect(await service.jobQuery(alice, id)).toMatchObject({ stateReasons: ['aborted-by-system', 'submission-interrupted'] })
    await expect(service.jobStreamAdd(alice, id, documentOf(octets(1)))).rejects.toMatchObject({ code: 'not-possible' })
    const other = await service.jobCreate(alice, 'a', jobOf('open'))
    expect(await service.jobCommit(alice, other.id)).toMatchObject({ state: JobState.aborted, stateReasons: ['aborted-by-system', 'job-data-insufficient'] })
  })
})

describe('what is remembered', () => {
  it('is the last jobs that ended, and no more', async () => {
    await using one = world({ history: 3 })
    const { service } = one
    const jobs: Job[] = []
    for (const name of ['one', 'two', 'three', 'four', 'five']) jobs.push(await submit(service, name))
    expect((await service.printerListJobs(alice, { which: 'all' })).map((job) => job.name)).toEqual(['five', 'four', 'three'])
    await expect(service.jobQuery(alice, jobs[0]?.id ?? 0)).rejects.toMatchObject({ code: 'not-found' })
    await service.printerPurgeJobs(operator, 'a')
    expect(await service.printerListJobs(alice, { which: 'all' })).toEqual([])
  })

  it('ends with the service: jobs under way are aborted, events end', async () => {
    const { service, device } = world()
    device.stop()
    const done = submit(service, 'one')
    await device.started(1)
    const completed = seen(service, (event) => 'job' in event && isTerminal(event.job.state))
    await service[Symbol.asyncDispose]()
    await expect(done).rejects.toMatchObject({ code: 'service-unavailable' })
    expect(await completed).toMatchObject({ type: 'job-completed', job: { state: JobState.aborted, stateReasons: ['aborted-by-system', 'service-off-line'] } })
  })
})

describe('DeviceLine', () => {
  it('gives turns in order, passing over who left', async () => {
    const line = new DeviceLine()
    const order: string[] = []
    const never = new AbortController().signal
    const leaving = new AbortController()
    const first = await line.enter(never)
    const second = line.enter(leaving.signal).then(
      () => order.push('second'),
      () => order.push('left'),
    )
    const third = line.enter(never).then((leave) => {
      order.push('third')
      leave()
    })
    leaving.abort()
    await second
    first()
    await third
    ;(await line.enter(never))()
    expect(order).toEqual(['left', 'third'])
    await expect(line.enter(AbortSignal.abort())).rejects.toThrow()
  })

  it('gives a turn to one only, also to who leaves in the moment it comes', async () => {
    const line = new DeviceLine()
    const order: string[] = []
    const never = new AbortController().signal
    const leaving = new AbortController()
    const first = await line.enter(never)
    const second = line.enter(leaving.signal)
    const third = line.enter(never).then(() => order.push('third'))
    first()
    leaving.abort()
    const leave = await second
    order.push('second has it')
    leave()
    await third
    expect(order).toEqual(['second has it', 'third'])
  })
})
