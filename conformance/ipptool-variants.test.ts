/** ipptool's other ways: of sending (chunked, with a length, upgraded, encrypted), of speaking (versions, IPv6), and of reporting (XML, JSON, CSV, text, attribute files). */
import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runWell, type CommandResult } from './harness/command.js'
import { cupsEnvironment } from './harness/cups-environment.js'
import { documentNames, makeDocument, type Document } from './harness/documents.js'
import { ipptool, suiteFolder, summary } from './harness/ipptool.js'
import { finished, ownSuite, print } from './harness/jobs.js'
import { PlatenServer } from './harness/platen-server.js'
import { PrintedFolder } from './harness/printed-folder.js'
import { describeWhere, missingTools, tool } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

describeWhere(missingTools('ipptool', 'gs'), "ipptool's variants", () => {
  const open = new AsyncDisposableStack()
  let suites: string
  let work: WorkFolder
  let folder: PrintedFolder
  let server: PlatenServer
  let pdf: Document

  beforeAll(async () => {
    work = open.use(new WorkFolder('variants'))
    folder = new PrintedFolder(work.file('printed'))
    server = open.use(await PlatenServer.start(work, { queues: [{ name: 'office', device: folder.device }] }))
    suites = work.folder('suites')
    for (const suite of readdirSync(suiteFolder).filter((name) => name.endsWith('.test'))) copyFileSync(join(suiteFolder, suite), join(suites, suite))
    for (const name of documentNames) await makeDocument(suites, name)
    pdf = await makeDocument(suites, 'document-a4.pdf')
  })

  afterAll(() => open.disposeAsync())

  const uri = (scheme = 'ipp', host = '127.0.0.1'): string => `${scheme}://${host}:${server.port}/ipp/print/office`

  /** Runs ipptool as it is, with a report of another kind than harness/ipptool.ts reads. */
  const bare = (...args: readonly string[]): Promise<CommandResult> => runWell(tool('ipptool'), args, { env: cupsEnvironment(suites), cwd: suites })

  describe('sending', () => {
    it.each([
      ['-C: chunked, whether there is a document or not', 'ipp', ['-C']],
      ['-L: with Content-Length', 'ipp', ['-L']],
      ['-E: upgraded to TLS on the same port (RFC 2817)', 'ipp', ['-E']],
      ['-S: TLS from the first octet', 'ipp', ['-S']],
      ['ipps:', 'ipps', []],
      ['-h: with the headers of HTTP checked', 'ipp', ['-h']],
    ])('%s: ipp-1.1.test passes, but for printing', async (title, scheme, args) => {
      const report = await ipptool(uri(scheme), 'ipp-1.1.test', { file: pdf.path, variables: { filetype: pdf.format, NOPRINT: '1' }, args: ['-I', ...args], cwd: suites })
      console.log(summary(`ipp-1.1.test ${title}`, report))
      expect(report.failed).toEqual([])
      expect(report.passed.length).toBeGreaterThan(25)
    })

    it.each(['1.0', '1.1', '2.0'])('-V %s: answered in that version', async (version) => {
      const report = await ipptool(uri(), 'get-printer-attributes.test', { args: ['-v', '-V', version], cwd: suites })
      expect(report.failed).toEqual([])
      expect(report.attributes.get('ipp-versions-supported')).toContain(version)
    })

    it.each([
      ['-4', '127.0.0.1'],
      ['-6', '[::1]'],
    ])('%s: at %s, which is in the URIs of the answer', async (arg, host) => {
      const report = await ipptool(uri('ipp', host), 'get-printer-attributes.test', { args: ['-v', arg], cwd: suites })
      expect(report.failed).toEqual([])
      // ipptool writes a backslash before a bracket.
      expect(report.attributes.get('printer-uri-supported')?.replaceAll('\\', '')).toContain(`ipp://${host}:${server.port}/ipp/print/office`)
    })

    it('-n 20: twenty requests on one connection', async () => {
      const { stdout } = await bare('-t', '-n', '20', '-i', '0.01', uri(), 'get-printer-attributes.test')
      expect(stdout).not.toContain('[FAIL]')
      expect(stdout.match(/\[PASS\]/g)).toHaveLength(20)
    })
  })

  describe('reporting', () => {
    it('-X: a property list, with as many tests that succeed as the text has', async () => {
      const args = ['-I', '-d', 'NOPRINT=1', '-d', 'filetype=application/pdf', '-f', pdf.path, uri(), 'ipp-1.1.test']
      const [text, { stdout: xml }] = [await bare('-t', ...args), await bare('-X', ...args)]
      const tests = xml.split('<key>Name</key>').slice(1)
      expect(tests).toHaveLength((text.stdout.match(/\[(?:PASS|SKIP)\]/g) ?? []).length)
      expect(tests.filter((test) => !/<key>Successful<\/key>\s*<true \/>/.test(test))).toEqual([])
      expect(xml).toMatch(/^<\/plist>$/m)
      console.log(`ipp-1.1.test -X: ${tests.length} tests, all successful`)
    })

    it('-P: the same, beside the text', async () => {
      const file = work.file('report.plist')
      await bare('-t', '-P', file, uri(), 'get-printer-attributes.test')
      expect(readFileSync(file, 'utf8')).toMatch(/<key>StatusCode<\/key>\s*<string>successful-ok<\/string>/)
    })

    // Of one job: of several, and where an attribute is "unknown", as printer-geo-location, ipptool 2.4 writes JSON that is none.
    it('-j: JSON', async () => {
      const { id } = await print(server.uri('office'), pdf.path, pdf.format)
      await finished(server.uri('office'), id)
      const { stdout } = await bare('-j', '-d', `id=${id}`, uri(), ownSuite('job.test'))
      const [operation, job] = JSON.parse(stdout) as readonly Readonly<Record<string, unknown>>[]
      expect(operation).toMatchObject({ 'group-tag': 'operation-attributes-tag', 'attributes-charset': 'utf-8' })
      expect(job).toMatchObject({ 'group-tag': 'job-attributes-tag', 'job-id': id, 'job-state': 9, 'job-uri': `ipp://${server.authority}/jobs/${id}` })
    })

    it('-c: CSV, and -l: columns', async () => {
      const { id } = await print(server.uri('office'), pdf.path, pdf.format)
      await finished(server.uri('office'), id)
      const { stdout: csv } = await bare('-c', uri(), 'get-completed-jobs.test')
      expect(csv).toMatch(/^job-id,job-state,job-name,job-originating-user-name,/m)
      expect(csv).toMatch(new RegExp(`^${id},completed,`, 'm'))
      const { stdout: columns } = await bare('-l', uri(), 'get-completed-jobs.test')
      expect(columns).toMatch(new RegExp(`^${id} +completed `, 'm'))
    })

    it('--ippserver: a file of attributes, one of each that is answered', async () => {
      const file = work.file('office.attrs')
      await bare('--ippserver', file, uri(), 'get-printer-attributes.test')
      const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line.startsWith('ATTR '))
      const names = lines.map((line) => line.split(' ')[2])
      expect(lines).toContain('ATTR nameWithoutLanguage printer-name "office"')
      expect(lines).toContain('ATTR rangeOfInteger copies-supported 1-999')
      expect(new Set(names).size).toBe(names.length)
      expect(names.length).toBeGreaterThan(100)
    })
  })
})
