/** CUPS's own ipp backend, the client behind every CUPS queue, run by hand: its exit status is the verdict. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { run, type CommandResult } from './harness/command.js'
import { cupsEnvironment } from './harness/cups-environment.js'
import { distinctCopy, makeDocument, randomDocument, type Document } from './harness/documents.js'
import { allJobs, finished } from './harness/jobs.js'
import { PlatenServer } from './harness/platen-server.js'
import { PrintedFolder } from './harness/printed-folder.js'
import { socat, type StallingPrinter } from './harness/printers.js'
import { describeWhere, missingTools, tool } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

describeWhere(missingTools('ipp', 'ipptool', 'gs', 'socat'), "CUPS's ipp backend", () => {
  const open = new AsyncDisposableStack()
  let work: WorkFolder
  let folder: PrintedFolder
  let printer: StallingPrinter
  let server: PlatenServer
  let pdf: Document

  beforeAll(async () => {
    work = open.use(new WorkFolder('backend'))
    folder = new PrintedFolder(work.file('printed'))
    printer = open.use(await socat(work))
    server = open.use(await PlatenServer.start(work, {
      queues: [
        { name: 'folder', device: folder.device },
        { name: 'pdf-only', device: 'file:///dev/null', formats: ['application/pdf'] },
        { name: 'unspooled', device: printer.device, module: '@platen/psm-socket' },
      ],
    }))
    pdf = await makeDocument(work.path, 'document-a4.pdf')
  })

  afterAll(() => open.disposeAsync())

  /** Runs the backend as cupsd does: job, user, title, copies, options, file. */
  function backend(queue: string, { path, format }: Document, { title = 'A title', copies = 1, options = '' } = {}): Promise<CommandResult> {
    const env = { ...cupsEnvironment(work.folder('home')), DEVICE_URI: server.uri(queue), CONTENT_TYPE: format, FINAL_CONTENT_TYPE: format, PRINTER: queue }
    return run(tool('ipp'), ['9', 'alice', title, String(copies), options, path], { env })
  }

  it('prints a PDF: exit status 0, byte for byte', async () => {
    const document = distinctCopy(work.path, pdf, 'spooled.pdf')
    expect(await backend('folder', document)).toMatchObject({ code: 0 })
    expect(folder.hashes()).toEqual([document.sha256])
  })

  it('prints to an unspooled queue: exit status 0, byte for byte', async () => {
    const document = distinctCopy(work.path, pdf, 'unspooled.pdf')
    expect(await backend('unspooled', document)).toMatchObject({ code: 0 })
    expect((await printer.nextJob()).equals(document.octets)).toBe(true)
  })

  it('prints with options and copies', async () => {
    const document = distinctCopy(work.path, pdf, 'options.pdf')
    expect(await backend('folder', document, { copies: 2, options: 'media=iso_a4_210x297mm sides=two-sided-long-edge print-color-mode=monochrome print-quality=4' })).toMatchObject({ code: 0 })
    expect(folder.hashes().filter((hash) => hash === document.sha256)).toHaveLength(2)
  })

  it('prints with a title that needs more than ASCII', async () => {
    const document = distinctCopy(work.path, pdf, 'title.pdf')
    expect(await backend('folder', document, { title: 'Übersicht "Größe" <&> 印刷' })).toMatchObject({ code: 0 })
    expect(folder.hashes()).toContain(document.sha256)
  })

  it('prints a long random document', async () => {
    const document = randomDocument(work.path, 'long.bin', 8 << 20)
    expect(await backend('folder', document)).toMatchObject({ code: 0 })
    expect(folder.hashes()).toContain(document.sha256)
  })

  it('tells cupsd the states it sees', async () => {
    const document = distinctCopy(work.path, pdf, 'states.pdf')
    const { stderr } = await backend('folder', document)
    expect(stderr).toMatch(/^STATE: -connecting-to-device$/m)
    expect(stderr).not.toMatch(/^ERROR: /m)
  })

  it('is told that a format is not taken; the job it made ends, and so does the backend', async () => {
    // The backend sends what it does not find among the formats as application/octet-stream: the server looks into it.
    const { stderr } = await backend('pdf-only', await makeDocument(work.path, 'document-a4.ps'))
    // Its exit status says nothing: CUPS 2.4 forgets this refusal when it then asks for the job.
    expect(stderr).toMatch(/^ERROR: Unable to add document to print job\.$/m)
    const [id] = await allJobs(server.uri('pdf-only'))
    expect(await finished(server.uri('pdf-only'), id ?? 0)).toMatchObject({ state: 'aborted', reasons: expect.arrayContaining(['unsupported-document-format']) as unknown })
  })
})
