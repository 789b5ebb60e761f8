/** Accepted means kept: the server is ended by kill -9 at bad moments, and started again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CupsClient } from './harness/cups-client.js'
import { octetsIn, spooling } from './harness/data-folder.js'
import { distinctCopy, makeDocument, randomDocument, type Document } from './harness/documents.js'
import { freePort } from './harness/free-port.js'
import { allJobs, createJob, finished, job, jobInState, jobOnItsWay, print, sendDocument } from './harness/jobs.js'
import { PlatenServer } from './harness/platen-server.js'
import { PrintedFolder } from './harness/printed-folder.js'
import { socat, type RawPrinter } from './harness/printers.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

/** What a server says when it finds jobs that were being sent. */
const mayLog = /being sent when the server/

describeWhere(missingTools('ipptool', 'lp', 'cancel', 'cupsdisable', 'cupsreject', 'lpstat', 'gs', 'socat'), 'kill -9', () => {
  const made = new AsyncDisposableStack()
  let documents: WorkFolder
  let pdf: Document

  beforeAll(async () => {
    documents = made.use(new WorkFolder('documents'))
    pdf = await makeDocument(documents.path, 'document-a4.pdf')
  })

  afterAll(() => made.disposeAsync())

  describe('right after successful-ok', () => {
    it('the jobs print once the printer is there, each once and in order', async () => {
      await using open = new AsyncDisposableStack()
      const work = open.use(new WorkFolder('crash'))
      const port = await freePort()
      const server = open.use(await PlatenServer.start(work, { queues: [{ name: 'late', device: `socket://127.0.0.1:${port}` }] }))
      const sent = ['first.pdf', 'second.pdf', 'third.pdf'].map((name) => distinctCopy(work.path, pdf, name))
      const [first, second, third] = sent
      if (first === undefined || second === undefined || third === undefined) throw new Error('three documents were made')

      const ids = [(await print(server.uri('late'), first.path, first.format)).id]
      await server.kill()
      await server.start()
      ids.push(await new CupsClient(server.authority, work.folder('home')).lp('late', second.path))
      await server.kill()
      await server.start()
      const opened = await createJob(server.uri('late'))
      ids.push((await sendDocument(server.uri('late'), opened, third.path, third.format)).id)
      await server.kill()
      await server.start()

      const printer = open.use(await socat(work, port))
      const printed: Buffer[] = []
      for (const id of ids) {
        printed.push(await printer.nextJob())
        expect(await finished(server.uri('late'), id)).toMatchObject({ state: 'completed' })
      }
      expect(Buffer.concat(printed).equals(Buffer.concat(sent.map(({ octets }) => octets)))).toBe(true)
      expect([...ids].sort((a, b) => a - b)).toEqual(ids)
    })

    it('eight rounds, killed while others still send: what was accepted prints, and nothing in part', async () => {
      await using open = new AsyncDisposableStack()
      const work = open.use(new WorkFolder('rounds'))
      const folder = new PrintedFolder(work.file('printed'))
      const port = await freePort()
      const server = open.use(
        // A job may be on its way at each of the kills: it is not to be held for that here.
        await PlatenServer.start(work, { queues: [{ name: 'folder', device: folder.device, options: { 'reprint-limit': 100 } }, { name: 'late', device: `socket://127.0.0.1:${port}` }] }, { mayLog }),
      )
      const accepted: { readonly queue: 'folder' | 'late'; readonly id: number; readonly document: Document }[] = []
      const submitted: Document[] = []
      for (let round = 0; round < 8; round++) {
        const enough = Promise.withResolvers<undefined>()
        const wanted = accepted.length + 1 + (round % 3)
        const under = Promise.allSettled((['folder', 'late', 'folder', 'late'] as const).map(async (queue, index) => {
          // Short ones and long ones, which the spool may keep in different ways.
          const document = index < 2 ? distinctCopy(work.path, pdf, `round-${round}-${index}.pdf`) : randomDocument(work.path, `round-${round}-${index}.bin`, 300_000)
          submitted.push(document)
          const { id } = await print(server.uri(queue), document.path, document.format)
          accepted.push({ queue, id, document })
          if (accepted.length === wanted) enough.resolve(undefined)
        }))
        // One, two or three are accepted: the others are on their way, done, or about to be.
        await enough.promise
        await server.kill()
        await under
        await server.start()
      }
      console.log(`kill -9, eight rounds: ${accepted.length} of ${submitted.length} submitted jobs were accepted`)
      expect(accepted.length).toBeGreaterThanOrEqual(8)
      expect(new Set(accepted.map(({ id }) => id)).size).toBe(accepted.length)

      const printer = open.use(await socat(work, port))
      const notices = new Map<string, string>()
      for (const { queue, id, document } of accepted) {
        const done = await finished(server.uri(queue), id)
        expect(done).toMatchObject({ state: 'completed' })
        notices.set(document.sha256, done.message)
      }
      // A job whose answer was lost may have been accepted too, and then prints.
      for (const queue of ['folder', 'late']) for (const id of await allJobs(server.uri(queue))) expect(await finished(server.uri(queue), id)).toMatchObject({ state: 'completed' })

      expect(folder.names().filter((name) => name.startsWith('.'))).toEqual([])
      const printed = folder.hashes()
      const known = new Set(submitted.map(({ sha256 }) => sha256))
      expect(printed.filter((hash) => !known.has(hash))).toEqual([])
      for (const { document } of accepted.filter(({ queue }) => queue === 'folder')) {
        const times = printed.filter((hash) => hash === document.sha256).length
        expect(times).toBeGreaterThanOrEqual(1)
        if (times > 1) expect(notices.get(document.sha256)).toMatch(/may be printed twice/)
      }

      const paper = await allOf(printer, (await allJobs(server.uri('late'))).length)
      const late = submitted.filter(({ octets }) => paper.includes(octets))
      for (const { document } of accepted.filter(({ queue }) => queue === 'late')) expect(late).toContain(document)
      // No octet of that printer's paper is anything else, so none is printed twice or in part.
      expect(paper.length).toBe(late.reduce((sum, { octets }) => sum + octets.length, 0))
    })

    it('an open job stays open: its document can be sent after the restart', async () => {
      await using open = new AsyncDisposableStack()
      const work = open.use(new WorkFolder('open'))
      const folder = new PrintedFolder(work.file('printed'))
      const server = open.use(await PlatenServer.start(work, { queues: [{ name: 'folder', device: folder.device }] }))
      const id = await createJob(server.uri('folder'))
      await server.kill()
      await server.start()
      await sendDocument(server.uri('folder'), id, pdf.path, pdf.format)
      expect(await finished(server.uri('folder'), id)).toMatchObject({ state: 'completed' })
      expect(folder.documentOf(id).equals(pdf.octets)).toBe(true)
    })

    it('what clients were told stays so: held, canceled, stopped, refusing', async () => {
      await using open = new AsyncDisposableStack()
      const work = open.use(new WorkFolder('told'))
      const folder = new PrintedFolder(work.file('printed'))
      const server = open.use(await PlatenServer.start(work, { queues: [{ name: 'folder', device: folder.device }, { name: 'other', device: 'file:///dev/null' }] }))
      const cups = new CupsClient(server.authority, work.folder('home'))
      const again = async (): Promise<void> => {
        await server.kill()
        await server.start()
      }

      const held = await cups.lp('folder', '-H', 'hold', pdf.path)
      await again()
      expect(await job(server.uri(), held)).toMatchObject({ state: 'pending-held' })
      const canceled = await cups.lp('folder', '-H', 'hold', pdf.path)
      await cups.run('cancel', String(canceled))
      await again()
      expect(await job(server.uri(), canceled)).toMatchObject({ state: 'canceled' })
      await cups.run('cupsdisable', '-r', 'being moved', 'folder')
      await again()
      expect(await cups.run('lpstat', '-p', 'folder')).toMatch(/^printer folder disabled since .* -\n\tbeing moved\n/)
      await cups.run('cupsreject', '-r', 'closed', 'other')
      await again()
      expect(await cups.run('lpstat', '-a', 'other')).toMatch(/^other not accepting requests since .* -\n\tclosed\n/)
      await cups.run('lp', '-i', String(held), '-H', 'resume')
      await again()
      await cups.run('cupsenable', 'folder')
      expect(await finished(server.uri(), held)).toMatchObject({ state: 'completed' })
      expect(folder.documentOf(held).equals(pdf.octets)).toBe(true)
      expect(folder.documentsOf(canceled)).toEqual([])
    })
  })

  describe('in the middle of a send', () => {
    /** Kills the server when a printer has taken some of a long document and takes no more; the printer is then another one. */
    async function crashInMidSend(open: AsyncDisposableStack, options: Readonly<Record<string, string>>) {
      const work = open.use(new WorkFolder('mid-send'))
      const stalling = open.use(await socat(work))
      const server = open.use(await PlatenServer.start(work, { queues: [{ name: 'socket', device: stalling.device, options }] }, { mayLog }))
      const document = randomDocument(work.path, 'long.bin', 64 << 20)
      stalling.stall()
      const { id } = await print(server.uri('socket'), document.path, document.format)
      await jobOnItsWay(server.uri('socket'), id)
      await server.kill()
      await stalling[Symbol.asyncDispose]()
      return { work, server, document, id, port: stalling.port }
    }

    it('the job prints again from its beginning, and says so', async () => {
      await using open = new AsyncDisposableStack()
      const { work, server, document, id, port } = await crashInMidSend(open, {})
      await server.start()
      expect((await job(server.uri('socket'), id)).message).toMatch(/printed again and may be printed twice/)
      const printer = open.use(await socat(work, port))
      const printed = await printer.nextJob()
      expect(printed.length).toBe(document.octets.length)
      expect(printed.equals(document.octets)).toBe(true)
      const done = await finished(server.uri('socket'), id)
      expect(done).toMatchObject({ state: 'completed' })
      expect(done.message).toMatch(/printed again and may be printed twice/)
    })

    it('with after-crash: hold the job waits for a person, and prints when released', async () => {
      await using open = new AsyncDisposableStack()
      const { work, server, document, id, port } = await crashInMidSend(open, { 'after-crash': 'hold' })
      const printer = open.use(await socat(work, port))
      await server.start()
      const held = await jobInState(server.uri('socket'), id, '4')
      expect(held.message).toMatch(/Part of it may be printed/)
      await new CupsClient(server.authority, work.folder('home')).run('lp', '-i', String(id), '-H', 'resume')
      expect((await printer.nextJob()).equals(document.octets)).toBe(true)
      expect(await finished(server.uri('socket'), id)).toMatchObject({ state: 'completed' })
    })
  })

  it('while a client sends: nothing is accepted, nothing is left, and the queue goes on', async () => {
    await using open = new AsyncDisposableStack()
    const work = open.use(new WorkFolder('sending'))
    const folder = new PrintedFolder(work.file('printed'))
    const server = open.use(await PlatenServer.start(work, { queues: [{ name: 'folder', device: folder.device }] }))
    const long = randomDocument(work.path, 'long.bin', 256 << 20)
    const sending = print(server.uri('folder'), long.path, long.format)
    sending.catch(() => undefined)
    await spooling(work.file('data'), 1 << 20)
    await server.kill()
    await expect(sending).rejects.toThrow()
    await server.start()
    expect(await allJobs(server.uri('folder'))).toEqual([])
    expect(octetsIn(work.file('data'))).toBeLessThan(1 << 20)
    const { id } = await print(server.uri('folder'), pdf.path, pdf.format)
    expect(await finished(server.uri('folder'), id)).toMatchObject({ state: 'completed' })
    expect(folder.hashes()).toEqual([pdf.sha256])
  })
})

describeWhere(missingTools('ipptool', 'gs', 'socat'), 'SIGTERM', () => {
  it('in the middle of a send: exit status 0, and the job prints after the next start', async () => {
    await using open = new AsyncDisposableStack()
    const work = open.use(new WorkFolder('stop'))
    const stalling = open.use(await socat(work))
    const server = open.use(await PlatenServer.start(work, { queues: [{ name: 'socket', device: stalling.device }] }, { mayLog }))
    const document = randomDocument(work.path, 'long.bin', 64 << 20)
    stalling.stall()
    const { id } = await print(server.uri('socket'), document.path, document.format)
    await jobOnItsWay(server.uri('socket'), id)
    expect(await server.stop()).toEqual({ code: 0, signal: null })
    await stalling[Symbol.asyncDispose]()
    await server.start()
    const printer = open.use(await socat(work, stalling.port))
    expect((await printer.nextJob()).equals(document.octets)).toBe(true)
    expect(await finished(server.uri('socket'), id)).toMatchObject({ state: 'completed' })
  })
})

/** All that a printer printed, when that many jobs are done. */
async function allOf(printer: RawPrinter, jobs: number): Promise<Buffer> {
  const printed: Buffer[] = []
  for (let count = 0; count < jobs; count++) printed.push(await printer.nextJob())
  return Buffer.concat(printed)
}
