/** What holds for every job to a printer, by whichever way it goes: one at a time, its octets as they are, and its address as people write it. */
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPrinterSimulator } from '@platen/printer-simulator'
import { documentAt, type Document } from './harness/documents.js'
import { finished, print } from './harness/jobs.js'
import { PlatenServer, type Queue } from './harness/platen-server.js'
import { isSpooled, SimulatedQueues, ways, type Way } from './harness/simulated-queues.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

/** A queue on a printer by a way. */
const queueBy = (way: Way, name: string, authority: string, options = ''): Queue => {
  const asks = way.startsWith('appsocket')
  const device = `${asks ? 'appsocket' : 'socket'}://${authority}?silence=1${asks ? '&statusport=0' : ''}${options}`
  return { name, device, ...(isSpooled(way) ? {} : { module: asks ? '@platen/psm-appsocket' : '@platen/psm-socket' }) }
}

describeWhere(missingTools('ipptool'), 'every job to a printer', () => {
  const open = new AsyncDisposableStack()
  let work: WorkFolder
  /** Binary PostScript: with every octet there is, Ctrl-D and the like among them, and none at its ends that is a mark. */
  let binary: Document
  let queues: SimulatedQueues

  beforeAll(async () => {
    work = open.use(new WorkFolder('rules'))
    writeFileSync(work.file('binary.ps'), Buffer.concat([Buffer.from('%!PS-Adobe-3.0\n'), Uint8Array.from({ length: 70_000 }, (_, at) => at * 7), Buffer.from('\nshowpage\n')]))
    binary = documentAt(work.file('binary.ps'), 'application/postscript')
    queues = open.use(
      await SimulatedQueues.start(work, {
        none: {},
        'ctrl-d': { device: { 'end-of-job': 'ctrl-d' } },
        'start-mark': { device: { 'end-of-job': 'ctrl-d', 'start-mark': true } },
        tbcp: { device: { 'end-of-job': 'tbcp' } },
        pjl: { device: { 'end-of-job': 'pjl' } },
      }),
    )
  })

  afterAll(() => open.disposeAsync())

  /** Tagged binary PostScript (Adobe LPS5009) as it was before it was quoted. */
  function unquoted(octets: Buffer): Buffer {
    const plain: number[] = []
    for (let at = 0; at < octets.length; at++) plain.push(octets[at] === 0x01 ? (octets[++at] ?? 0) ^ 0x40 : (octets[at] ?? 0))
    return Buffer.from(plain)
  }

  describe.each(ways)('by %s: a Ctrl-D is added or changed only where the queue says so', (way) => {
    const received = async (setting: string): Promise<Buffer> => {
      const queue = queues.queue(setting, way)
      expect(await queue.print(binary)).toMatchObject({ state: 'completed' })
      return Buffer.from((await queue.printer.job(1)).octets)
    }
    const mark = Buffer.of(4)

    it('none: octet by octet', async () => expect((await received('none')).equals(binary.octets)).toBe(true))

    it('ctrl-d: one at the end, and those inside as they are', async () => expect((await received('ctrl-d')).equals(Buffer.concat([binary.octets, mark]))).toBe(true))

    it('ctrl-d with a mark at the start: one at both ends', async () => expect((await received('start-mark')).equals(Buffer.concat([mark, binary.octets, mark]))).toBe(true))

    it('pjl: as it is, between the commands', async () => expect((await received('pjl')).includes(binary.octets)).toBe(true))

    it('tbcp: quoted, so that none inside means an end; unquoted it is what it was', async () => {
      const sent = await received('tbcp')
      expect(sent.subarray(0, 2).toString('latin1')).toBe('\u0001M')
      expect(sent.indexOf(4)).toBe(sent.length - 1)
      expect(unquoted(sent.subarray(2, -1)).equals(binary.octets)).toBe(true)
    })
  })

  it('goes alone: one connection at a time, of all queues on the printer, spooled or not, by both protocols', async () => {
    using own = new WorkFolder('one')
    await using printer = await createPrinterSimulator({ printMilliseconds: 150 })
    const all = ways.map((way) => queueBy(way, way.replace(', ', '-'), `127.0.0.1:${printer.port}`))
    await using server = await PlatenServer.start(own, { queues: all })
    const jobs = [...all, ...all].map(async ({ name }) => {
      const uri = server.uri(name)
      return finished(uri, (await print(uri, binary.path, binary.format)).id)
    })
    for (const job of await Promise.all(jobs)) expect(job).toMatchObject({ state: 'completed', reasons: expect.arrayContaining(['job-completed-successfully']) as unknown })
    expect(printer.jobs.map(({ digest }) => digest)).toEqual(jobs.map(() => binary.sha256))
    expect(printer.mostConnections).toBe(1)
  })

  describe.each(ways)('by %s finds its printer', (way) => {
    it.each([
      ['by an IPv4 address', '127.0.0.1', '127.0.0.1'],
      ['by an IPv6 address', '::1', '[::1]'],
      // It may have an IPv6 address as well, at which there is no printer.
      ['by a name', '127.0.0.1', 'localhost'],
      ['by a name in capitals', '127.0.0.1', 'LOCALHOST'],
    ])('%s', async (_how, host, written) => {
      using own = new WorkFolder('found')
      await using printer = await createPrinterSimulator({ host })
      await using server = await PlatenServer.start(own, { queues: [queueBy(way, 'found', `${written}:${printer.port}`)] })
      expect(await finished(server.uri('found'), (await print(server.uri('found'), binary.path, binary.format)).id)).toMatchObject({ state: 'completed' })
      expect((await printer.job(1)).digest).toBe(binary.sha256)
    })

    it("with the options of its URI, by CUPS's names", async () => {
      using own = new WorkFolder('options')
      await using printer = await createPrinterSimulator({ faults: [{ type: 'never-close' }] })
      await using server = await PlatenServer.start(own, { queues: [queueBy(way, 'options', `127.0.0.1:${printer.port}`, '&waiteof=false&contimeout=5')] })
      const job = await finished(server.uri('options'), (await print(server.uri('options'), binary.path, binary.format)).id)
      expect(job.message).toMatch(/; its close was not waited for$/)
    })
  })
})
