/** Classes: queues whose jobs go to the first member that is ready. */
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { DeviceError, JobState, PrinterState, type DeviceDriver, type Job } from '@platen/papi'
import { alice, documentOf, jobOf, octets, operator } from '@platen/papi/contract'
import { openTestSpool, TestClock } from './test-spool.js'

/** Devices `bank://NAME/` that take a document when they are told to, or refuse. */
function bank() {
  const off = new Set<string>()
  /** Those that are waited for, as a socket is. */
  const silent = new Set<string>()
  const begun: string[] = []
  const gates = new Map<string, PromiseWithResolvers<undefined>>()
  const changed = new EventTarget()
  const open = { value: true }
  const driver: DeviceDriver = {
    schemes: ['bank'],
    options: {},
    open: (uri) => ({
      uri: uri.href,
      deliver: async (delivery) => {
        const { job, data, signal } = delivery
        if (off.has(uri.hostname)) throw new DeviceError('unreachable', `${uri.hostname} is off`, 0)
        if (silent.has(uri.hostname)) {
          delivery.report({ reasons: ['connecting-to-device-report'], message: `${uri.hostname} does not answer` })
          begun.push(`${uri.hostname} tried for ${job.name}`)
          changed.dispatchEvent(new Event('begun'))
          await once(signal, 'abort')
          throw new DeviceError('canceled', 'canceled', 0)
        }
        const gate = Promise.withResolvers<undefined>()
        gate.promise.catch(() => undefined)
        if (!open.value) gates.set(uri.hostname, gate)
        else gate.resolve(undefined)
        begun.push(`${uri.hostname} ${job.name}`)
        changed.dispatchEvent(new Event('begun'))
        signal.addEventListener('abort', () => gate.reject(new DeviceError('canceled', 'canceled', 0)))
        let count = 0
        for await (const part of data) {
          if (count === 0) await delivery.beforeFirstOctet()
          count += part.length
        }
        await gate.promise
        return { octets: count, reasons: [], message: '' }
      },
      [Symbol.asyncDispose]: () => Promise.resolve(),
    }),
  }
  return {
    driver,
    off,
    silent,
    begun,
    /** Devices wait before they are done. */
    close: () => void (open.value = false),
    /** A device is done with its document. */
    finish: (name: string) => gates.get(name)?.resolve(undefined),
    /** Resolves when that many documents have been begun. */
    started: async (count: number) => {
      while (begun.length < count) await once(changed, 'begun')
    },
  }
}

const queues = { a: 'bank://a/', b: 'bank://b/', c: 'bank://c/', all: 'class:a,b,c' }

describe('a class', () => {
  it('shows its members, and what all of them take', async () => {
    const devices = bank()
    await using spool = await openTestSpool({ drivers: [devices.driver], queues, formatsOf: { b: ['text/plain', 'application/octet-stream'] } })
    expect(await spool.service.printerQuery(alice, 'all')).toMatchObject({ members: ['a', 'b', 'c'], formats: ['text/plain', 'application/octet-stream'], deviceUri: 'class:a,b,c', state: PrinterState.idle, isAcceptingJobs: true })
    expect((await spool.service.printerQuery(alice, 'a')).members).toBeUndefined()
    await expect(spool.service.jobSubmit(alice, 'all', jobOf('x'), documentOf(octets(10), 'application/pdf'))).rejects.toMatchObject({ code: 'document-format-not-supported' })
  })

  it('gives its jobs to its members in turn, one to each', async () => {
    const devices = bank()
    await using spool = await openTestSpool({ drivers: [devices.driver], queues })
    const ids: number[] = []
    for (let at = 0; at < 5; at++) {
      const { id } = await spool.service.jobSubmit(alice, 'all', jobOf(`job${at}`), documentOf(octets(10)))
      ids.push(id)
      await spool.jobEnded(id)
    }
    expect(devices.begun).toEqual(['a job0', 'b job1', 'c job2', 'a job3', 'b job4'])
    expect(await spool.service.jobQuery(alice, ids[4] ?? 0)).toMatchObject({ printer: 'all', outputDevice: 'b', state: JobState.completed })
  })

  it('gives the next job to whichever member is free, beside the jobs of its own', async () => {
    const devices = bank()
    await using spool = await openTestSpool({ drivers: [devices.driver], queues })
    devices.close()
    await spool.service.jobSubmit(alice, 'a', jobOf('own'), documentOf(octets(10)))
    await devices.started(1)
    const jobs: Job[] = []
    for (const name of ['one', 'two', 'three']) jobs.push(await spool.service.jobSubmit(alice, 'all', jobOf(name), documentOf(octets(10))))
    const [one, , three] = jobs.map((job) => job.id)
    await devices.started(3)
    expect(devices.begun).toEqual(['a own', 'b one', 'c two'])
    expect(await spool.service.jobQuery(alice, three ?? 0)).toMatchObject({ state: JobState.pending })
    expect((await spool.service.printerQuery(alice, 'all')).state).toBe(PrinterState.processing)
    devices.finish('c')
    await devices.started(4)
    expect(devices.begun.at(-1)).toBe('c three')
    for (const name of ['a', 'b', 'c']) devices.finish(name)
    for (const id of [one, three]) expect((await spool.jobEnded(id ?? 0)).state).toBe(JobState.completed)
  })

  it('passes over members that are paused or down, and says what keeps all of them', async () => {
    const clock = new TestClock()
    const devices = bank()
    await using spool = await openTestSpool({ surroundings: { clock }, drivers: [devices.driver], queues })
    await spool.service.printerPause(operator, 'a')
    devices.off.add('b')
    const first = await spool.service.jobSubmit(alice, 'all', jobOf('first'), documentOf(octets(10)))
    expect((await spool.jobEnded(first.id)).outputDevice).toBe('c')
    expect(await spool.printerWhen('all', (one) => one.stateReasons.length > 0)).toMatchObject({ state: PrinterState.idle, stateReasons: ['stopped-partly-report'] })
    devices.off.add('c')
    const second = await spool.service.jobSubmit(alice, 'all', jobOf('second'), documentOf(octets(10)))
    await spool.printerWhen('all', (one) => one.state === PrinterState.stopped)
    const waiting = await spool.jobWhen(second.id, (one) => one.state === JobState.pending && one.stateMessage.includes('c: c is off'))
    expect(waiting.stateMessage).toContain('It waits for the printer: a: The printer is paused.; b: b is off; c: c is off')
    devices.off.clear()
    clock.turn(30_000)
    expect((await spool.jobEnded(second.id)).state).toBe(JobState.completed)
    await spool.printerWhen('all', (one) => one.state === PrinterState.idle)
  })

  it('takes a job from a member that cannot be reached and gives it to the next that is free, and tries that member again later', async () => {
    const clock = new TestClock()
    const devices = bank()
    await using spool = await openTestSpool({ surroundings: { clock }, drivers: [devices.driver], queues: { a: 'bank://a/', b: 'bank://b/', all: 'class:a,b' } })
    devices.silent.add('a')
    devices.close()
    const own = await spool.service.jobSubmit(alice, 'b', jobOf('own'), documentOf(octets(10)))
    await devices.started(1)
    const jobs: Job[] = []
    for (const name of ['one', 'two']) jobs.push(await spool.service.jobSubmit(alice, 'all', jobOf(name), documentOf(octets(10))))
    await devices.started(2)
    await spool.printerWhen('a', (one) => one.stateReasons.includes('connecting-to-device-report'))
    clock.turn(5000)
    await spool.jobIn(jobs[0]?.id ?? 0, JobState.pending)
    expect(devices.begun).toEqual(['b own', 'a tried for one'])
    devices.finish('b')
    await spool.jobEnded(own.id)
    await devices.started(3)
    expect(devices.begun.at(-1)).toBe('b one')
    devices.finish('b')
    await devices.started(4)
    expect(devices.begun.at(-1)).toBe('b two')
    devices.finish('b')
    expect(await spool.jobEnded(jobs[1]?.id ?? 0)).toMatchObject({ outputDevice: 'b', state: JobState.completed })
    // It is back.
    devices.silent.clear()
    clock.turn(30_000)
    const later = await spool.service.jobSubmit(alice, 'all', jobOf('later'), documentOf(octets(10)))
    await devices.started(5)
    devices.finish('a')
    expect((await spool.jobEnded(later.id)).outputDevice).toBe('a')
  })

  it('waits a moment for a member that cannot be reached before another gets its job', async () => {
    const clock = new TestClock()
    const devices = bank()
    await using spool = await openTestSpool({ surroundings: { clock }, drivers: [devices.driver], queues: { a: 'bank://a/', b: 'bank://b/', all: 'class:a,b' } })
    devices.silent.add('a')
    const job = await spool.service.jobSubmit(alice, 'all', jobOf('one'), documentOf(octets(10)))
    await devices.started(1)
    await spool.printerWhen('a', (one) => one.stateReasons.includes('connecting-to-device-report'))
    clock.turn(4999)
    expect(devices.begun).toEqual(['a tried for one'])
    clock.turn(1)
    expect(await spool.jobEnded(job.id)).toMatchObject({ outputDevice: 'b', state: JobState.completed })
  })

  it('is paused, held, canceled and moved as any queue; a job leaves it if none of its members can print', async () => {
    const clock = new TestClock()
    const devices = bank()
    await using spool = await openTestSpool({ surroundings: { clock }, drivers: [devices.driver], queues: { ...queues, d: 'bank://d/' }, optionsOf: { all: { fallback: 'd', 'fallback-after': 60 } } })
    await spool.service.printerPause(operator, 'all')
    const paused = await spool.service.jobSubmit(alice, 'all', jobOf('paused'), documentOf(octets(10)))
    expect(paused.stateMessage).toBe('The printer is paused.')
    await spool.service.jobMove(operator, paused.id, 'c')
    expect(await spool.jobEnded(paused.id)).toMatchObject({ printer: 'c', movedFrom: ['all'] })
    await spool.service.printerResume(operator, 'all')
    for (const one of ['a', 'b', 'c']) devices.off.add(one)
    const job = await spool.service.jobSubmit(alice, 'all', jobOf('stuck'), documentOf(octets(10)))
    await spool.printerWhen('all', (one) => one.state === PrinterState.stopped)
    await spool.jobIn(job.id, JobState.pending)
    clock.turn(60_000)
    expect(await spool.jobEnded(job.id)).toMatchObject({ printer: 'd', movedFrom: ['all'] })
  })

  it('does not print on what is not there, or is a class itself; a member that comes prints for it', async () => {
    const devices = bank()
    await using spool = await openTestSpool({ drivers: [devices.driver], queues: { odd: 'class:late,all', ...queues } })
    const job = await spool.service.jobSubmit(alice, 'odd', jobOf('one'), documentOf(octets(10)))
    expect(job.stateMessage).toContain('late: is not there; all: is not there')
    expect(spool.warnings).toEqual(['class "odd": there is no queue "late" with a device', 'class "odd": there is no queue "all" with a device'])
    const { formats, capabilities } = await spool.service.printerQuery(alice, 'a')
    await spool.service.printerAdd(operator, { name: 'late', info: '', location: '', makeAndModel: '', uuid: 'urn:uuid:00000000-0000-4000-8000-000000000099', device: 'bank://late/', formats, capabilities, options: {}, deviceOptions: {} })
    expect((await spool.jobEnded(job.id)).outputDevice).toBe('late')
  })

  it('takes back what a member prints for it when its members change, and prints it on the others', async () => {
    const devices = bank()
    await using spool = await openTestSpool({ drivers: [devices.driver], queues: { ...queues, all: 'class:a' } })
    devices.close()
    const job = await spool.service.jobSubmit(alice, 'all', jobOf('one'), documentOf(octets(10)))
    await devices.started(1)
    await spool.service.printerModify(operator, 'all', { device: 'class:b' })
    await devices.started(2)
    devices.finish('b')
    expect((await spool.jobEnded(job.id)).state).toBe(JobState.completed)
    expect(devices.begun).toEqual(['a one', 'b one'])
  })
})
