/** Printers that cannot be connected to, through the whole server: what the job and the printer say, and that the wait ends by itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDocument, type Document } from './harness/documents.js'
import { isSpooled, SimulatedQueues, ways, type SimulatedQueue, type Way } from './harness/simulated-queues.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

const spooled: readonly Way[] = ways.filter(isSpooled)
const unspooled: readonly Way[] = ways.filter((way) => !isSpooled(way))
const asking: readonly Way[] = ways.filter((way) => way.startsWith('appsocket'))
/** Ways of answering by UDP that are none. */
const unheard: ReadonlySet<string> = new Set(['other-port', 'too-late', 'never'])
const refusing = { printer: { faults: [{ type: 'refuse' }] } } as const

describeWhere(missingTools('ipptool', 'gs'), 'a printer that cannot be connected to', () => {
  const open = new AsyncDisposableStack()
  let work: WorkFolder
  let queues: SimulatedQueues
  let document: Document

  beforeAll(async () => {
    work = open.use(new WorkFolder('connect'))
    document = await makeDocument(work.path, 'document-a4.ps')
    queues = open.use(
      await SimulatedQueues.start(
        work,
        {
          refuses: refusing,
          abort: { ...refusing, device: { contimeout: 1 }, queue: { 'error-policy': 'abort' } },
          hold: { ...refusing, device: { contimeout: 1 }, queue: { 'error-policy': 'hold' }, ways: spooled },
          stop: { ...refusing, device: { contimeout: 1 }, queue: { 'error-policy': 'stop-printer' }, ways: spooled },
          retry: { ...refusing, device: { contimeout: 1 }, ways: spooled },
          cancel: { ...refusing, ways: spooled },
          late: { printer: { faults: [{ type: 'refuse' }, { type: 'status-late', forMilliseconds: 300 }] }, ways: asking },
          twice: { printer: { faults: [{ type: 'refuse' }, { type: 'status-twice' }] }, ways: asking },
          'other-port': { printer: { faults: [{ type: 'refuse' }, { type: 'status-other-port' }] }, device: { statuswait: 100 }, ways: asking },
          'too-late': { printer: { faults: [{ type: 'refuse' }, { type: 'status-late', forMilliseconds: 2000 }] }, device: { statuswait: 100 }, ways: asking },
          never: { printer: { faults: [{ type: 'refuse' }, { type: 'status-never' }] }, device: { statuswait: 100 }, ways: asking },
          garbage: { printer: { faults: [{ type: 'refuse' }, { type: 'status-garbage' }] }, ways: asking },
          truncated: { printer: { faults: [{ type: 'refuse' }, { type: 'status-truncated', octets: 12 }] }, ways: asking },
        },
        /could not be (connected to|reached)/,
      ),
    )
  })

  afterAll(() => open.disposeAsync())

  /** The printer takes connections again: the job prints by itself, once, and both say so. */
  async function recovers(queue: SimulatedQueue, id: number): Promise<void> {
    await queue.printer.listen()
    const done = await queue.finished(id)
    expect(done).toMatchObject({ state: 'completed', reasons: expect.arrayContaining(['job-completed-successfully']) as unknown })
    expect(done.message).toMatch(/ took \d+ octets; it closed the connection/)
    expect(queue.printer.jobs.map(({ digest }) => digest)).toEqual([document.sha256])
    expect(await queue.withReason(/^none$/)).toMatchObject({ state: 'idle' })
  }

  describe.each(ways)('that refuses, by %s', (way) => {
    it('is waited for: the job says since when and why, and prints when it can', async () => {
      const queue = queues.queue('refuses', way)
      const { id } = await queue.send(document)
      const job = await queue.saying(id, /^waiting for /)
      expect(job.state).toBe('processing')
      expect(job.message).toMatch(/^waiting for 127\.0\.0\.1:\d+ since \d{4}-\d\d-\d\dT[\d:]+Z: it refuses connections \(ECONNREFUSED\)/)
      const printer = await queue.withReason(/^connecting-to-device-report$/)
      expect(printer.state).toBe('processing')
      expect(printer.message).toMatch(/^waiting for .* refuses connections/)
      await recovers(queue, id)
    })
  })

  describe.each(ways)('that is busy for some seconds, by %s', (way) => {
    it('is waited for, and the job prints by itself when it is not any more', async () => {
      using own = new WorkFolder('busy')
      await using busy = await SimulatedQueues.start(own, { busy: { printer: { faults: [{ type: 'busy', forMilliseconds: 6000 }] }, ways: [way] } })
      const queue = busy.queue('busy', way)
      const { id } = await queue.send(document)
      const job = await queue.saying(id, way.startsWith('appsocket') ? /refuses connections.*it says "status: busy"/ : /refuses connections/)
      expect(job.state).toBe('processing')
      expect((await queue.withReason(/^connecting-to-device-report$/)).message).toBe(job.message)
      expect(await queue.finished(id)).toMatchObject({ state: 'completed', reasons: expect.arrayContaining(['job-completed-successfully']) as unknown })
      expect(queue.printer.jobs.map(({ digest }) => digest)).toEqual([document.sha256])
    })
  })

  describe.each(asking)('that refuses and says why by UDP, by %s', (way) => {
    it.each([
      ['at once', 'refuses'],
      ['late', 'late'],
      ['twice', 'twice'],
    ])('%s: the wait has its reason and its words, and ends when it is ready', async (_how, setting) => {
      const queue = queues.queue(setting, way)
      const already = queue.printer.jobs.length
      await queue.printer.refuse()
      queue.printer.raise('media-empty')
      const { id } = await queue.send(document)
      await queue.saying(id, /refuses connections.*it says "PrinterError: out of paper"/)
      expect(await queue.inState(id, '6')).toMatchObject({ state: 'processing-stopped', reasons: expect.arrayContaining(['printer-stopped']) as unknown })
      const printer = await queue.withReason(/^media-empty-error$/)
      expect(printer).toMatchObject({ state: 'stopped', reasons: expect.arrayContaining(['connecting-to-device-report']) as unknown })
      expect(printer.message).toMatch(/it says "PrinterError: out of paper"/)
      queue.printer.clear()
      await queue.printer.listen()
      expect(await queue.finished(id)).toMatchObject({ state: 'completed' })
      expect(queue.printer.jobs.slice(already).map(({ digest }) => digest)).toEqual([document.sha256])
      expect(await queue.withReason(/^none$/)).toMatchObject({ state: 'idle' })
    })

    it.each([
      ['from another port', 'other-port'],
      ['too late', 'too-late'],
      ['never', 'never'],
      ['in octets that mean nothing', 'garbage'],
      ['cut in its middle', 'truncated'],
    ])('%s: nothing is made up, and the job prints when it can', async (_how, setting) => {
      const queue = queues.queue(setting, way)
      queue.printer.raise('toner-low')
      const { id } = await queue.send(document)
      const job = await queue.saying(id, unheard.has(setting) ? /refuses connections/ : /refuses connections.*it says "/)
      expect(job.state).toBe('processing')
      if (unheard.has(setting)) expect(job.message).not.toMatch(/it says/)
      // No control character gets through.
      expect(job.message).not.toMatch(/\p{Cc}/u)
      expect((await queue.withReason(/^connecting-to-device-report$/)).reasons).toEqual(['connecting-to-device-report'])
      await recovers(queue, id)
    })
  })

  describe.each(spooled)('in the time it is given (contimeout), by %s', (way) => {
    it('error-policy abort: the job is aborted and says that it could not be reached', async () => {
      const queue = queues.queue('abort', way)
      const job = await queue.print(document)
      expect(job).toMatchObject({ state: 'aborted', reasons: expect.arrayContaining(['service-off-line']) as unknown })
      expect(job.message).toMatch(/could not be reached: 127\.0\.0\.1:\d+ could not be connected to in 1 s \(\d+ attempts? since .*refuses connections/)
      expect(queue.printer.jobs).toEqual([])
    })

    it('error-policy hold: the job is held and says so', async () => {
      const queue = queues.queue('hold', way)
      const { id } = await queue.send(document)
      const job = await queue.inState(id, '4')
      expect(job.message).toMatch(/could not be reached: .*refuses connections.*It is held until it is released\.$/)
    })

    it('error-policy stop-printer: the printer is paused and says so, and the job waits', async () => {
      const queue = queues.queue('stop', way)
      const { id } = await queue.send(document)
      const printer = await queue.withReason(/^paused$/)
      expect(printer).toMatchObject({ state: 'stopped' })
      expect(printer.message).toMatch(/could not be reached and was stopped: 127\.0\.0\.1:\d+ could not be connected to in 1 s .*it refuses connections \(ECONNREFUSED\)/)
      expect(await queue.job(id)).toMatchObject({ state: 'pending', reasons: expect.arrayContaining(['printer-stopped']) as unknown })
    })

    it('error-policy retry: the printer is stopped, the job waits for it, and prints when it can', async () => {
      const queue = queues.queue('retry', way)
      const { id } = await queue.send(document)
      const printer = await queue.withReason(/^connecting-to-device$/)
      expect(printer.state).toBe('stopped')
      expect(printer.message).toMatch(/could not be connected to in 1 s .*refuses connections/)
      await recovers(queue, id)
    })
  })

  describe.each(unspooled)('in the time it is given (contimeout), by %s', (way) => {
    it('the client is told server-error-service-unavailable, and may try again', async () => {
      const queue = queues.queue('abort', way)
      const { id, answer } = await queue.send(document)
      await expect(answer).rejects.toThrow(/server-error-service-unavailable \(127\.0\.0\.1:\d+ could not be connected to in 1 s/)
      expect(await queue.job(id)).toMatchObject({ state: 'aborted', reasons: ['aborted-by-system'] })
      expect(queue.printer.jobs).toEqual([])
      expect(await queue.state()).toMatchObject({ state: 'idle', reasons: ['none'] })
    })
  })
})
