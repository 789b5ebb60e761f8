/** Printers that tell all of themselves by SNMP: what of it the printer's and the job's attributes say, and what no answer does to them. */
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentAt, type Document } from './harness/documents.js'
import { SimulatedQueues, ways, type Setting, type SimulatedQueue, type Way } from './harness/simulated-queues.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

const asking: readonly Way[] = ways.filter((way) => way.startsWith('socket'))

const equipment = {
  trays: [{ name: 'Tray 1', capacity: 250, level: 100 }, { name: 'Tray 2', capacity: 500, media: 'na_letter_8.5x11in' }],
  supplies: [
    { name: 'Black Toner', color: 'black', level: 80 },
    { name: 'Cyan Toner', color: 'cyan', level: 42 },
    { name: 'Waste Toner Box', type: 'waste-toner', level: 70 },
  ],
  pageCount: 1000,
} as const

/** The bits of hrPrinterDetectedErrorState (RFC 2790, RFC 3805 section 2.2.13.2), each by the condition that sets it, of a printer that tells nothing else. */
const bits = [
  { bit: 'lowPaper', raise: 'media-low', state: 'idle', reasons: 'media-low-warning' },
  { bit: 'noPaper', raise: 'media-empty', state: 'stopped', reasons: 'media-empty-error' },
  { bit: 'lowToner', raise: 'toner-low', state: 'idle', reasons: 'toner-low-warning' },
  { bit: 'noToner', raise: 'toner-empty', state: 'stopped', reasons: 'toner-empty-error' },
  { bit: 'doorOpen', raise: 'cover-open', state: 'stopped', reasons: 'door-open-error' },
  { bit: 'jammed', raise: 'media-jam', state: 'stopped', reasons: 'media-jam-error' },
  { bit: 'offline', raise: 'offline', state: 'stopped', reasons: 'offline-error' },
  { bit: 'serviceRequested', raise: 'hardware-error', state: 'stopped', reasons: 'other-error' },
  { bit: 'inputTrayMissing', raise: 'input-tray-missing', state: 'stopped', reasons: 'input-tray-missing-error' },
  { bit: 'outputTrayMissing', raise: 'output-tray-missing', state: 'stopped', reasons: 'output-tray-missing-error' },
  { bit: 'markerSupplyMissing', raise: 'marker-supply-missing', state: 'stopped', reasons: 'marker-supply-missing-error' },
  { bit: 'outputNearFull', raise: 'output-area-almost-full', state: 'idle', reasons: 'output-area-almost-full-warning' },
  { bit: 'outputFull', raise: 'output-area-full', state: 'stopped', reasons: 'output-area-full-error' },
  { bit: 'overduePreventMaint', raise: 'maintenance-due', state: 'idle', reasons: 'other-report' },
] as const

describeWhere(missingTools('ipptool'), 'a printer that is asked by SNMP', () => {
  const open = new AsyncDisposableStack()
  let queues: SimulatedQueues
  /** Three pages, little enough for the systems between. */
  let pages: Document

  beforeAll(async () => {
    const work = open.use(new WorkFolder('snmp'))
    writeFileSync(work.file('pages.ps'), '%!PS-Adobe-3.0\n%%Pages: 3\n%%Page: 1 1\nshowpage\n%%Page: 2 2\nshowpage\n%%Page: 3 3\nshowpage\n%%EOF\n')
    pages = documentAt(work.file('pages.ps'), 'application/postscript')
    const asked = (printer: Setting['printer'] = {}, device: Setting['device'] = {}): Setting => ({ printer: { snmpPort: 0, equipment, ...printer }, device, watch: 1, ways: asking })
    queues = open.use(
      await SimulatedQueues.start(work, {
        tells: asked(),
        counts: asked(),
        bits: asked({ equipment: { printerMib: false } }),
        late: asked({ faults: [{ type: 'snmp-late', forMilliseconds: 60 }], conditions: ['toner-low'] }),
        'counts-late': asked({ faults: [{ type: 'snmp-late', forMilliseconds: 150 }], pageMilliseconds: 900 }, { silence: 20, stall: 20 }),
        'too-late': asked({ faults: [{ type: 'snmp-late', forMilliseconds: 1000 }], conditions: ['toner-low'] }, { snmpwait: 100 }),
        never: asked({ faults: [{ type: 'snmp-never' }], conditions: ['toner-low'] }, { snmpwait: 100 }),
        stops: asked({}, { snmpwait: 100 }),
        v1: asked({}, { snmp: 'v1' }),
      }),
    )
  })

  afterAll(() => open.disposeAsync())

  /** The printer has been asked, and has answered: its supplies are known. */
  const hasAnswered = (queue: SimulatedQueue): Promise<void> => expect.poll(() => queue.values('marker-names'), { timeout: 25_000 }).toContain('Waste Toner Box')

  it.each(bits)('that has no Printer MIB: bit $bit is $reasons', async ({ raise, state, reasons }) => {
    const all = asking.map((way) => ({ way, queue: queues.queue('bits', way) }))
    await Promise.all(all.map(({ queue }) => queue.withReason(/^none$/)))
    all.forEach(({ queue }) => queue.printer.raise(raise))
    // A warning may come with it, of what is found besides; what stops it comes first.
    for (const { way, queue } of all) {
      const printer = await queue.withReason(/-(error|warning|report)$/)
      expect({ way, state: printer.state, reasons: printer.reasons.join() }).toEqual({ way, state, reasons })
    }
    all.forEach(({ queue }) => queue.printer.clear())
    for (const { way, queue } of all) expect({ way, ...(await queue.withReason(/^none$/)) }).toMatchObject({ way, state: 'idle', reasons: ['none'] })
  })

  describe.each(asking)('by %s', (way) => {
    it.each(['tells', 'v1'])('tells its supplies and trays: printer-supply, printer-input-tray, marker-* (%s)', async (setting) => {
      const queue = queues.queue(setting, way)
      await hasAnswered(queue)
      expect(await queue.values('marker-names')).toEqual(['Black Toner', 'Cyan Toner', 'Waste Toner Box'])
      expect(await queue.values('marker-types')).toEqual(['toner', 'toner', 'waste-toner'])
      expect(await queue.values('marker-colors')).toEqual(['#000000', '#00FFFF', 'none'])
      // Of a box how full it is.
      expect(await queue.values('marker-levels')).toEqual(['80', '42', '30'])
      expect(await queue.values('marker-low-levels')).toEqual(['10', '10', '0'])
      expect(await queue.values('marker-high-levels')).toEqual(['100', '100', '90'])
      expect(await queue.values('printer-supply-description')).toEqual(['Black Toner', 'Cyan Toner', 'Waste Toner Box'])
      expect(await queue.values('printer-supply')).toEqual([
        'type=toner;maxcapacity=100;level=80;index=1;markerindex=1;class=supplyThatIsConsumed;unit=percent;colorantindex=1;colorantrole=process;colorantname=black;coloranttonality=2;',
        'type=toner;maxcapacity=100;level=42;index=2;markerindex=1;class=supplyThatIsConsumed;unit=percent;colorantindex=2;colorantrole=process;colorantname=cyan;coloranttonality=2;',
        'type=wasteToner;maxcapacity=100;level=70;index=3;markerindex=1;class=receptacleThatIsFilled;unit=percent;colorantname=unknown;',
      ])
      expect(await queue.values('printer-input-tray')).toEqual([
        'type=sheetFeedAutoRemovableTray;mediafeed=-2;mediaxfeed=-2;maxcapacity=250;level=100;status=0;name=Tray 1;',
        'type=sheetFeedAutoRemovableTray;mediafeed=-2;mediaxfeed=-2;maxcapacity=500;level=500;status=0;name=Tray 2;',
      ])
    })

    it('a supply that runs low is a reason, an alert where it raises one, and another level; and all is over when it is new', async () => {
      const queue = queues.queue('tells', way)
      await hasAnswered(queue)
      queue.printer.perform({ type: 'level', of: 'supply', number: 2, level: 4 })
      const printer = await queue.withReason(/^toner-low-warning$/)
      expect(printer).toMatchObject({ state: 'idle', message: 'Cyan Toner has 4 % left' })
      expect(await queue.values('marker-levels')).toEqual(['80', '4', '30'])
      queue.printer.perform({ type: 'level', of: 'supply', number: 2, level: 42 })
      await queue.withReason(/^none$/)
      expect(await queue.values('marker-levels')).toEqual(['80', '42', '30'])
    })

    it('an alert is told as printer-alert and printer-alert-description while it lasts', async () => {
      const queue = queues.queue('tells', way)
      queue.printer.raise('media-jam', { tray: 2 })
      queue.printer.raise('toner-low', { supply: 1 })
      const printer = await queue.withReason(/^media-jam-error$/)
      expect(printer.reasons).toEqual(expect.arrayContaining(['media-jam-error', 'toner-low-warning']))
      const alerts = await queue.values('printer-alert')
      expect(alerts[0]).toMatch(/^code=jam;index=1;severity=critical;training=untrained;group=mediaPath;groupindex=2;time=\d+$/)
      expect(alerts[1]).toMatch(/^code=markerTonerAlmostEmpty;index=2;severity=warning;training=untrained;group=markerSupplies;groupindex=1;time=\d+$/)
      expect(alerts).toHaveLength(2)
      expect(await queue.values('printer-alert-description')).toEqual(['PAPER JAM TRAY 2', 'TONER LOW'])
      queue.printer.clear()
      await queue.withReason(/^none$/)
      expect((await queue.values('printer-alert')).join('')).toBe('')
    })

    it('counts the pages of a job: what its counter says after it, less what it said before', async () => {
      const queue = queues.queue('counts', way)
      await hasAnswered(queue)
      for (const number of [1, 2]) {
        const done = await queue.print(pages)
        expect(done).toMatchObject({ state: 'completed', reasons: expect.arrayContaining(['job-completed-successfully']) as unknown })
        expect(done.message).toMatch(/ took \d+ octets; it closed the connection \(3 pages\); /)
        expect(done.message.endsWith(`its counter of impressions went from ${1000 + 3 * (number - 1)} to ${1000 + 3 * number}`)).toBe(true)
        expect(done.attributes.get('job-impressions-completed')).toBe('3')
        expect((await queue.printer.job(number)).digest).toBe(pages.sha256)
      }
      expect(queue.printer.model.pageCount).toBe(1006)
    })

    it('that answers late counts no page of the job for one before it', async () => {
      const queue = queues.queue('counts-late', way)
      await hasAnswered(queue)
      const done = await queue.print(pages)
      expect(done).toMatchObject({ state: 'completed' })
      expect(queue.printer.model.pageCount).toBe(1003)
      // All, or none that it could vouch for: a part of them would be wrong.
      expect(done.attributes.get('job-impressions-completed')).toMatch(/^[03]$/)
    })

    it('that answers late is heard all the same', async () => {
      const queue = queues.queue('late', way)
      expect(await queue.withReason(/^toner-low-warning$/)).toMatchObject({ state: 'idle' })
      expect(await queue.values('marker-levels')).toEqual(['5', '5', '30'])
    })

    it.each(['too-late', 'never'])('that answers %s is not known, not down, and prints', async (setting) => {
      const queue = queues.queue(setting, way)
      const done = await queue.print(pages)
      expect(done).toMatchObject({ state: 'completed', reasons: expect.arrayContaining(['job-completed-successfully']) as unknown })
      expect(done.attributes.get('job-impressions-completed')).toBe('0')
      expect((await queue.printer.job(1)).digest).toBe(pages.sha256)
      expect(await queue.state()).toMatchObject({ state: 'idle', reasons: ['none'] })
      expect((await queue.values('marker-levels')).every((level) => level === '-2')).toBe(true)
    })

    it('that falls asleep keeps what it said: nothing flaps, its supplies stay, and it prints', async () => {
      const queue = queues.queue('stops', way)
      await hasAnswered(queue)
      queue.printer.raise('media-low')
      await queue.withReason(/^media-low-warning$/)
      const before = await queue.values('printer-state-change-time')
      queue.printer.faults = [{ type: 'snmp-never' }]
      const done = await queue.print(pages)
      expect(done).toMatchObject({ state: 'completed' })
      expect(await queue.state()).toMatchObject({ state: 'idle', reasons: ['media-low-warning'] })
      expect(await queue.values('marker-levels')).toEqual(['80', '42', '30'])
      expect(Number((await queue.values('printer-state-change-time'))[0])).toBeGreaterThanOrEqual(Number(before[0]))
      queue.printer.clear()
      queue.printer.faults = []
      expect(await queue.withReason(/^none$/)).toMatchObject({ state: 'idle' })
    })
  })
})
