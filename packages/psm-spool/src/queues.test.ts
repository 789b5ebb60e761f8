/** Printers that are added, changed and removed while the spooler runs. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { attribute, Attributes, dateTime, describeCapabilities, DocumentState, integer, JobState, keyword, type PrintEvent, type QueueDefinition } from '@platen/papi'
import { alice, documentOf, jobOf, octets, operator } from '@platen/papi/contract'
import { describe, expect, it } from 'vitest'
import { openTestSpool, TestClock } from './test-spool.js'

const formats = ['application/octet-stream']
const definition = (name: string, device: string): QueueDefinition => ({
  name, info: name, location: '', makeAndModel: 'Test', uuid: 'urn:uuid:00000000-0000-4000-8000-000000000009', device, formats, capabilities: describeCapabilities({}, formats), options: {}, deviceOptions: {},
})

describe('printerModify', () => {
  it('takes a job back from a device that takes nothing, and prints it on the new one', async () => {
    await using spool = await openTestSpool()
    spool.device.stop()
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    await spool.device.started(1)
    const folder = join(spool.folder, 'printed')
    await spool.service.printerModify(operator, 'alpha', { device: `${pathToFileURL(folder).href}/` })
    expect((await spool.jobEnded(job.id)).state).toBe(JobState.completed)
    expect(await readdir(folder)).toHaveLength(1)
    expect((await spool.service.printerQuery(alice, 'alpha')).deviceUri).toMatch(/^file:/)
  })

  it('keeps the old device if the new one is not right', async () => {
    await using spool = await openTestSpool()
    await expect(spool.service.printerModify(operator, 'alpha', { device: 'usb://x' })).rejects.toMatchObject({ code: 'uri-scheme-not-supported' })
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    expect((await spool.jobEnded(job.id)).state).toBe(JobState.completed)
  })

  it('lets jobs go by the new defaults: copies, priority and hold', async () => {
    await using spool = await openTestSpool()
    const { capabilities } = await spool.service.printerQuery(alice, 'alpha')
    const changed = new Attributes(capabilities)
    changed.put(attribute('copies-default', integer(2))).put(attribute('job-priority-default', integer(80))).put(attribute('job-hold-until-default', keyword('indefinite')))
    await spool.service.printerModify(operator, 'alpha', { capabilities: changed })
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    expect(job).toMatchObject({ state: JobState.pendingHeld, priority: 80 })
    await spool.service.jobRelease(operator, job.id)
    await spool.jobEnded(job.id)
    expect(await spool.device.delivered(2)).toHaveLength(2)
    // The default of then holds, whatever it is now: one document, sent twice.
    await spool.service.printerModify(operator, 'alpha', { capabilities })
    expect(await spool.service.documentsList(alice, job.id)).toMatchObject([{ number: 1, state: DocumentState.completed, octetsProcessed: 10 }])
  })
})

describe('printerAdd', () => {
  it('of a queue that was not configured for a while: its jobs are back, with the times they wait for; it is in service', async () => {
    await using before = await openTestSpool({ surroundings: { clock: new TestClock() } })
    const clock = new TestClock()
    const until = attribute('job-hold-until-time', dateTime(clock.now() + 60_000))
    const job = await before.service.jobSubmit(alice, 'alpha', { name: 'one', ticket: new Attributes([until]) }, documentOf(octets(10)))
    await before.service.printerHoldNewJobs(operator, 'alpha')
    await before.service.printerShutdown(operator, 'alpha')
    await before.service.printerDeactivate(operator, 'alpha')
    await using after = await openTestSpool({ folder: await before.crashCopy(), queues: { beta: before.device.deviceUri }, device: before.device, surroundings: { clock } })
    await after.service.printerAdd(operator, definition('alpha', before.device.deviceUri))
    expect(await after.service.printerQuery(alice, 'alpha')).toMatchObject({ stateReasons: [], isAcceptingJobs: true, queuedJobCount: 1 })
    clock.turn(60_000)
    expect((await after.jobEnded(job.id)).state).toBe(JobState.completed)
  })
})

describe('printerRemove', () => {
  it('frees a device that other queues print on, too', async () => {
    await using spool = await openTestSpool()
    await spool.service.printerAdd(operator, definition('beta', spool.device.deviceUri))
    spool.device.stop()
    const mine = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    await spool.device.started(1)
    const other = await spool.service.jobSubmit(alice, 'beta', jobOf('two'), documentOf(octets(20, 2)))
    await spool.service.printerRemove(operator, 'alpha')
    spool.device.go()
    expect((await spool.jobEnded(other.id)).state).toBe(JobState.completed)
    await expect(spool.service.jobQuery(alice, mine.id)).rejects.toMatchObject({ code: 'not-found' })
    expect(spool.warnings).toEqual([])
  })

  it('leaves no files and no rows: a start without the queue says nothing of jobs that wait', async () => {
    await using spool = await openTestSpool()
    spool.device.stop()
    await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(200_000)))
    await spool.device.started(1)
    await spool.service.printerRemove(operator, 'alpha')
    expect((await readdir(join(spool.folder, 'documents'), { recursive: true, withFileTypes: true })).filter((one) => one.isFile())).toEqual([])
    await using after = await openTestSpool({ folder: await spool.crashCopy(), queues: { beta: spool.device.deviceUri }, device: spool.device })
    expect(after.warnings).toEqual([])
    expect(await after.service.printerListJobs(operator, { which: 'all' })).toEqual([])
  })
})

describe('printerAdd', () => {
  it('brings back the jobs of a queue that was not configured for a while', async () => {
    await using spool = await openTestSpool()
    await spool.service.printerPause(operator, 'alpha')
    const job = await spool.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
    const folder = await spool.crashCopy()
    await using after = await openTestSpool({ folder, queues: { beta: spool.device.deviceUri }, device: spool.device })
    await expect(after.service.jobQuery(alice, job.id)).rejects.toMatchObject({ code: 'not-found' })
    await after.service.printerAdd(operator, definition('alpha', spool.device.deviceUri))
    expect((await after.jobEnded(job.id)).state).toBe(JobState.completed)
  })

  it('tells events: printer-created, printer-config-changed, printer-deleted', async () => {
    await using spool = await openTestSpool()
    const reading = new AbortController()
    const events = spool.service.events(reading.signal)[Symbol.asyncIterator]()
    const seen: PrintEvent['type'][] = []
    const next = async () => seen.push((await events.next() as IteratorYieldResult<PrintEvent>).value.type)
    let coming = next()
    await spool.service.printerAdd(operator, definition('beta', spool.device.deviceUri))
    await coming
    coming = next()
    await spool.service.printerModify(operator, 'beta', { info: 'another' })
    await coming
    coming = next()
    await spool.service.printerRemove(operator, 'beta')
    await coming
    reading.abort()
    expect(seen).toEqual(['printer-created', 'printer-config-changed', 'printer-deleted'])
  })
})
