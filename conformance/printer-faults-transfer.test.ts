/** Printers that go wrong while they take a job, through the whole server: what the job and the printer say, and what is at the printer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDocument, randomDocument, type Document } from './harness/documents.js'
import { isSpooled, SimulatedQueues, ways, type Way } from './harness/simulated-queues.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

const spooled: readonly Way[] = ways.filter(isSpooled)
const unspooled: readonly Way[] = ways.filter((way) => !isSpooled(way))
const withSuccess = expect.arrayContaining(['job-completed-successfully']) as unknown
const withWarning = expect.arrayContaining(['job-completed-with-warnings']) as unknown

describeWhere(missingTools('ipptool', 'gs'), 'a printer that goes wrong while it takes a job', () => {
  const open = new AsyncDisposableStack()
  let queues: SimulatedQueues
  let page: Document
  /** More than the systems on both sides keep. */
  let long: Document

  beforeAll(async () => {
    const work = open.use(new WorkFolder('transfer'))
    page = await makeDocument(work.path, 'document-a4.ps')
    long = randomDocument(work.path, 'long.bin', 16 << 20)
    queues = open.use(
      await SimulatedQueues.start(
        work,
        {
          'closes-at-once': { printer: { faults: [{ type: 'close', afterOctets: 0, jobs: [1] }] } },
          'closes-always': { printer: { faults: [{ type: 'close', afterOctets: 0 }] }, queue: { 'reprint-limit': 4 }, ways: spooled },
          'closes-late': { printer: { faults: [{ type: 'close-late', forMilliseconds: 2000 }] }, device: { silence: 20 } },
          'never-closes': { printer: { faults: [{ type: 'never-close' }] } },
          'not-waited-for': { printer: { faults: [{ type: 'never-close' }] }, device: { waiteof: false } },
          resets: { printer: { faults: [{ type: 'reset', afterOctets: 100_000, jobs: [1] }] } },
          'resets-hold': { printer: { faults: [{ type: 'reset', afterOctets: 100_000, jobs: [1] }] }, queue: { 'after-broken-send': 'hold' }, ways: spooled },
          'resets-at-end': { printer: { faults: [{ type: 'reset-at-end' }] } },
          'stops-reading': { printer: { faults: [{ type: 'stop-reading', afterOctets: 1000, forMilliseconds: 4000 }] } },
          stops: {},
          garbage: { printer: { faults: [{ type: 'garbage', afterOctets: 1000, octets: 4096 }] } },
          floods: { printer: { faults: [{ type: 'flood', afterOctets: 1000 }] } },
          'ctrl-d': { printer: { speaks: ['postscript'], faults: [{ type: 'ignore-after-end-of-job' }] }, device: { 'end-of-job': 'ctrl-d' } },
          'closes-at-ctrl-d': { printer: { speaks: ['postscript'], faults: [{ type: 'close-at-end-of-job' }] }, device: { 'end-of-job': 'ctrl-d' } },
        },
        /broke after \d+ octets|it closed the connection before it had all/,
      ),
    )
  })

  afterAll(() => open.disposeAsync())

  describe.each(spooled)('by %s', (way) => {
    it.each(['closes-at-once', 'resets'])('%s: the job is printed again from its beginning, and says that it may be printed twice', async (setting) => {
      const queue = queues.queue(setting, way)
      const { id } = await queue.send(long)
      const job = await queue.finished(id)
      expect(job).toMatchObject({ state: 'completed', reasons: withWarning })
      expect(job.reasons).not.toContain('job-completed-successfully')
      expect(job.message).toMatch(/^Sending broke off: the connection to 127\.0\.0\.1:\d+ broke after \d+ octets: .*: it is printed again and may be printed twice\. .* took 16777216 octets/)
      const [first, second] = queue.printer.jobs
      expect(first?.size).toBe(setting === 'resets' ? 100_000 : 0)
      expect(second?.digest).toBe(long.sha256)
      expect(queue.printer.jobs).toHaveLength(2)
      expect(await queue.withReason(/^none$/)).toMatchObject({ state: 'idle' })
    })

    it('closes at once, with a document that fits into the systems between: still it is not called delivered', async () => {
      const queue = queues.queue('closes-always', way)
      const { id } = await queue.send(page)
      const printer = await queue.withReason(/^connecting-to-device$/)
      expect(printer.state).toBe('stopped')
      expect(printer.message).toMatch(/^the connection to 127\.0\.0\.1:\d+ broke after \d+ octets/)
      // As often as reprint-limit says.
      const job = await queue.inState(id, '4')
      expect(job.reasons).toContain('job-held-for-review')
      expect(job.message).toMatch(/That has happened 4 times: it is held until someone has looked and releases or cancels it\.$/)
      expect(queue.printer.jobs.map(({ size, end }) => ({ size, end }))).toEqual(Array.from({ length: 4 }, () => ({ size: 0, end: 'closed' })))
    })

    it('resets, with after-broken-send hold: the job waits for a person and says why, and what was sent', async () => {
      const queue = queues.queue('resets-hold', way)
      const { id } = await queue.send(long)
      const job = await queue.inState(id, '4')
      expect(job.reasons).toContain('job-held-for-review')
      const sent = /broke after (\d+) octets: .*\. Part of it may be printed: it is held until someone has looked and releases or cancels it\.$/.exec(job.message)?.[1]
      expect(Number(sent)).toBeGreaterThanOrEqual(100_000)
      expect(queue.printer.jobs.map(({ size }) => size)).toEqual([100_000])
    })
  })

  describe.each(unspooled)('by %s', (way) => {
    it.each(['closes-at-once', 'resets'])('%s: the client is told server-error-device-error and how much was sent; the next job prints', async (setting) => {
      const queue = queues.queue(setting, way)
      const { id, answer } = await queue.send(long)
      await expect(answer).rejects.toThrow(/server-error-device-error \(the connection to 127\.0\.0\.1:\d+ broke after \d+ octets: /)
      const job = await queue.job(id)
      expect(job).toMatchObject({ state: 'aborted', reasons: ['aborted-by-system'] })
      expect(job.message).toMatch(/broke after \d+ octets/)
      expect(queue.printer.jobs[0]?.size).toBe(setting === 'resets' ? 100_000 : 0)

      expect(await queue.print(long)).toMatchObject({ state: 'completed', reasons: withSuccess })
      expect(queue.printer.jobs[1]?.digest).toBe(long.sha256)
      expect(await queue.state()).toMatchObject({ state: 'idle', reasons: ['none'] })
    })
  })

  describe.each(ways)('by %s', (way) => {
    it('closes late: the job is over when it has closed, not before', async () => {
      const queue = queues.queue('closes-late', way)
      const { id } = await queue.send(page)
      const received = await queue.printer.job(1)
      expect(await queue.job(id)).toMatchObject({ state: 'processing' })
      const job = await queue.finished(id)
      expect(Date.now() - (received.endedAt ?? 0)).toBeGreaterThanOrEqual(2000)
      expect(job).toMatchObject({ state: 'completed', reasons: withSuccess })
      expect(job.message).toMatch(/ took \d+ octets; it closed the connection$/)
      expect(received.digest).toBe(page.sha256)
    })

    it('never closes: after its silence the job is delivered, with the warning that printing is not known', async () => {
      const queue = queues.queue('never-closes', way)
      const job = await queue.print(page)
      expect(job).toMatchObject({ state: 'completed', reasons: withWarning })
      expect(job.reasons).not.toContain('job-completed-successfully')
      expect(job.message).toMatch(/ took \d+ octets; then it neither closed the connection nor said anything for 1 s: delivered, but whether it printed is not known$/)
      expect((await queue.printer.job(1)).digest).toBe(page.sha256)
      // The next is not kept waiting by it.
      await queue.print(page)
      expect((await queue.printer.job(2)).digest).toBe(page.sha256)
    })

    it('never closes, and its close is not waited for (waiteof=false): the job is over when it has all', async () => {
      const queue = queues.queue('not-waited-for', way)
      const job = await queue.print(page)
      expect(job).toMatchObject({ state: 'completed', reasons: withSuccess })
      expect(job.message).toMatch(/ took \d+ octets; its close was not waited for$/)
      expect((await queue.printer.job(1)).digest).toBe(page.sha256)
    })

    it('resets after it has taken all: the job is completed, not printed again, and says what is not known', async () => {
      const queue = queues.queue('resets-at-end', way)
      const job = await queue.print(page)
      expect(job).toMatchObject({ state: 'completed', reasons: withWarning })
      expect(job.message).toMatch(/then it reset the connection: (delivered, but )?whether it printed is not known$/)
      expect(queue.printer.jobs.map(({ digest }) => digest)).toEqual([page.sha256])
    })

    it('stops reading for some seconds: says since when it takes no data, and takes it back when it goes on', async () => {
      const queue = queues.queue('stops-reading', way)
      const { id } = await queue.send(long)
      const printer = await queue.withReason(/^timed-out-warning$/)
      expect(printer.state).toBe('processing')
      expect(printer.message).toMatch(/^127\.0\.0\.1:\d+ is connected but takes no data since \d{4}-\d\d-\d\dT[\d:]+Z; it may need paper or attention/)
      expect(await queue.job(id)).toMatchObject({ state: 'processing', message: printer.message })
      expect(await queue.finished(id)).toMatchObject({ state: 'completed', reasons: withSuccess })
      expect((await queue.printer.job(1)).digest).toBe(long.sha256)
      expect(await queue.withReason(/^none$/)).toMatchObject({ state: 'idle' })
    })

    it('stops reading for long: an error, and the job stands still, until it goes on', async () => {
      const queue = queues.queue('stops', way)
      queue.printer.stop()
      const { id } = await queue.send(long)
      const printer = await queue.withReason(/^timed-out-error$/)
      expect(printer.state).toBe('stopped')
      expect(await queue.inState(id, '6')).toMatchObject({ state: 'processing-stopped', reasons: expect.arrayContaining(['printer-stopped']) as unknown, message: printer.message })
      queue.printer.resume()
      expect(await queue.finished(id)).toMatchObject({ state: 'completed', reasons: withSuccess })
      expect((await queue.printer.job(1)).digest).toBe(long.sha256)
      expect(await queue.withReason(/^none$/)).toMatchObject({ state: 'idle' })
    })

    it('says garbage: no condition is made of it, and no control character gets through', async () => {
      const queue = queues.queue('garbage', way)
      const job = await queue.print(long)
      expect(job).toMatchObject({ state: 'completed', reasons: withSuccess })
      expect(job.message).toMatch(/; it closed the connection; it said ".+"$/)
      expect(job.message).not.toMatch(/\p{Cc}/u)
      expect((await queue.printer.job(1)).digest).toBe(long.sha256)
      expect(await queue.state()).toMatchObject({ state: 'idle', reasons: ['none'] })
    })

    it('floods the back channel: the job prints all the same, and the next as well', async () => {
      const queue = queues.queue('floods', way)
      for (const number of [1, 2]) {
        expect(await queue.print(long)).toMatchObject({ state: 'completed' })
        expect((await queue.printer.job(number)).digest).toBe(long.sha256)
      }
      expect(await queue.state()).toMatchObject({ state: 'idle', reasons: ['none'] })
    })

    it.each(['ctrl-d', 'closes-at-ctrl-d'])('%s: nothing comes after the Ctrl-D that ends a job, so nothing is lost', async (setting) => {
      const queue = queues.queue(setting, way)
      for (const number of [1, 2]) {
        expect(await queue.print(page)).toMatchObject({ state: 'completed', reasons: withSuccess })
        const received = await queue.printer.job(number)
        expect(Buffer.from(received.octets).equals(Buffer.concat([page.octets, Uint8Array.of(4)]))).toBe(true)
        expect(received.ignored).toBe(0)
      }
    })
  })
})
