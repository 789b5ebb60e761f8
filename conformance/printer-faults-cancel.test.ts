/** Jobs that are canceled in their middle: the printer is left clean, and what comes next arrives as it is. */
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentAt, type Document } from './harness/documents.js'
import { isSpooled, SimulatedQueues, ways, type SimulatedQueue, type Way } from './harness/simulated-queues.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

const exit = '\u001b%-12345X'
const pages = 1500
const pageOctets = 16_384

/** What goes to the printer, how the queue marks the ends of jobs, and what the printer has to hear when one is broken off. */
const languages: readonly { readonly language: string; readonly setting: string; readonly document: 'postscript' | 'pcl'; readonly reset: RegExp }[] = [
  { language: 'PostScript: Ctrl-C and Ctrl-D', setting: 'none', document: 'postscript', reset: /^\u0003\u0004$/ }, // eslint-disable-line no-control-regex -- that is what is looked for
  { language: 'PostScript with a mark at its end: Ctrl-C and Ctrl-D', setting: 'ctrl-d', document: 'postscript', reset: /^\u0003\u0004$/ }, // eslint-disable-line no-control-regex -- that is what is looked for
  { language: 'PostScript in TBCP: Ctrl-C and Ctrl-D', setting: 'tbcp', document: 'postscript', reset: /^\u0003\u0004$/ }, // eslint-disable-line no-control-regex -- that is what is looked for
  { language: 'a job in PJL: the universal exit, and the end of the job by its name', setting: 'pjl', document: 'postscript', reset: /^\u001b%-12345X@PJL\r\n@PJL EOJ NAME = "\d+ [^"]+"\r\n\u001b%-12345X$/ }, // eslint-disable-line no-control-regex -- that is what is looked for
  { language: 'PCL that brought its own PJL: the universal exit', setting: 'pcl', document: 'pcl', reset: /^\u001b%-12345X$/ }, // eslint-disable-line no-control-regex -- that is what is looked for
]

describeWhere(missingTools('ipptool'), 'a job that is canceled in its middle', () => {
  const open = new AsyncDisposableStack()
  let queues: SimulatedQueues
  let documents: Readonly<Record<'postscript' | 'pcl', Document>>
  /** The job after it. */
  let next: Document

  beforeAll(async () => {
    const work = open.use(new WorkFolder('cancel'))
    // Long enough to be under way when it is canceled, and read by the printer page by page.
    const body = (start: string, page: (number: number) => string, end: string): string => start + Array.from({ length: pages }, (_, at) => page(at + 1)).join('') + end
    const line = `% ${'Platen '.repeat(18)}\n`
    writeFileSync(work.file('long.ps'), body('%!PS-Adobe-3.0\n', (number) => `%%Page: ${number} ${number}\n${line.repeat(pageOctets / line.length)}showpage\n`, '%%EOF\n'))
    writeFileSync(work.file('long.pcl'), body(`${exit}@PJL ENTER LANGUAGE = PCL\r\n\u001bE`, (number) => `${String(number).repeat(20).padEnd(pageOctets, 'x')}\f`, `\u001bE${exit}`), 'latin1')
    documents = { postscript: documentAt(work.file('long.ps'), 'application/postscript'), pcl: documentAt(work.file('long.pcl'), 'application/octet-stream') }
    // Every octet there is, and none at its ends that is a mark.
    writeFileSync(work.file('next.bin'), Uint8Array.from({ length: 300_001 }, (_, at) => at * 7 + 0x61))
    next = documentAt(work.file('next.bin'), 'application/octet-stream')
    const slow = { pageMilliseconds: 2 } as const
    const postScript = { ...slow, speaks: ['postscript'] } as const
    queues = open.use(
      await SimulatedQueues.start(work, {
        none: { printer: postScript, device: { stall: 20 } },
        'ctrl-d': { printer: postScript, device: { 'end-of-job': 'ctrl-d', stall: 20 } },
        tbcp: { printer: postScript, device: { 'end-of-job': 'tbcp', stall: 20 } },
        pjl: { printer: { ...slow, speaks: ['pjl'] }, device: { 'end-of-job': 'pjl', stall: 20, silence: 20 } },
        pcl: { printer: slow, device: { stall: 20 } },
        'stands-still': {},
        'never-closes': { printer: { faults: [{ type: 'never-close', jobs: [1] }] }, device: { silence: 60 } },
        refuses: { printer: { faults: [{ type: 'refuse' }] } },
      }),
    )
  })

  afterAll(() => open.disposeAsync())

  /** Cancels a job: it says so, and who waits for it is told. */
  async function cancel(queue: SimulatedQueue, way: Way, id: number, answer: Promise<unknown>): Promise<void> {
    await queue.cancel(id)
    expect(await queue.finished(id)).toMatchObject({ state: 'canceled', reasons: expect.arrayContaining(['job-canceled-by-user']) as unknown })
    if (!isSpooled(way)) await expect(answer).rejects.toThrow(/server-error-job-canceled/)
    expect(await queue.withReason(/^none$/)).toMatchObject({ state: 'idle' })
  }

  /** The next job is whole, with what the queue puts around it, and nothing else came with it. */
  async function nextIsWhole(queue: SimulatedQueue, number: number, around: RegExp): Promise<void> {
    const job = await queue.print(next)
    expect(job.state).toBe('completed')
    const received = Buffer.from((await queue.printer.job(number)).octets)
    const at = received.indexOf(next.octets)
    expect(at).toBeGreaterThanOrEqual(0)
    expect(`${received.toString('latin1', 0, at)}DOCUMENT${received.toString('latin1', at + next.octets.length)}`).toMatch(around)
    expect(queue.printer.jobs).toHaveLength(number)
  }

  const around: Readonly<Record<string, RegExp>> = {
    'ctrl-d': /^DOCUMENT\u0004$/, // eslint-disable-line no-control-regex -- that is what is looked for
    pjl: /^\u001b%-12345X@PJL\r\n(@PJL USTATUS [A-Z]+ = ON\r\n)*@PJL JOB NAME = "\d+ [^"]+"\r\n(@PJL SET [A-Z]+ = [^\r\n]+\r\n)*DOCUMENT\u001b%-12345X@PJL\r\n@PJL EOJ NAME = "\d+ [^"]+"\r\n\u001b%-12345X$/, // eslint-disable-line no-control-regex -- that is what is looked for
  }

  describe.each(ways)('by %s', (way) => {
    it.each(languages)('ends with what its language needs ($language), and the next is whole', async ({ setting, document: kind, reset }) => {
      const queue = queues.queue(setting, way)
      const document = documents[kind]
      const { id, answer } = await queue.send(document)
      await queue.printer.printed(1, 2)
      await cancel(queue, way, id, answer)

      const received = await queue.printer.job(1)
      // The printer took it all, and was not cut off.
      expect(received.end).toBe('half-closed')
      expect(received.pages).toBeLessThan(pages)
      const sent = Buffer.from(received.octets)
      const begins = sent.indexOf(document.octets.subarray(0, 14))
      const same = sent.subarray(begins)
      let length = 0
      while (length < same.length && same[length] === document.octets[length]) length++
      // Of the document a part, as it is; then the reset, and nothing else.
      expect(length).toBeGreaterThan(2 * pageOctets)
      expect(length).toBeLessThan(document.octets.length)
      expect(same.toString('latin1', length)).toMatch(reset)
      await nextIsWhole(queue, 2, around[setting] ?? /^DOCUMENT$/)
    })

    it('at a printer that stands still is cut off: the rest is not printed later, and the next is whole', async () => {
      const queue = queues.queue('stands-still', way)
      queue.printer.stop()
      const { id, answer } = await queue.send(documents.postscript)
      await queue.withReason(/^timed-out-warning$/)
      await cancel(queue, way, id, answer)
      queue.printer.resume()
      const received = await queue.printer.job(1)
      expect(received.end).toBe('lost')
      expect(received.pages).toBeLessThan(pages)
      await nextIsWhole(queue, 2, /^DOCUMENT$/)
    })

    it('after its last octet, while the printer keeps the connection, is over at once', async () => {
      const queue = queues.queue('never-closes', way)
      const { id, answer } = await queue.send(next)
      expect((await queue.printer.job(1)).digest).toBe(next.sha256)
      await cancel(queue, way, id, answer)
      await nextIsWhole(queue, 2, /^DOCUMENT$/)
    })

    it('while its printer refuses never begins', async () => {
      const queue = queues.queue('refuses', way)
      const { id, answer } = await queue.send(next)
      await queue.saying(id, /^waiting for /)
      await cancel(queue, way, id, answer)
      await queue.printer.listen()
      await nextIsWhole(queue, 1, /^DOCUMENT$/)
    })
  })
})
