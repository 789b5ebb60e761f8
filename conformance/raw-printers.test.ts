/** Printers on a raw TCP port that nobody here wrote: what comes out of them is what went in. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { distinctCopy, makeDocument, randomDocument, type Document } from './harness/documents.js'
import { finished, print } from './harness/jobs.js'
import { PlatenServer, type Queue } from './harness/platen-server.js'
import { netcat, p910nd, socat, type RawPrinter } from './harness/printers.js'
import { describeWhere, missingRoot, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

const printers: readonly { readonly name: string; readonly missing: readonly string[]; readonly start: (work: WorkFolder) => Promise<RawPrinter>; readonly jobs: 'one' | 'many' }[] = [
  // Its lock file wants a folder that only root can make.
  { name: 'p910nd', missing: [...missingTools('p910nd', 'stdbuf'), ...missingRoot()], start: p910nd, jobs: 'many' },
  { name: 'nc -l', missing: missingTools('nc'), start: netcat, jobs: 'one' },
  { name: 'socat', missing: missingTools('socat'), start: (work) => socat(work), jobs: 'many' },
]

/** The ways a document takes to a printer. */
const ways: readonly { readonly way: string; readonly queue: (socket: string) => Pick<Queue, 'device' | 'module'> }[] = [
  { way: 'through the spool', queue: (device) => ({ device }) },
  { way: 'unspooled, by @platen/psm-socket', queue: (device) => ({ device, module: '@platen/psm-socket' }) },
  { way: 'by appsocket: through the spool', queue: (socket) => ({ device: appsocket(socket) }) },
  { way: 'by appsocket: unspooled, by @platen/psm-appsocket', queue: (socket) => ({ device: appsocket(socket), module: '@platen/psm-appsocket' }) },
]

/** The same printer as an AppSocket one. These answer no status question: none of their ports is asked. */
const appsocket = (socket: string): string => `${socket.replace('socket:', 'appsocket:')}?statusport=0`

for (const { name, missing, start, jobs } of printers) {
  for (const { way, queue } of ways) {
    describeWhere([...missing, ...missingTools('ipptool', 'gs')], `${name}, ${way}`, () => {
      const open = new AsyncDisposableStack()
      let work: WorkFolder
      let printer: RawPrinter
      let server: PlatenServer
      let pdf: Document

      beforeAll(async () => {
        work = open.use(new WorkFolder('raw'))
        printer = open.use(await start(work))
        server = open.use(await PlatenServer.start(work, { queues: [{ name: 'raw', ...queue(printer.device) }] }))
        pdf = await makeDocument(work.path, 'document-a4.pdf')
      })

      afterAll(() => open.disposeAsync())

      async function printed(document: Document): Promise<void> {
        const { id } = await print(server.uri('raw'), document.path, document.format)
        const atPrinter = await printer.nextJob()
        expect(await finished(server.uri('raw'), id)).toMatchObject({ state: 'completed', reasons: expect.arrayContaining(['job-completed-successfully']) as unknown })
        expect(atPrinter.length).toBe(document.octets.length)
        expect(atPrinter.equals(document.octets)).toBe(true)
      }

      it('1 MiB of random octets come out as they went in', () => printed(randomDocument(work.path, 'random.bin', 1 << 20)))

      // netcat takes one connection and ends.
      if (jobs === 'one') return

      it('ten documents, one after another, come out each as it went in', async () => {
        for (let count = 0; count < 5; count++) {
          await printed(distinctCopy(work.path, pdf, `copy-${count}.pdf`))
          await printed(randomDocument(work.path, `random-${count}.bin`, 1000 * count + 1))
        }
      })

      it('32 MiB of random octets come out as they went in, and a document after them', async () => {
        await printed(randomDocument(work.path, 'long.bin', 32 << 20))
        await printed(distinctCopy(work.path, pdf, 'after.pdf'))
      })

      it('256 MiB of random octets come out as they went in', () => printed(randomDocument(work.path, 'longest.bin', 256 << 20)))
    })
  }
}
