/** Printers that want something of a person, in every language in which they say so: what the job and the printer say, until it is done. */
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256, type Document } from './harness/documents.js'
import { SimulatedQueues, ways, type Setting, type SimulatedQueue, type Way } from './harness/simulated-queues.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

/** The ways in which printers say how they are, with a queue that understands each. */
const languages: Readonly<Record<string, { readonly setting: Setting; readonly ways: readonly Way[] }>> = {
  PJL: { setting: { printer: { speaks: ['pjl'] }, device: { 'end-of-job': 'pjl', silence: 20 } }, ways },
  PostScript: { setting: { printer: { speaks: ['postscript'] }, device: { 'end-of-job': 'ctrl-d', silence: 20 } }, ways },
  'AppSocket UDP': { setting: { device: { silence: 20 } }, ways: ways.filter((way) => way.startsWith('appsocket')) },
  SNMP: { setting: { printer: { snmpPort: 0 }, device: { silence: 20 } }, ways: ways.filter((way) => way.startsWith('socket')) },
}

/** What is the matter (an AppSocket printer that speaks PostScript may say it by UDP first), as the simulator takes it, and what the printer's state then says in each language. */
const conditions: readonly { readonly what: string; readonly raise: string; readonly reasons: Readonly<Record<string, RegExp>>; readonly says: Readonly<Record<string, RegExp>> }[] = [
  {
    what: 'out of paper',
    raise: 'media-empty',
    // Of PJL's code 41xyy the display tells which is meant: this one asks for paper.
    reasons: { PJL: /^media-needed-error$/, PostScript: /^media-empty-error$/, 'AppSocket UDP': /^media-empty-error$/, SNMP: /^media-empty-error$/ },
    says: { PJL: /"LOAD PAPER.*" \(PJL code 41100\)/, PostScript: /it says "(PrinterError: )?out of paper"/, 'AppSocket UDP': /it says "PrinterError: out of paper"/, SNMP: /Tray 1 is empty/ },
  },
  {
    what: 'a paper jam',
    raise: 'media-jam',
    reasons: { PJL: /^media-jam-error$/, PostScript: /^media-jam-error$/, 'AppSocket UDP': /^media-jam-error$/, SNMP: /^media-jam-error$/ },
    says: { PJL: /\(PJL code 40022\)/, PostScript: /it says "(PrinterError: )?paper jam"/, 'AppSocket UDP': /it says "PrinterError: paper jam"/, SNMP: /jam/i },
  },
  {
    what: 'an open cover',
    raise: 'cover-open',
    reasons: { PJL: /^cover-open-error$/, PostScript: /^cover-open-error$/, 'AppSocket UDP': /^cover-open-error$/, SNMP: /^(cover|door)-open-error$/ },
    says: { PJL: /"CLOSE COVER" \(PJL code 40021\)/, PostScript: /it says "(PrinterError: )?cover open"/, 'AppSocket UDP': /it says "PrinterError: cover open"/, SNMP: /open/i },
  },
  {
    what: 'an output bin that is full',
    raise: 'output-area-full',
    reasons: { PJL: /^output-area-full-error$/, PostScript: /^output-area-full-error$/, 'AppSocket UDP': /^output-area-full-error$/, SNMP: /^output-area-full-error$/ },
    says: { PJL: /\(PJL code 40019\)/, PostScript: /it says "(PrinterError: )?output bin full"/, 'AppSocket UDP': /it says "PrinterError: output bin full"/, SNMP: /full/i },
  },
]

describeWhere(missingTools('ipptool'), 'a printer that wants something', () => {
  const open = new AsyncDisposableStack()
  let work: WorkFolder
  let queues: SimulatedQueues

  beforeAll(async () => {
    work = open.use(new WorkFolder('conditions'))
    const settings = Object.entries(languages).flatMap(([language, { setting, ways: some }]) =>
      ['toner-low', 'idle', ...conditions.map(({ raise }) => raise)].map((raise) => [settingOf(language, raise), { ...setting, ways: some }] as const),
    )
    queues = open.use(await SimulatedQueues.start(work, Object.fromEntries(settings)))
  })

  afterAll(() => open.disposeAsync())

  const settingOf = (language: string, condition: string): string => `${language.toLowerCase().replace(' ', '-')}-${condition}`

  /** A document of two pages between which the printer gets into a condition, with more on the second than the systems between keep. */
  function documentThat(raises: string): Document {
    const path = work.file(`${raises}.ps`)
    const padding = `% ${'Platen '.repeat(30)}\n`.repeat(80_000)
    writeFileSync(path, `%!PS-Adobe-3.0\n%%Pages: 2\n%%Page: 1 1\nshowpage\n%%Simulate: raise ${raises}\n%%Page: 2 2\n${padding}showpage\n%%EOF\n`)
    const octets = readFileSync(path)
    return { path, format: 'application/postscript', octets, sha256: sha256(octets) }
  }

  /** What the printer got holds the document whole, once. */
  async function isWhole(queue: SimulatedQueue, document: Document): Promise<void> {
    const received = await queue.printer.job(1)
    expect(Buffer.from(received.octets).includes(document.octets)).toBe(true)
    expect(queue.printer.jobs).toHaveLength(1)
    expect(received.pages).toBe(2)
  }

  for (const [language, { ways: some }] of Object.entries(languages)) {
    describe.each(some)(`and says so by ${language}, by %s`, (way) => {
      it.each(conditions)('$what in mid-job: job and printer stand still and say why, and go on when it is over', async ({ raise, reasons, says }) => {
        const queue = queues.queue(settingOf(language, raise), way)
        const document = documentThat(raise)
        const { id } = await queue.send(document)
        await queue.printer.blocked(1)
        const printer = await queue.withReason(reasons[language] ?? /nothing/)
        expect(printer.state).toBe('stopped')
        expect(printer.message).toMatch(says[language] ?? /nothing/)
        const job = await queue.inState(id, '6')
        expect(job).toMatchObject({ reasons: expect.arrayContaining(['printer-stopped']) as unknown })
        expect(job.message).toMatch(says[language] ?? /nothing/)

        queue.printer.clear()
        const done = await queue.finished(id)
        expect(done).toMatchObject({ state: 'completed', reasons: expect.arrayContaining(['job-completed-successfully']) as unknown })
        if (language === 'PJL') expect(done.message).toMatch(/reported the end of the job \(2 pages\)/)
        if (language === 'PJL') expect(done.attributes.get('job-impressions-completed')).toBe('2')
        await isWhole(queue, document)
        expect(await queue.withReason(/^none$/)).toMatchObject({ state: 'idle' })
      })

      it('low toner: a warning, and the job prints', async () => {
        const queue = queues.queue(settingOf(language, 'toner-low'), way)
        // A printer that is asked says it before the job; the others say what changes while they print.
        if (language === 'AppSocket UDP' || language === 'SNMP') queue.printer.raise('toner-low')
        queue.printer.stop()
        const document = documentThat('toner-low')
        const { id } = await queue.send(document)
        queue.printer.resume()
        const printer = await queue.withReason(/^toner-low-warning$/)
        expect(printer.message).toMatch(/toner/i)
        expect(await queue.finished(id)).toMatchObject({ state: 'completed', reasons: expect.arrayContaining(['job-completed-successfully']) as unknown })
        await isWhole(queue, document)
        // It lasts: nobody has changed the toner.
        expect(await queue.state()).toMatchObject({ state: 'idle', reasons: ['toner-low-warning'] })
      })
    })
  }
})
