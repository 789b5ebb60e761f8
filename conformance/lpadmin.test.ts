/** CUPS's tools of administrators against Platen: queues that come, change, stay over a crash, and go; and the system by ipptool. */
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CupsClient } from './harness/cups-client.js'
import { distinctCopy, makeDocument, type Document } from './harness/documents.js'
import { ipptool } from './harness/ipptool.js'
import { finished, ownSuite } from './harness/jobs.js'
import { pageMarks } from './harness/page-boxes.js'
import { PlatenServer } from './harness/platen-server.js'
import { PrintedFolder } from './harness/printed-folder.js'
import { socat, type RawPrinter } from './harness/printers.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

const tools = ['ipptool', 'gs', 'lp', 'lpstat', 'lpadmin', 'lpinfo', 'lpoptions', 'socat']

describeWhere(missingTools(...tools), "CUPS's lpadmin, lpinfo and lpoptions", () => {
  const open = new AsyncDisposableStack()
  let work: WorkFolder
  let server: PlatenServer
  let printer: RawPrinter
  let cups: CupsClient
  let document: Document

  beforeAll(async () => {
    work = open.use(new WorkFolder('lpadmin'))
    const office = new PrintedFolder(work.file('office'))
    printer = open.use(await socat(work))
    server = open.use(await PlatenServer.start(work, { queues: [{ name: 'office', device: office.device }] }))
    cups = new CupsClient(server.authority, work.folder('home'))
    document = distinctCopy(work.path, await makeDocument(work.path, 'document-a4.pdf'), 'report.pdf')
  })
  afterAll(() => open.disposeAsync())

  it('lpadmin -p -E -v -D -L adds a queue that lpstat -v shows', async () => {
    await cups.run('lpadmin', '-p', 'q2', '-E', '-v', printer.device, '-D', 'The second', '-L', 'Room 9')
    expect(await cups.run('lpstat', '-v', 'q2')).toBe(`device for q2: ${printer.device}\n`)
    expect(await cups.run('lpstat', '-l', '-p', 'q2')).toMatch(/^printer q2 is idle\. {2}enabled since /)
    expect(await cups.run('lpoptions', '-p', 'q2')).toMatch(/printer-info='The second'.* printer-location='Room 9'/)
  })

  it('lp -d prints to it, byte for byte', async () => {
    const id = await cups.lp('q2', document.path)
    expect((await printer.nextJob()).equals(document.octets)).toBe(true)
    expect(await finished(server.uri('q2'), id)).toMatchObject({ state: 'completed' })
  })

  it('lpadmin -d makes it the default: lp needs no -d', async () => {
    await cups.run('lpadmin', '-d', 'q2')
    expect(await cups.run('lpstat', '-d')).toBe('system default destination: q2\n')
    expect(await cups.run('lp', document.path)).toMatch(/^request id is q2-\d+ /)
    expect((await printer.nextJob()).equals(document.octets)).toBe(true)
  })

  it('lpadmin -o sets defaults that jobs go by, -R takes them back', async () => {
    await cups.run('lpadmin', '-p', 'q2', '-o', 'copies-default=2', '-o', 'sides-default=two-sided-long-edge')
    expect(await cups.run('lpoptions', '-p', 'q2')).toMatch(/copies=2 .*sides=two-sided-long-edge/)
    // A client that says nothing of copies.
    const report = await ipptool(server.uri('q2'), ownSuite('print-job-only.test'), { file: document.path })
    expect(report.failed).toEqual([])
    const copies = [await printer.nextJob(), await printer.nextJob()]
    expect(Buffer.concat(copies).equals(Buffer.concat([document.octets, document.octets]))).toBe(true)
    await cups.run('lpadmin', '-p', 'q2', '-R', 'copies-default')
    expect(await cups.run('lpoptions', '-p', 'q2')).toMatch(/copies=1 /)
  })

  it('lpadmin -o job-sheets-default and number-up-default set what jobs get that do not say', async () => {
    const officeFolder = new PrintedFolder(work.file('office'))
    await cups.run('lpadmin', '-p', 'office', '-o', 'job-sheets-default=none,standard', '-o', 'number-up-default=2')
    expect(await cups.run('lpoptions', '-p', 'office')).toMatch(/job-sheets=none,standard .*number-up=2/)
    const report = await ipptool(server.uri('office'), ownSuite('print-job-only.test'), { file: document.path, args: ['-v'] })
    const id = Number(report.attributes.get('job-id'))
    expect(await finished(server.uri('office'), id)).toMatchObject({ state: 'completed' })
    const sheet = `${id}-job-end-sheet.pdf`
    expect(officeFolder.documentsOf(id)).toHaveLength(2)
    expect(officeFolder.documentsOf(id)).toContain(sheet)
    const printed = officeFolder.documentsOf(id).find((name) => name !== sheet) ?? ''
    expect(await pageMarks(officeFolder.file(printed))).toHaveLength(1)
    await cups.run('lpadmin', '-p', 'office', '-R', 'job-sheets-default', '-R', 'number-up-default')
    expect(await cups.run('lpoptions', '-p', 'office')).toMatch(/job-sheets=none .*number-up=1/)
  })

  it('all of it outlives a kill -9', async () => {
    await server.kill()
    await server.start()
    expect(await cups.run('lpstat', '-v')).toContain(`device for q2: ${printer.device}\n`)
    expect(await cups.run('lpstat', '-d')).toBe('system default destination: q2\n')
    expect(await cups.run('lpoptions', '-p', 'q2')).toMatch(/printer-info='The second'.* printer-location='Room 9'.* sides=two-sided-long-edge/)
    await cups.lp('q2', document.path)
    expect((await printer.nextJob()).equals(document.octets)).toBe(true)
  })

  it('-m everywhere is taken, a PPD is passed over: the queue is there', async () => {
    await cups.run('lpadmin', '-p', 'q3', '-E', '-v', printer.device, '-m', 'everywhere')
    writeFileSync(work.file('x.ppd'), '*PPD-Adobe: "4.3"\n*FormatVersion: "4.3"\n')
    await cups.run('lpadmin', '-p', 'q4', '-v', printer.device, '-P', work.file('x.ppd'))
    expect(await cups.run('lpstat', '-e')).toMatch(/^office\nq2\nq3\nq4\n/)
    expect(await cups.run('lpstat', '-p', 'q4')).toMatch(/^printer q4 disabled since /)
    await cups.run('lpadmin', '-p', 'q4', '-E')
    expect(await cups.run('lpstat', '-p', 'q4')).toMatch(/^printer q4 is idle/)
    await cups.run('lpadmin', '-x', 'q3')
    await cups.run('lpadmin', '-x', 'q4')
  })

  it.each([
    ['a queue that would print to itself', () => ['-p', 'loop', '-E', '-v', `socket://localhost:${server.port}`], /would print to itself/],
    ['a device of a kind that is not there', () => ['-p', 'usb', '-E', '-v', 'usb://x/y'], /no "usb:" devices/],
    ['a device that writes files', () => ['-p', 'file', '-E', '-v', 'file:///etc/'], /configuration file/],
    ['lists of users', () => ['-p', 'q2', '-u', 'allow:alice'], /lists of users/],
    ['classes', () => ['-p', 'q2', '-c', 'both'], /no classes/],
    ['the removal of a declared queue', () => ['-x', 'office'], /configuration file/],
    ['the removal of a queue that is not there', () => ['-x', 'attic'], /no printer "attic"/],
  ])('lpadmin is told why when it asks for %s', async (_, args, sentence) => {
    const { code, stderr } = await cups.try('lpadmin', ...args())
    expect([code, stderr]).toEqual([1, expect.stringMatching(sentence)])
  })

  it('lpinfo -v lists the kinds of devices', async () => {
    expect(await cups.run('lpinfo', '-v')).toBe('network socket\nnetwork appsocket\n')
    expect((await cups.try('lpinfo', '-m')).stderr).toMatch(/no PPD files/)
  })

  it('lpoptions -l is told that queues have no PPD: their options are attributes', async () => {
    const { stdout, stderr } = await cups.try('lpoptions', '-p', 'office', '-l')
    expect([stdout, stderr]).toEqual(['', 'lpoptions: Unable to get PPD file for office: Not Found\n'])
  })

  it('lpadmin -x removes a queue, its jobs and its being the default, for good', async () => {
    const id = await cups.lp('q2', '-H', 'hold', document.path)
    await cups.run('lpadmin', '-x', 'q2')
    expect(await cups.run('lpstat', '-e')).toBe('office\n')
    expect(await cups.run('lpstat', '-d')).toBe('system default destination: office\n')
    expect((await cups.try('cancel', String(id))).code).toBe(1)
    await server.kill()
    await server.start()
    expect(await cups.run('lpstat', '-e')).toBe('office\n')
  })

  describe('the system by ipptool (PWG 5100.22)', () => {
    const systemUri = () => `ipp://${server.authority}/ipp/system`

    it('has its attributes in their syntaxes', async () => {
      expect((await ipptool(systemUri(), ownSuite('system.test'))).failed).toEqual([])
    })

    it('makes, lists, pauses, resumes and deletes printers', async () => {
      const report = await ipptool(systemUri(), ownSuite('create-printer.test'), { variables: { name: 'made', device: printer.device } })
      expect(report.failed).toEqual([])
      expect(report.passed).toHaveLength(5)
    })
  })
})
