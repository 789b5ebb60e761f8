/** CUPS's suites of IPP/1.1, 2.0, 2.1, 2.2 and IPP Everywhere against one queue that has all they ask about. */
import { copyFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createPrinterSimulator } from '@platen/printer-simulator'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { documentNames, makeDocument, makeRasters, type Document } from './harness/documents.js'
import { expectReport, printQualityLeftOut } from './harness/expect-report.js'
import { ipptool, suiteFolder } from './harness/ipptool.js'
import { PlatenServer } from './harness/platen-server.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { serveDocuments, type WebFolder } from './harness/web-folder.js'
import { WorkFolder } from './harness/work-folder.js'

const suitesByVersion = [
  { suite: 'ipp-1.1.test', version: '1.1' },
  { suite: 'ipp-2.0.test', version: '2.0' },
  { suite: 'ipp-2.1.test', version: '2.1' },
  { suite: 'ipp-2.2.test', version: '2.2' },
  { suite: 'ipp-everywhere.test', version: '2.0' },
] as const

describeWhere(missingTools('ipptool', 'gs'), 'IPP by level', () => {
  const open = new AsyncDisposableStack()
  let suites: string
  let server: PlatenServer
  let web: WebFolder
  let pdf: Document

  beforeAll(async () => {
    const work = open.use(new WorkFolder('levels'))
    suites = work.folder('suites')
    for (const suite of readdirSync(suiteFolder).filter((name) => name.endsWith('.test'))) copyFileSync(join(suiteFolder, suite), join(suites, suite))
    for (const name of documentNames) await makeDocument(suites, name)
    await makeRasters(suites, join(suites, 'ipp-everywhere.test'))
    pdf = await makeDocument(suites, 'document-a4.pdf')
    web = open.use(await serveDocuments({ 'document.pdf': pdf }))
    const printer = open.use(await createPrinterSimulator({ keep: 'digest' }))
    server = open.use(await PlatenServer.start(work, {
      'print-by-reference': { schemes: ['http', 'https', 'ftp'], hosts: [web.authority], 'private-addresses': ['127.0.0.1'], 'maximum-size': 16, timeout: 10 },
      queues: [{
        name: 'everywhere',
        device: printer.uri,
        // It is told what PDFs do not say: then two-sided printing is possible in all formats.
        'device-options': { 'end-of-job': 'pjl' },
        capabilities: { resolutions: [300, 150, 180, 360, 600, 720], 'raster-types': ['sgray_8', 'srgb_8', 'black_1', 'cmyk_8', 'srgb_16'] },
      }],
    }))
  }, 300_000)

  afterAll(() => open.disposeAsync())

  describe('nothing fails, and what is skipped no server can bring about', () => {
    it.each(suitesByVersion)('$suite', async ({ suite, version }) => {
      const report = await ipptool(server.uri('everywhere'), suite, {
        file: pdf.path,
        variables: { filetype: pdf.format, 'document-uri': web.uri('document.pdf') },
        args: ['-I', '-V', version],
        cwd: suites,
        timeout: 280_000,
      })
      expectReport(`everywhere: ${suite}`, report, printQualityLeftOut)
    }, 300_000)
  })
})
