/** Deliveries to printers that talk back: what they say is understood, and the job ends by it. */
import { createPrinterSimulator, type PrinterSimulator, type SimulatorOptions } from '@platen/printer-simulator'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { failure, octets, pieces, run } from './delivery.test-support.js'
import type { Probe } from './probe.js'
import type { Observation } from './status/observation.js'

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]()
})

async function printer(options: SimulatorOptions = {}): Promise<PrinterSimulator> {
  const simulator = await createPrinterSimulator(options)
  open.push(simulator)
  return simulator
}

const text = (words: string): AsyncIterable<Uint8Array> => pieces(Buffer.from(words, 'latin1'))
const status = (code: number, display: string, online: boolean): string => `@PJL USTATUS DEVICE\r\nCODE=${code}\r\nDISPLAY="${display}"\r\nONLINE=${online ? 'TRUE' : 'FALSE'}\r\n\f`
const endOfJob = (more: string): string => `@PJL USTATUS JOB\r\nEND\r\nNAME="1 test"\r\n${more}\f`
const exit = '\u001b%-12345X'
const patient = { silence: 60_000 }

describe('the end of a job', () => {
  it('is what PJL reports, though the printer keeps the connection: its pages are counted', async () => {
    const simulator = await printer({ answers: [{ after: 'end', text: `@PJL USTATUS PAGE\r\n1\r\n\f${endOfJob('PAGES=2\r\nRESULT=OK\r\n')}` }], faults: [{ type: 'never-close' }] })
    const result = await run(simulator, text('%!PS\n'), { ...patient, endOfJob: 'pjl' }).result
    expect(result).toMatchObject({ octets: 5, reasons: [], impressions: 2 })
    expect(result.message).toContain('took 5 octets, and reported the end of the job (2 pages)')
    expect(Buffer.from((await simulator.job(1)).octets).toString('latin1')).toBe(
      `${exit}@PJL\r\n@PJL USTATUS JOB = ON\r\n@PJL USTATUS PAGE = ON\r\n@PJL USTATUS DEVICE = ON\r\n@PJL JOB NAME = "1 test"\r\n@PJL SET USERNAME = "alice"\r\n@PJL ENTER LANGUAGE = POSTSCRIPT\r\n%!PS\n${exit}@PJL\r\n@PJL EOJ NAME = "1 test"\r\n${exit}`,
    )
  })

  it('is not the end of a job within it', async () => {
    const simulator = await printer({ answers: [{ after: 'end', text: '@PJL USTATUS JOB\r\nEND\r\nNAME="test"\r\nPAGES=7\r\n\f' }], faults: [{ type: 'never-close' }] })
    expect(await run(simulator, text('%!PS\n'), { endOfJob: 'pjl' }).result).toMatchObject({ reasons: ['job-completed-with-warnings'] })
  })

  it('is the Ctrl-D, or idle, of a PostScript printer', async () => {
    for (const answer of ['\u0004', '%%[ status: idle ]%%\r\n']) {
      const simulator = await printer({ answers: [{ after: 'end', text: answer }], faults: [{ type: 'never-close' }] })
      expect(await run(simulator, text('%!PS\n'), { ...patient, endOfJob: 'ctrl-d' }).result).toMatchObject({ octets: 5, reasons: [] })
      expect(Buffer.from((await simulator.job(1)).octets).toString('latin1')).toBe('%!PS\n\u0004')
    }
  })

  it('is the close, where that comes first; pages that were reported count', async () => {
    const simulator = await printer({ answers: [{ after: 'end', text: '@PJL USTATUS PAGE\r\n3\r\n\f' }] })
    const result = await run(simulator, text('x'), patient).result
    expect(result).toMatchObject({ reasons: [], impressions: 3 })
    expect(result.message).toContain('it closed the connection (3 pages)')
  })

  it('by a cancel at the printer is neither success nor failure', async () => {
    const simulator = await printer({ answers: [{ after: 'end', text: endOfJob('PAGES=1\r\nRESULT=USER_CANCELED\r\n') }], faults: [{ type: 'never-close' }] })
    const result = await run(simulator, text('%!PS\n'), { ...patient, endOfJob: 'pjl' }).result
    expect(result).toMatchObject({ outcome: 'canceled-at-device', reasons: [], impressions: 1 })
    expect(result.message).toContain('did not print them to the end (1 page): it was canceled at the printer')
  })

  it('by an error of PostScript is told with the error and the command: document-format-error', async () => {
    const simulator = await printer({ answers: [{ after: 3, text: '%%[ Error: undefined; OffendingCommand: fooo ]%%\r\n%%[ Flushing: rest of job (to end-of-file) will be ignored ]%%\r\n' }] })
    const result = await run(simulator, text('%!PS fooo\n'), patient).result
    expect(result.reasons).toEqual(['document-format-error'])
    expect(result.outcome).toBe('aborted')
    expect(result.message).toContain('the PostScript program failed: undefined in "fooo"')
  })

  it('with a wish that the printer did not understand is told as a warning', async () => {
    const simulator = await printer({ answers: [{ after: 'end', text: `${status(20001, 'SYNTAX', true)}${endOfJob('')}` }] })
    expect(await run(simulator, text('%!PS\n'), { ...patient, endOfJob: 'pjl' }).result).toMatchObject({ reasons: ['job-completed-with-warnings', 'warnings-detected'] })
  })
})

describe('the pages of a job', () => {
  type Reading = number | undefined | Partial<Observation>
  /** A counter with those readings: by an idle printer, where they do not say otherwise. */
  const counting = (...readings: readonly Reading[]): (() => Promise<Observation | undefined>) => {
    const left = [...readings]
    return async () => {
      const reading = left.shift()
      const told = typeof reading === 'number' ? { pages: reading } : reading
      return told && { source: 'snmp', at: Date.now(), conditions: [], activity: 'idle', ...told }
    }
  }

  it.each<[string, Reading[], number | undefined]>([
    ['by the counter of the printer, before and after', [1000, 1007], 7],
    ['not known, if the counter ran over, or was set back', [1000, 7], undefined],
    ['not known, if it counts sheets', [{ pages: 1000, countsSheets: true }, { pages: 1007, countsSheets: true }], undefined],
    ['not known, if the printer did something else before', [{ pages: 1000, activity: 'processing' }, 1007], undefined],
    ['not known, if the printer does something yet', [1000, { pages: 1007, activity: 'processing' }], undefined],
    ['not known, if the printer does not tell what it does', [{ pages: 1000, activity: undefined }, 1007], undefined],
    ['not known, if the counter did not move', [1000, 1000], undefined],
    ['not known, if it was not told before', [undefined, 1007], undefined],
    ['not known, if it was not told after', [1000], undefined],
  ])('are %s', async (_what, counts, pages) => {
    const simulator = await printer({ printMilliseconds: 30 })
    expect((await run(simulator, text('x'), {}, undefined, 'text/plain', [counting(...counts)]).result).impressions).toBe(pages)
  })

  it.each<[string, Reading[], string]>([
    ['', [1000, 1007], '; it closed the connection (7 pages); its counter of impressions went from 1000 to 1007'],
    [', with what is not certain of it', [1000, { pages: 1007, activity: 'processing' }], "; it closed the connection; its counter of impressions went from 1000 to 1007 (it was not idle yet: not all may be this document's)"],
    [', in sheets', [{ pages: 1000, countsSheets: true }, { pages: 1001, countsSheets: true }], '; it closed the connection; its counter of sheets went from 1000 to 1001'],
  ])('are told as the counter stood before and after%s', async (_what, counts, message) => {
    const simulator = await printer({ printMilliseconds: 30 })
    expect((await run(simulator, text('x'), {}, undefined, 'text/plain', [counting(...counts)]).result).message).toContain(message)
  })

  it('are not counted from a reading that came after the first octet', async () => {
    const simulator = await printer()
    const late = Promise.withResolvers<undefined>()
    const readings = counting(1002, 1007)
    const probe: Probe = async () => {
      await late.promise
      return readings()
    }
    async function* document(): AsyncGenerator<Uint8Array> {
      yield octets(10)
      await simulator.reached(1, 1)
      late.resolve(undefined)
      yield octets(10)
    }
    expect((await run(simulator, document(), {}, undefined, 'text/plain', [probe]).result).impressions).toBeUndefined()
  })

  it('are those the printer reports, if it does', async () => {
    const simulator = await printer({ answers: [{ after: 'end', text: '@PJL USTATUS PAGE\r\n2\r\n\f' }] })
    expect((await run(simulator, text('x'), {}, undefined, 'text/plain', [counting(1000, 1007)]).result)).toMatchObject({ impressions: 2, message: expect.stringContaining('(2 pages); its counter of impressions went from 1000 to 1007') as string })
  })
})

describe('a printer that stands still and says why', () => {
  it('is reported with its own reason, in the words of its display, until it goes on', async () => {
    const simulator = await printer({ keep: 'digest', answers: [{ after: 1000, text: status(41203, 'TRAY 2 EMPTY', false) }], faults: [{ type: 'stop-reading', afterOctets: 2000 }] })
    const one = run(simulator, pieces(new Uint8Array(30_000_000)))
    const report = await one.reported('timed-out-warning')
    expect(report.reasons).toEqual(['timed-out-warning', 'media-empty-error'])
    expect(report.message).toContain('takes no data since')
    expect(report.message).toContain('it is out of paper: "TRAY 2 EMPTY" (PJL code 41203)')
    simulator.resume()
    expect((await one.result).octets).toBe(30_000_000)
  })

  it('is well again as soon as it says so', async () => {
    const simulator = await printer({ answers: [{ after: 1, text: status(40021, '12 PRINTER OPEN', false) }, { after: 20, text: status(10023, 'PROCESSING', true) }] })
    const seen = Promise.withResolvers<undefined>()
    async function* document(): AsyncGenerator<Uint8Array> {
      yield octets(10)
      await seen.promise
      yield octets(20)
    }
    const one = run(simulator, document())
    expect(await one.reported('cover-open-error')).toEqual({
      activity: 'stopped',
      reasons: ['cover-open-error'],
      jobReasons: ['printer-stopped'],
      message: `127.0.0.1:${simulator.port}: its cover is open: "12 PRINTER OPEN" (PJL code 40021)`,
    })
    seen.resolve(undefined)
    await one.result
    expect(one.reports.at(-1)).toEqual({ activity: 'processing', reasons: [], message: `connected to 127.0.0.1:${simulator.port}` })
  })

  it('is waited for after the last octet too: its silence is no end', async () => {
    const simulator = await printer({ answers: [{ after: 'end', text: status(40022, '13 PAPER JAM', false) }], faults: [{ type: 'never-close' }] })
    const one = run(simulator, pieces(octets(30)), { silence: 100 })
    await one.reported('media-jam-error')
    const done = await Promise.race([one.result, new Promise((resolve) => setTimeout(() => resolve('waits'), 500))])
    expect(done).toBe('waits')
    one.abort.abort()
    expect(await failure(one.result)).toMatchObject({ code: 'canceled' })
  })

  it('is asked, where there is a way to ask', async () => {
    const simulator = await printer({ keep: 'digest', faults: [{ type: 'stop-reading', afterOctets: 2000 }] })
    let paper = false
    const probe = async (): Promise<Observation> => ({
      source: 'snmp',
      at: Date.now(),
      conditions: paper ? [] : [{ reason: 'media-empty', severity: 'error', message: 'Tray 1 is empty' }],
      activity: paper ? 'processing' : 'stopped',
    })
    const one = run(simulator, pieces(new Uint8Array(30_000_000)), {}, undefined, 'application/octet-stream', [probe])
    // Before the job, and while it stands still.
    expect((await one.reported('media-empty-error')).message).toContain('Tray 1 is empty')
    expect((await one.reported('timed-out-warning')).reasons).toEqual(['timed-out-warning', 'media-empty-error'])
    paper = true
    simulator.resume()
    await one.result
    while (one.reports.at(-1)?.reasons.length !== 0 && one.reports.length < 100) await new Promise((resolve) => setImmediate(resolve))
  })
})

describe('a job that is canceled in its middle', () => {
  /** A job of which the printer has taken the beginning, and more comes never. */
  async function half(format: string, begin: string, settings: Parameters<typeof run>[2] = {}): Promise<{ received: string; end: string | undefined }> {
    const simulator = await printer()
    const never = Promise.withResolvers<undefined>()
    async function* document(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(begin, 'latin1')
      await never.promise
    }
    const one = run(simulator, document(), settings, undefined, format)
    await simulator.reached(1, begin.length - 1)
    one.abort.abort()
    expect(await failure(one.result)).toMatchObject({ code: 'canceled' })
    const job = await simulator.job(1)
    expect((await run(simulator, text('next')).result).octets).toBe(4)
    expect(Buffer.from((await simulator.job(2)).octets).toString()).toBe('next')
    return { received: Buffer.from(job.octets).toString('latin1'), end: job.end }
  }

  it.each([
    ['PostScript: Ctrl-C, then Ctrl-D', 'application/postscript', '%!PS-Adobe-3.0 (text', '\u0003\u0004'],
    ['PCL: the universal exit', 'application/vnd.hp-PCL', '\u001bE\u001b*r1A some raster data', exit],
    ['what came with PJL: the universal exit', 'application/octet-stream', `${exit}@PJL ENTER LANGUAGE=PCL\r\n\u001bE`, exit],
  ])('resets %s; the next job starts clean', async (_what, format, begin, reset) => {
    expect(await half(format, begin)).toEqual({ received: begin + reset, end: 'half-closed' })
  })

  it('is ended in PJL by its name', async () => {
    const { received, end } = await half('application/postscript', '%!PS-Adobe-3.0 (text', { endOfJob: 'pjl' })
    expect(received.endsWith(`%!PS-Adobe-3.0 (text${exit}@PJL\r\n@PJL EOJ NAME = "1 test"\r\n${exit}`)).toBe(true)
    expect(end).toBe('half-closed')
  })

  it('is cut off if the printer stands still, for it would take no reset', async () => {
    const simulator = await printer({ keep: 'digest', faults: [{ type: 'stop-reading', afterOctets: 1000 }] })
    async function* document(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('%!PS-Adobe-3.0 and so on')
      for (let at = 0; at < 400; at++) yield new Uint8Array(65_536)
    }
    const one = run(simulator, document(), {}, undefined, 'application/postscript')
    await one.reported('timed-out-warning')
    one.abort.abort()
    expect(await failure(one.result)).toMatchObject({ code: 'canceled' })
    simulator.resume()
    expect((await simulator.job(1)).end).toBe('lost')
  })

  it('after its last octet can only be cut off, and is at once', async () => {
    const simulator = await printer({ faults: [{ type: 'never-close' }] })
    const one = run(simulator, text('%!PS-Adobe-3.0'), { silence: 60_000, resetBound: 60_000 }, undefined, 'application/postscript')
    await simulator.job(1)
    one.abort.abort()
    expect(await failure(one.result)).toMatchObject({ code: 'canceled', octetsSent: 14 })
  })

  it('needs no reset before its first octet', async () => {
    const simulator = await printer()
    const never = Promise.withResolvers<undefined>()
    async function* nothing(): AsyncGenerator<Uint8Array> {
      await never.promise
      yield octets(1)
    }
    const one = run(simulator, nothing(), { endOfJob: 'pjl' })
    while (simulator.connections === 0) await new Promise((resolve) => setImmediate(resolve))
    one.abort.abort()
    expect(await failure(one.result)).toMatchObject({ code: 'canceled', octetsSent: 0 })
    expect((await simulator.job(1)).size).toBe(0)
  })
})

describe('what was said on a connection that has closed', () => {
  it('is told with its end: nobody takes it back', async () => {
    const simulator = await printer({ answers: [{ after: 1, text: status(10006, 'TONER LOW', true) }] })
    const one = run(simulator, pieces(octets(10)))
    await one.result
    const last = one.reports.at(-1)
    expect(last).toMatchObject({ reasons: ['toner-low-warning'] })
    expect(last?.until).toBeGreaterThan(Date.now())
    expect(last?.until).toBeLessThanOrEqual(Date.now() + 60_000)
  })
})

describe('pages', () => {
  it('are told while the job prints', async () => {
    const simulator = await printer({ answers: [{ after: 1, text: '@PJL USTATUS PAGE\r\n1\r\n\f' }, { after: 'end', text: '@PJL USTATUS PAGE\r\n2\r\n\f' }] })
    async function* document(): AsyncGenerator<Uint8Array> {
      yield octets(10)
      await vi.waitFor(() => expect(one.reports.at(-1)?.impressions).toBe(1))
      yield octets(10)
    }
    const one = run(simulator, document())
    await one.result
    expect([...new Set(one.reports.flatMap(({ impressions }) => impressions ?? []))]).toEqual([1, 2])
  })
})

it('is not told any more when the delivery is over', async () => {
  const simulator = await printer()
  const late = Promise.withResolvers<undefined>()
  const asked = Promise.withResolvers<undefined>()
  const probe: Probe = async () => {
    asked.resolve(undefined)
    await late.promise
    return { source: 'snmp', at: Date.now(), conditions: [{ reason: 'media-jam', severity: 'error', message: 'jam' }] }
  }
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield octets(10)
    await asked.promise
    throw new Error('the client went away')
  }
  const one = run(simulator, broken(), {}, undefined, 'text/plain', [probe])
  await expect(one.result).rejects.toThrow('the client went away')
  const told = one.reports.length
  late.resolve(undefined)
  for (let turns = 0; turns < 10; turns++) await Promise.resolve()
  expect(one.reports).toHaveLength(told)
})
