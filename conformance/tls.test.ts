/** TLS on the port of plain IPP, from its first octet and by upgrade, with CUPS's clients. */
import { connect, type PeerCertificate } from 'node:tls'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { run } from './harness/command.js'
import { CupsClient } from './harness/cups-client.js'
import { cupsEnvironment } from './harness/cups-environment.js'
import { distinctCopy, makeDocument, type Document } from './harness/documents.js'
import { ipptool, summary } from './harness/ipptool.js'
import { finished } from './harness/jobs.js'
import { PlatenServer } from './harness/platen-server.js'
import { PrintedFolder } from './harness/printed-folder.js'
import { describeWhere, missingTools, tool } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

describeWhere(missingTools('ipptool', 'ipp', 'lp', 'lpstat', 'gs'), 'TLS', () => {
  const open = new AsyncDisposableStack()
  let work: WorkFolder
  let folder: PrintedFolder
  let server: PlatenServer
  let pdf: Document
  let document: Document
  let count = 0

  beforeAll(async () => {
    work = open.use(new WorkFolder('tls'))
    folder = new PrintedFolder(work.file('printed'))
    server = open.use(await PlatenServer.start(work, { queues: [{ name: 'folder', device: folder.device }] }))
    pdf = await makeDocument(work.path, 'document-a4.pdf')
  })

  afterAll(() => open.disposeAsync())

  beforeEach(() => {
    document = distinctCopy(work.path, pdf, `secret-${++count}.pdf`)
  })

  it.each([
    ['from the first octet (ipps:)', 'ipps', []],
    ['from the first octet (-S)', 'ipp', ['-S']],
    ['by upgrade (-E, RFC 2817)', 'ipp', ['-E']],
  ])('ipptool %s: a PDF arrives byte for byte, and URIs in the answer are ipps:', async (_, scheme, args) => {
    const report = await ipptool(`${scheme}://${server.authority}/ipp/print/folder`, 'print-job.test', { file: document.path, variables: { filetype: document.format }, args: ['-v', ...args] })
    expect(report.failed).toEqual([])
    expect(report.attributes.get('job-uri')).toMatch(/^ipps:/)
    const id = Number(report.attributes.get('job-id'))
    expect(await finished(server.uri('folder'), id)).toMatchObject({ state: 'completed' })
    expect(folder.documentOf(id).equals(document.octets)).toBe(true)
  })

  it('ipp-1.1.test over ipps: nothing fails', async () => {
    const report = await ipptool(`ipps://${server.authority}/ipp/print/folder`, 'ipp-1.1.test', { file: document.path, variables: { filetype: document.format, NOPRINT: '1' }, args: ['-I'] })
    console.log(summary('over TLS: ipp-1.1.test', report))
    expect(report.failed).toEqual([])
    expect(report.passed.length).toBeGreaterThan(25)
  })

  it('lp -E and lpstat -E', async () => {
    const cups = new CupsClient(server.authority, work.folder('home'))
    const id = Number(/request id is folder-(\d+) /.exec(await cups.encrypted('lp', '-d', 'folder', document.path))?.[1])
    expect(await finished(server.uri('folder'), id)).toMatchObject({ state: 'completed' })
    expect(folder.documentOf(id).equals(document.octets)).toBe(true)
    expect(await cups.encrypted('lpstat', '-p', 'folder')).toMatch(/^printer folder is idle\. /)
  })

  it("CUPS's backend on an ipps: device", async () => {
    const env = { ...cupsEnvironment(work.folder('backend')), DEVICE_URI: `ipps://${server.authority}/ipp/print/folder`, CONTENT_TYPE: document.format, FINAL_CONTENT_TYPE: document.format, PRINTER: 'folder' }
    expect(await run(tool('ipp'), ['9', 'alice', 'A title', '1', '', document.path], { env })).toMatchObject({ code: 0 })
    expect(folder.hashes()).toContain(document.sha256)
  })

  it('the certificate stays after a restart: clients that have come to trust it go on', async () => {
    const before = await certificateOf(server.port)
    await server.stop()
    await server.start()
    const after = await certificateOf(server.port)
    expect(after.fingerprint256).toBe(before.fingerprint256)
    expect(after.subjectaltname).toMatch(/DNS:localhost/)
  })
})

function certificateOf(port: number): Promise<PeerCertificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate())
      socket.end()
    })
    socket.once('error', reject)
  })
}
