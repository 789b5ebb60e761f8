/** CUPS's ipptool and its suites, against a queue into a folder, a spooled printer and an unspooled one. */
import { copyFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { distinctCopy, documentNames, makeDocument, randomDocument, type Document } from './harness/documents.js'
import { expectReport, printQualityLeftOut } from './harness/expect-report.js'
import { ipptool, suiteFolder } from './harness/ipptool.js'
import { finished, ownSuite, print } from './harness/jobs.js'
import { PlatenServer } from './harness/platen-server.js'
import { PrintedFolder } from './harness/printed-folder.js'
import { socat, type RawPrinter } from './harness/printers.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

/** Why tests of ipp-1.1.test are skipped: what they ask for is optional, and left out on purpose. */
const leftOut = {
  'Print-URI and Send-URI: the server fetches no documents (deprecated by PWG 5100.7; a server that fetches URIs for strangers is a hole)': [
    'RFC 8011 section 4.2.2: Print-URI Operation',
    'Print-URI with bad URI: Print-URI Operation',
    'RFC 8011 section 4.2.4: Create-Job Operation',
    'RFC 8011 section 4.3.2: Send-URI Operation',
    'Send-URI with bad URI: Create-Job Operation',
    'Send-URI with bad URI: Send-URI Operation (bad URI)',
    'Send-URI with bad URI: Cancel-Job Operation',
  ],
  'two-sided: a folder does not turn paper, and nobody tells these printers to: a PDF does not say it (ipp-levels.test.ts has a printer that is told, by PJL)': [
    'Print-Job with A4 PDF, Duplex',
    'Print-Job with US Letter PDF, Duplex',
    'Print-Job with A4 PostScript, Duplex',
    'Print-Job with US Letter PostScript, Duplex',
  ],
  ...printQualityLeftOut,
} as const

/** What an unspooled queue leaves out besides: it holds nothing, and has printed the document before it answers. */
const leftOutUnspooled = {
  'job-sheets "standard": the document goes through as it is, and nothing before it': [
    'Print-Job with A4 PDF and Standard Sheet',
    'Print-Job with US Letter PDF and Standard Sheet',
    'Print-Job with A4 PDF and Standard Sheet',
    'Print-Job with US Letter PDF and Standard Sheet',
  ],
  'number-up 2: the document goes through as it is': ['Print-Job with A4 PDF, 2-Up', 'Print-Job with US Letter PDF, 2-Up', 'Print-Job with A4 PDF, 2-Up', 'Print-Job with US Letter PDF, 2-Up'],
  'the job is completed in the answer to Print-Job: there is no job to be listed as not completed': [
    'RFC 8011 section 4.2.6: Get-Jobs Operation (requested-attributes)',
    'RFC 8011 section 4.2.6: Get-Jobs Operation (my-jobs)',
    'RFC 8011 section 4.2.6: Get-Jobs Operation (my-jobs different user)',
    'RFC 8011 section 4.2.6: Get-Jobs Operation (which-jobs=not-completed',
    'RFC 8011 section 4.2.6: Get-Jobs Operation (which-jobs, requested-at',
  ],
  'copies: the document goes through once, and is not kept': ['Print-Job with copies'],
  'Hold-Job: an unspooled queue holds nothing': ['Print-Job with job-hold-until', 'Release-Job'],
} as const

const oneSided = { duplex: false }

/** One of CUPS's suites that needs no document of its own. */
interface Small {
  readonly suite: string
  readonly unspooled: boolean
  /** Tests that fail with any server that passes the others. */
  readonly impossible?: readonly string[]
}

const smallSuites: readonly Small[] = [
  { suite: 'get-printer-attributes.test', unspooled: true },
  // The one named after media-col-database asks for "all", as the one before it, and expects the contrary.
  { suite: 'get-printer-attributes-suite.test', unspooled: true, impossible: ["Get-Printer-Attributes (requested-attributes='media-col-database')"] },
  { suite: 'get-printer-description-attributes.test', unspooled: true },
  // It wants copies-supported.
  { suite: 'get-job-template-attributes.test', unspooled: false },
  { suite: 'get-printers.test', unspooled: true },
  { suite: 'ipp-backend.test', unspooled: true },
  { suite: 'validate-job.test', unspooled: true },
  { suite: 'print-job-letter.test', unspooled: true },
  { suite: 'print-job-media-col.test', unspooled: true },
  { suite: 'print-job-manual.test', unspooled: true },
  { suite: 'print-job-and-wait.test', unspooled: true },
  { suite: 'create-job-format.test', unspooled: true },
  { suite: 'create-job-sheets.test', unspooled: true },
  // It stops the queue, changes a job there, and lets it go on.
  { suite: 'set-attrs-hold.test', unspooled: false },
  { suite: 'get-jobs.test', unspooled: true },
  { suite: 'get-completed-jobs.test', unspooled: true },
]

describeWhere(missingTools('ipptool', 'gs', 'socat'), 'ipptool', () => {
  const open = new AsyncDisposableStack()
  let work: WorkFolder
  let suites: string
  let folder: PrintedFolder
  let server: PlatenServer
  let spooledPrinter: RawPrinter
  let unspooledPrinter: RawPrinter
  let pdf: Document

  beforeAll(async () => {
    work = open.use(new WorkFolder('ipptool'))
    folder = new PrintedFolder(work.file('printed'))
    spooledPrinter = open.use(await socat(work))
    unspooledPrinter = open.use(await socat(work))
    // A suite looks for its documents beside itself, or in ../data: a copy of it, for the run only, finds ours.
    suites = work.folder('suites')
    for (const suite of readdirSync(suiteFolder).filter((name) => name.endsWith('.test'))) copyFileSync(join(suiteFolder, suite), join(suites, suite))
    for (const name of documentNames) await makeDocument(suites, name)
    copyFileSync(join(suites, 'document-a4.ps'), join(work.folder('data'), 'testprint.ps'))
    pdf = await makeDocument(suites, 'document-a4.pdf')
    server = open.use(await PlatenServer.start(work, {
      queues: [
        { name: 'folder', device: folder.device, capabilities: oneSided },
        { name: 'spooled', device: spooledPrinter.device, capabilities: oneSided },
        { name: 'unspooled', device: unspooledPrinter.device, module: '@platen/psm-socket', capabilities: oneSided },
      ],
    }))
  })

  afterAll(() => open.disposeAsync())

  /** The queues, with how to get at what the next job of each printed. */
  const queues = [
    { queue: 'folder', printed: (id: number) => Promise.resolve(folder.documentOf(id)) },
    { queue: 'spooled', printed: () => spooledPrinter.nextJob() },
    { queue: 'unspooled', printed: () => unspooledPrinter.nextJob() },
  ]

  describe.each(queues)('queue $queue', ({ queue, printed }) => {
    const unspooled = queue === 'unspooled'
    let document: Document
    let count = 0
    beforeEach(() => {
      document = distinctCopy(work.path, pdf, `${queue}-${++count}.pdf`)
    })

    // Not gzip with -L: ipptool 2.4 then announces the length of the document before its compression.
    const waysToPrint = [
      { title: 'print-job.test', suite: 'print-job.test', args: [] },
      { title: 'print-job.test, chunked (-C)', suite: 'print-job.test', args: ['-C'] },
      { title: 'print-job.test, with Content-Length (-L)', suite: 'print-job.test', args: ['-L'] },
      { title: 'print-job.test, IPP/2.0 (-V 2.0)', suite: 'print-job.test', args: ['-V', '2.0'] },
      { title: 'print-job.test, IPP/1.0 (-V 1.0)', suite: 'print-job.test', args: ['-V', '1.0'] },
      { title: 'print-job.test, HTTP headers checked (-h)', suite: 'print-job.test', args: ['-h'] },
      { title: 'create-job.test, Create-Job and Send-Document', suite: 'create-job.test', args: [] },
      { title: 'print-job-gzip.test', suite: 'print-job-gzip.test', args: [] },
      { title: 'print-job-deflate.test', suite: 'print-job-deflate.test', args: [] },
    ]
    it.each(waysToPrint)('$title: the document arrives byte for byte', async ({ title, suite, args }) => {
      const report = await ipptool(server.uri(queue), suite, { file: document.path, variables: { filetype: document.format }, args: ['-v', ...args], cwd: suites })
      expectReport(`${queue}: ${title}`, report)
      const id = Number(report.attributes.get('job-id'))
      expect(await finished(server.uri(queue), id)).toMatchObject({ state: 'completed' })
      expect((await printed(id)).equals(document.octets)).toBe(true)
    })

    it('random octets, as application/octet-stream, arrive byte for byte', async () => {
      const random = randomDocument(work.path, `${queue}.bin`, 1 << 20)
      const { id } = await print(server.uri(queue), random.path, random.format)
      expect(await finished(server.uri(queue), id)).toMatchObject({ state: 'completed' })
      expect((await printed(id)).equals(random.octets)).toBe(true)
    })

    it('ipp-1.1.test: nothing fails, and what is skipped is left out on purpose', async () => {
      const report = await ipptool(server.uri(queue), 'ipp-1.1.test', { file: document.path, variables: { filetype: document.format }, args: ['-I'], cwd: suites, timeout: 55_000 })
      expectReport(`${queue}: ipp-1.1.test`, report, unspooled ? { ...leftOut, ...leftOutUnspooled } : leftOut)
    })

    it.each(smallSuites.filter((small) => small.unspooled || !unspooled))('$suite', async ({ suite, impossible }) => {
      const report = await ipptool(server.uri(queue), suite, { file: document.path, variables: { filetype: document.format }, args: ['-I'], cwd: suites })
      expectReport(`${queue}: ${suite}`, report, {}, impossible)
    })

    // An unspooled queue holds nothing.
    if (unspooled) return

    it('print-job-hold.test, on a paused queue: without, it is a race with a fast printer', async () => {
      await ipptool(server.uri(queue), ownSuite('pause-printer.test'))
      const report = await ipptool(server.uri(queue), 'print-job-hold.test', { file: document.path, variables: { filetype: document.format }, args: ['-v'], cwd: suites })
      expectReport(`${queue}: print-job-hold.test`, report)
      await ipptool(server.uri(queue), ownSuite('resume-printer.test'))
    })
  })
})
