/** What printers say of the job itself, and of themselves in codes, in PostScript and PJL: what job and printer say then. */
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256, type Document } from './harness/documents.js'
import { isSpooled, SimulatedQueues, ways, type SimulatedQueue, type Way } from './harness/simulated-queues.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

const spooled: readonly Way[] = ways.filter(isSpooled)
const unspooled: readonly Way[] = ways.filter((way) => !isSpooled(way))

/** Ends of a PostScript program that fails, with what the printer says of each. */
const failures = [
  { error: 'undefined', command: 'fooo' },
  { error: 'typecheck', command: 'setfont' },
  // PJL or PCL at a printer that knows neither: control characters are told as words.
  { error: 'rangecheck', command: '\u001bE@PJL' },
] as const

/** PJL codes with what the display says of them, whether the printer goes on, and what its state then is: the rows of what printers say, and their neighbours. */
const codes: readonly { readonly code: number; readonly display: string; readonly goesOn?: true; readonly reason: RegExp; readonly says: RegExp }[] = [
  { code: 10_002, display: 'OFFLINE', reason: /^offline-error$/, says: /it is offline: "OFFLINE" \(PJL code 10002\)/ },
  { code: 10_006, display: 'TONER LOW', goesOn: true, reason: /^toner-low-warning$/, says: /its toner is low: "TONER LOW" \(PJL code 10006\)/ },
  // 30016: the words of the display decide what is meant.
  { code: 30_016, display: 'MEMORY FULL', goesOn: true, reason: /^other-warning$/, says: /its memory is full: "MEMORY FULL" \(PJL code 30016\)/ },
  { code: 30_016, display: 'INSTALL SUPPLIES', goesOn: true, reason: /^marker-supply-missing-warning$/, says: /a supply is missing: "INSTALL SUPPLIES" \(PJL code 30016\)/ },
  // The same of a printer that is offline for it stops it: the severity goes with ONLINE.
  { code: 30_016, display: 'INSTALL SUPPLIES', reason: /^marker-supply-missing-error$/, says: /a supply is missing: "INSTALL SUPPLIES" \(PJL code 30016\)/ },
  { code: 40_010, display: 'NO EP CARTRIDGE', reason: /^toner-empty-error$/, says: /"NO EP CARTRIDGE" \(PJL code 40010\)/ },
  { code: 40_019, display: 'OUTPUT BIN FULL', reason: /^output-area-full-error$/, says: /an output bin is full: "OUTPUT BIN FULL" \(PJL code 40019\)/ },
  { code: 40_021, display: '12 PRINTER OPEN', reason: /^cover-open-error$/, says: /its cover is open: "12 PRINTER OPEN" \(PJL code 40021\)/ },
  { code: 40_021, display: 'CLOSE REAR DOOR', reason: /^door-open-error$/, says: /a door is open: "CLOSE REAR DOOR" \(PJL code 40021\)/ },
  { code: 40_022, display: '13.1 PAPER JAM', reason: /^media-jam-error$/, says: /paper is jammed: "13\.1 PAPER JAM" \(PJL code 40022\)/ },
  { code: 42_203, display: 'JAM IN TRAY 2', reason: /^media-jam-error$/, says: /paper is jammed: "JAM IN TRAY 2" \(PJL code 42203\)/ },
  { code: 44_012, display: 'JAM AT DUPLEXER', reason: /^media-jam-error$/, says: /paper is jammed: "JAM AT DUPLEXER" \(PJL code 44012\)/ },
  { code: 40_079, display: 'PRINTER STOPPED', reason: /^offline-error$/, says: /it has been taken offline: "PRINTER STOPPED" \(PJL code 40079\)/ },
  { code: 41_304, display: 'LOAD A4 IN TRAY 3', reason: /^media-needed-error$/, says: /it asks for paper: "LOAD A4 IN TRAY 3" \(PJL code 41304\)/ },
  { code: 41_304, display: 'TRAY 3 EMPTY', reason: /^media-empty-error$/, says: /it is out of paper: "TRAY 3 EMPTY" \(PJL code 41304\)/ },
  { code: 50_003, display: '50.3 FUSER ERROR', reason: /^other-error$/, says: /its hardware has failed: "50\.3 FUSER ERROR" \(PJL code 50003\)/ },
  // A code of a printer that is well, but it was taken offline.
  { code: 10_001, display: 'READY', reason: /^offline-error$/, says: /it is offline: "READY"/ },
]

describeWhere(missingTools('ipptool'), 'a printer that says what is the matter', () => {
  const open = new AsyncDisposableStack()
  let work: WorkFolder
  let queues: SimulatedQueues

  beforeAll(async () => {
    work = open.use(new WorkFolder('language'))
    const postScript = { printer: { speaks: ['postscript'] }, device: { 'end-of-job': 'ctrl-d' } } as const
    queues = open.use(
      await SimulatedQueues.start(work, {
        program: postScript,
        unmarked: { printer: { speaks: ['postscript'] } },
        exitserver: postScript,
        // What it says is looked at, not that it takes nothing meanwhile.
        codes: { printer: { speaks: ['pjl'] }, device: { 'end-of-job': 'pjl', silence: 20, stall: 60 } },
        canceled: { printer: { speaks: ['pjl'] }, device: { 'end-of-job': 'pjl', silence: 20 } },
      }),
    )
  })

  afterAll(() => open.disposeAsync())

  function program(name: string, ...lines: readonly string[]): Document {
    const path = work.file(`${name}.ps`)
    writeFileSync(path, ['%!PS-Adobe-3.0', '%%Pages: 2', '%%Page: 1 1', 'showpage', ...lines, '%%Page: 2 2', 'showpage', '%%EOF', ''].join('\n'), 'latin1')
    const octets = readFileSync(path)
    return { path, format: 'application/postscript', octets, sha256: sha256(octets) }
  }

  const failing = ({ error, command }: (typeof failures)[number]): Document => program(`${error}-fails`, `%%Simulate: error ${error} ${command}`)

  /** What the user is to read of it. */
  const toldOf = ({ error, command }: (typeof failures)[number]): RegExp => new RegExp(`took \\d+ octets, but did not print them to the end: the PostScript program failed: ${error} in "${command.replace('\u001b', '\\\\x1b')}"$`)

  /** A job after it prints: nothing is left of the trouble. */
  async function nextPrints(queue: SimulatedQueue): Promise<void> {
    const page = program('page')
    const number = queue.printer.jobs.length + 1
    expect(await queue.print(page)).toMatchObject({ state: 'completed', reasons: expect.arrayContaining(['job-completed-successfully']) as unknown })
    expect(Buffer.from((await queue.printer.job(number)).octets).includes(page.octets)).toBe(true)
    expect(await queue.withReason(/^none$/)).toMatchObject({ state: 'idle' })
  }

  describe.each(spooled)('in PostScript, by %s', (way) => {
    it.each(failures)('Error: $error aborts the job with document-format-error, the error and its command, once; the next prints', async (failure) => {
      const queue = queues.queue('program', way)
      const before = queue.printer.jobs.length
      const job = await queue.print(failing(failure))
      expect(job).toMatchObject({ state: 'aborted', reasons: expect.arrayContaining(['aborted-by-system', 'document-format-error']) as unknown })
      expect(job.message).toMatch(toldOf(failure))
      expect(job.message).not.toMatch(/\p{Cc}/u)
      // It would fail again: it is not sent a second time.
      expect(queue.printer.jobs).toHaveLength(before + 1)
      await nextPrints(queue)
    })

    it('an error is heard where no mark ends the job, too', async () => {
      const queue = queues.queue('unmarked', way)
      const job = await queue.print(failing(failures[0]))
      expect(job).toMatchObject({ state: 'aborted', reasons: expect.arrayContaining(['document-format-error']) as unknown })
      expect(job.message).toMatch(toldOf(failures[0]))
    })
  })

  describe.each(unspooled)('in PostScript, by %s', (way) => {
    it.each(failures)('Error: $error is told the client, and its job is aborted; the next prints', async (failure) => {
      const queue = queues.queue('program', way)
      const { id, answer } = await queue.send(failing(failure))
      await expect(answer).rejects.toThrow(/client-error-document-format-error/)
      const job = await queue.finished(id)
      expect(job).toMatchObject({ state: 'aborted', reasons: expect.arrayContaining(['aborted-by-system', 'document-format-error']) as unknown })
      expect(job.message).toMatch(toldOf(failure))
      expect(job.message).not.toMatch(/\p{Cc}/u)
      await nextPrints(queue)
    })
  })

  describe.each(ways)('in PostScript, by %s', (way) => {
    it('exitserver is no error: the job prints', async () => {
      const queue = queues.queue('exitserver', way)
      const job = await queue.print(program('exitserver', 'serverdict begin 0 exitserver'))
      expect(job).toMatchObject({ state: 'completed', reasons: expect.arrayContaining(['job-completed-successfully']) as unknown })
      expect(Buffer.from((await queue.printer.job(1)).said).toString('latin1')).toContain('%%[ exitserver')
    })
  })

  describe.each(ways)('in PJL, by %s', (way) => {
    it('each code is its reason, with its severity, and the words of the display and the code are told', async () => {
      const queue = queues.queue('codes', way)
      // Only PJL is to say it.
      queue.printer.status = undefined
      const path = work.file('codes.ps')
      // More than the systems between keep: it is on its way until the printer has all.
      writeFileSync(path, `%!PS-Adobe-3.0\n%%Page: 1 1\nshowpage\n%%Simulate: raise media-jam\n%%Page: 2 2\n${`% ${'Platen '.repeat(30)}\n`.repeat(80_000)}showpage\n`)
      const octets = readFileSync(path)
      const { id } = await queue.send({ path, format: 'application/postscript', octets, sha256: sha256(octets) })
      await queue.printer.blocked(1)
      await queue.withReason(/^media-jam-error$/)
      for (const { code, display, goesOn, reason, says } of codes) {
        // A condition that says these words instead of its own, of a printer that stands or goes on. What keeps the job here is the printer's taking no data.
        queue.printer.stop()
        queue.printer.clear()
        queue.printer.raise(goesOn === true ? 'toner-low' : 'hardware-error', { code, display })
        const told = await queue.saying(id, says)
        expect({ code, display, state: told.state }).toEqual({ code, display, state: goesOn === true ? 'processing' : 'processing-stopped' })
        const printer = await queue.withReason(reason)
        // Nothing else is made up, nor left of the one before.
        expect({ code, reasons: printer.reasons.length }).toEqual({ code, reasons: 1 })
      }
      queue.printer.clear()
      queue.printer.resume()
      expect(await queue.finished(id)).toMatchObject({ state: 'completed' })
      expect(Buffer.from((await queue.printer.job(1)).octets).includes(octets)).toBe(true)
    })

    it('a cancel at the printer cancels the job: job-canceled-at-device', async () => {
      const queue = queues.queue('canceled', way)
      const { id, answer } = await queue.send(program('canceled', '%%Simulate: cancel'))
      if (!isSpooled(way)) await expect(answer).rejects.toThrow(/server-error-job-canceled/)
      const job = await queue.finished(id)
      expect(job).toMatchObject({ state: 'canceled', reasons: expect.arrayContaining(['job-canceled-at-device']) as unknown })
      expect(job.message).toMatch(/it was canceled at the printer$/)
      expect(queue.printer.jobs).toHaveLength(1)
      await nextPrints(queue)
    })
  })
})
