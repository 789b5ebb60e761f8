import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import snmp, { type Session, type Varbind } from 'net-snmp'
import { describe, expect, it } from 'vitest'
import { print } from '../../test/printing.js'
import { createPrinterSimulator, type PrinterSimulator, type SimulatorOptions } from '../index.js'

const printerMib = '1.3.6.1.2.1.43'
const hostMib = '1.3.6.1.2.1.25'

async function withSession<T>(printer: PrinterSimulator, version: number, use: (session: Session) => Promise<T>, options: { readonly community?: string; readonly timeout?: number } = {}): Promise<T> {
  const session = snmp.createSession(printer.host, options.community ?? 'public', { port: printer.snmpPort ?? 0, version, timeout: options.timeout ?? 2000, retries: 0 })
  try {
    return await use(session)
  } finally {
    session.close()
  }
}

function get(session: Session, ...oids: string[]): Promise<Varbind['value'][]> {
  return new Promise((resolve, reject) =>
    session.get(oids, (error, varbinds) => {
      const wrong = varbinds?.find((varbind) => snmp.isVarbindError(varbind))
      if (error !== null) reject(error)
      else if (wrong !== undefined) reject(new Error(snmp.varbindError(wrong)))
      else resolve((varbinds ?? []).map(({ value }) => (Buffer.isBuffer(value) ? value.toString('latin1') : value)))
    }),
  )
}

function walk(session: Session, oid: string): Promise<Map<string, string | number>> {
  const found = new Map<string, string | number>()
  return new Promise((resolve, reject) =>
    session.subtree(
      oid,
      20,
      (varbinds) => {
        for (const { oid: at, value } of varbinds) found.set(at.slice(oid.length + 1), Buffer.isBuffer(value) ? value.toString('latin1') : value)
      },
      (error) => (error === null || error === undefined ? resolve(found) : reject(error)),
    ),
  )
}

const start = (options: SimulatorOptions = {}): Promise<PrinterSimulator> => createPrinterSimulator({ snmpPort: 0, ...options })
const deviceStatus = `${hostMib}.3.2.1.5.1`
const printerStatus = `${hostMib}.3.5.1.1.1`
const detectedErrors = `${hostMib}.3.5.1.2.1`

describe.each([
  ['1', snmp.Version1],
  ['2c', snmp.Version2c],
])('SNMP version %s', (_name, version) => {
  it('tells who the printer is', async () => {
    await using printer = await start({ equipment: { model: 'Laser 9', name: 'lab', serialNumber: 'X1' } })
    expect(await withSession(printer, version, (session) => get(session, '1.3.6.1.2.1.1.1.0', '1.3.6.1.2.1.1.5.0', `${printerMib}.5.1.1.16.1`, `${printerMib}.5.1.1.17.1`, `${hostMib}.3.2.1.2.1`, `${hostMib}.3.2.1.3.1`))).toEqual([
      'Laser 9 (simulated)',
      'lab',
      'lab',
      'X1',
      '1.3.6.1.2.1.25.3.1.5',
      'Laser 9',
    ])
  })

  it.each([
    [[], 2, 3, [0, 0]],
    [['media-low'], 3, 3, [0x80, 0]],
    [['media-empty'], 5, 1, [0x40, 0]],
    [['toner-low'], 3, 3, [0x20, 0]],
    [['toner-empty'], 5, 1, [0x10, 0]],
    [['cover-open'], 5, 1, [0x08, 0]],
    [['media-jam'], 5, 1, [0x04, 0]],
    [['offline'], 5, 1, [0x02, 0]],
    [['hardware-error'], 5, 1, [0x01, 0]],
    [['marker-supply-missing', 'output-area-full'], 5, 1, [0, 0x28]],
    [['warming-up'], 2, 5, [0, 0]],
    [['power-save'], 2, 1, [0, 0]],
  ] as const)('tells %j: hrDeviceStatus %i, hrPrinterStatus %i, bits %j', async (conditions, device, status, bits) => {
    await using printer = await start({ conditions })
    expect(await withSession(printer, version, (session) => get(session, deviceStatus, printerStatus, detectedErrors))).toEqual([device, status, Buffer.from(bits).toString('latin1')])
  })

  it('walks the whole tree', async () => {
    await using printer = await start()
    const found = await withSession(printer, version, (session) => walk(session, '1.3.6.1.2.1'))
    expect(found.size).toBeGreaterThan(60)
    expect(found.get('43.16.5.1.2.1.1')).toBe('READY')
  })
})

describe('the Printer MIB', () => {
  it('tells supplies and colorants', async () => {
    await using printer = await start({
      equipment: { supplies: [{ name: 'Cyan', color: 'cyan', level: 40 }, { name: 'Waste', type: 'waste-toner', level: -3 }, { name: 'Black Ink', type: 'ink', color: 'black', capacity: 200 }] },
    })
    await withSession(printer, snmp.Version2c, async (session) => {
      const supplies = await walk(session, `${printerMib}.11.1.1`)
      const rows = [1, 2, 3].map((row) => [4, 5, 6, 7, 8, 9, 3].map((column) => supplies.get(`${column}.1.${row}`)))
      expect(rows).toEqual([
        [3, 3, 'Cyan', 19, 100, 40, 1],
        [4, 4, 'Waste', 19, 100, -3, 0],
        [3, 5, 'Black Ink', 19, 200, 200, 2],
      ])
      const colorants = await walk(session, `${printerMib}.12.1.1`)
      expect([colorants.get('4.1.1'), colorants.get('4.1.2'), colorants.get('4.1.3')]).toEqual(['cyan', 'black', undefined])
    })
  })

  it('tells trays, bins, covers, alerts and the display as they are now', async () => {
    await using printer = await start()
    await withSession(printer, snmp.Version2c, async (session) => {
      expect((await walk(session, `${printerMib}.18.1.1`)).size).toBe(0)
      printer.raise('media-empty', { tray: 2 })
      printer.raise('cover-open')
      printer.raise('toner-low', { supply: 1, display: 'ORDER TONER' })
      printer.raise('output-area-full')
      const alerts = await walk(session, `${printerMib}.18.1.1`)
      const rows = [1, 2, 3, 4].map((row) => [2, 4, 5, 7, 8].map((column) => alerts.get(`${column}.1.${row}`)))
      expect(rows).toEqual([
        [3, 6, 1, 3, 'CLOSE COVER'],
        [3, 8, 2, 808, 'LOAD PAPER TRAY 2'],
        [3, 9, 1, 903, 'OUTPUT BIN FULL'],
        [4, 11, 1, 1104, 'ORDER TONER'],
      ])
      expect(await get(session, `${printerMib}.8.2.1.10.1.1`, `${printerMib}.8.2.1.10.1.2`, `${printerMib}.6.1.1.3.1.1`, `${printerMib}.9.2.1.5.1.1`, `${printerMib}.11.1.1.9.1.1`, `${printerMib}.16.5.1.2.1.1`, detectedErrors)).toEqual([
        500,
        0,
        3,
        0,
        5,
        'CLOSE COVER',
        '\u0068\u000c',
      ])
      printer.clear()
      expect((await walk(session, `${printerMib}.18.1.1`)).size).toBe(0)
    })
  })

  it('counts pages', async () => {
    await using printer = await start({ equipment: { pageCount: 1000 } })
    await print(printer, '\u001bEone\ftwo\f')
    expect(await withSession(printer, snmp.Version2c, (session) => get(session, `${printerMib}.10.2.1.4.1.1`))).toEqual([1002])
  })

  it('answers its own community only', async () => {
    await using printer = await start({ snmpCommunity: 'secret' })
    await expect(withSession(printer, snmp.Version2c, (session) => get(session, printerStatus), { timeout: 100 })).rejects.toThrow('timed out')
    expect(await withSession(printer, snmp.Version2c, (session) => get(session, printerStatus), { community: 'secret' })).toEqual([3])
  })

  it('does not know what is not there', async () => {
    await using printer = await start()
    await expect(withSession(printer, snmp.Version2c, (session) => get(session, `${printerMib}.99.1`))).rejects.toThrow('NoSuchObject')
  })
})

describe('faults of SNMP', () => {
  it('snmp-never, then snmp-late', async () => {
    await using printer = await start({ faults: [{ type: 'snmp-never' }] })
    await expect(withSession(printer, snmp.Version2c, (session) => get(session, printerStatus), { timeout: 50 })).rejects.toThrow('timed out')
    printer.faults = [{ type: 'snmp-late', forMilliseconds: 40 }]
    const before = Date.now()
    expect(await withSession(printer, snmp.Version2c, (session) => get(session, printerStatus))).toEqual([3])
    expect(Date.now() - before).toBeGreaterThanOrEqual(35)
  })
})

describe.skipIf(!existsSync('/usr/bin/snmpwalk'))('the snmpwalk of Net-SNMP', () => {
  it('reads what the printer says', async () => {
    await using printer = await start({ conditions: ['media-jam'] })
    const { stdout } = await promisify(execFile)('snmpwalk', ['-v2c', '-c', 'public', '-On', `${printer.host}:${printer.snmpPort ?? 0}`, '1.3.6.1.2.1'])
    expect(stdout).toContain('.1.3.6.1.2.1.25.3.5.1.2.1 = Hex-STRING: 04 00')
    expect(stdout).toContain('.1.3.6.1.2.1.43.18.1.1.8.1.1 = STRING: "PAPER JAM"')
    expect(stdout).toContain('.1.3.6.1.2.1.43.11.1.1.9.1.1 = INTEGER: 100')
  })
})
