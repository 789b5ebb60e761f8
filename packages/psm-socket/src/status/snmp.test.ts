import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reasonKeywords } from './condition.js'
import { readSnmp, type SnmpObservation } from './snmp.js'
import { alertCodes, detectedErrors } from './snmp-tables.js'
import type { SnmpValue } from './snmp-values.js'
import { markersOf } from './supplies.js'
import { supplyReasons, supplyTypes, keywordOf } from './supply-tables.js'
import { unregistered } from './registry.test-support.js'

const host = '1.3.6.1.2.1.25.3'
const prt = '1.3.6.1.2.1.43'

/** A printer that is well, and what is different. */
function read(values: Readonly<Record<string, SnmpValue>>, without: readonly string[] = []): SnmpObservation {
  const all: Record<string, SnmpValue> = { [`${host}.2.1.5.1`]: 2, [`${host}.5.1.1.1`]: 3, [`${host}.5.1.2.1`]: Uint8Array.of(0), ...values }
  const found = readSnmp(new Map(Object.entries(all).filter(([oid]) => !without.includes(oid))), 1000)
  if (found === undefined) throw new Error('no printer')
  return found
}

const reasons = (values: Readonly<Record<string, SnmpValue>>): string[] => reasonKeywords(read(values).conditions)

/** One row of a table. */
function row(table: string, index: string | number, columns: Readonly<Record<number, SnmpValue>>): Record<string, SnmpValue> {
  return Object.fromEntries(Object.entries(columns).map(([column, value]) => [`${prt}.${table}.${column}.1.${index}`, value]))
}

const bits = (...set: number[]): Uint8Array => {
  const octets = new Uint8Array(2)
  for (const bit of set) octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (0x80 >> (bit & 7))
  return octets
}

describe('hrPrinterDetectedErrorState', () => {
  it.each([
    // The row of the specification.
    [0, 'media-low-warning'],
    [1, 'media-empty-error'],
    [2, 'toner-low-warning'],
    [3, 'toner-empty-error'],
    [4, 'door-open-error'],
    [5, 'media-jam-error'],
    [6, 'offline-error'],
    [7, 'other-warning'],
    // The second octet (RFC 3805).
    [8, 'input-tray-missing-warning'],
    [9, 'output-tray-missing-warning'],
    [10, 'marker-supply-missing-warning'],
    [11, 'output-area-almost-full-warning'],
    [12, 'output-area-full-warning'],
    [13, 'media-empty-report'],
    [14, 'other-report'],
  ])('bit %i is %s', (bit, reason) => {
    expect(reasons({ [`${host}.5.1.2.1`]: bits(bit) })).toEqual([reason])
  })

  it('of a printer that goes on all the same (hrDeviceStatus warning) is a warning', () => {
    expect(reasons({ [`${host}.2.1.5.1`]: 3, [`${host}.5.1.2.1`]: bits(1, 2) })).toEqual(['media-empty-warning', 'toner-low-warning'])
  })

  it.each([
    [7, ['other-error']],
    [8, ['input-tray-missing-error']],
    [9, ['output-tray-missing-error']],
    [10, ['marker-supply-missing-error']],
    [12, ['output-area-full-error']],
    // These stop no printer: something else did.
    [0, ['other-error', 'media-low-warning']],
    [11, ['other-error', 'output-area-almost-full-warning']],
  ])('bit %i of a printer that is down is what stops it, if it may be: %j', (bit, told) => {
    expect(reasons({ [`${host}.2.1.5.1`]: 5, [`${host}.5.1.2.1`]: bits(bit) })).toEqual(told)
    // Not where something else says why.
    expect(reasons({ [`${host}.2.1.5.1`]: 5, [`${host}.5.1.2.1`]: bits(bit, 5) })[0]).toBe('media-jam-error')
    expect(reasons({ [`${host}.2.1.5.1`]: 5, [`${host}.5.1.2.1`]: bits(bit, 5) })).toHaveLength(2)
    expect(reasons({ [`${host}.2.1.5.1`]: 5, [`${host}.5.1.2.1`]: bits(bit, 5) })[1]).toMatch(/-warning$/)
  })

  it('may come as text, as nothing, or too long', () => {
    expect(reasons({ [`${host}.5.1.2.1`]: '\u0004' })).toEqual(['media-jam-error'])
    expect(reasons({ [`${host}.5.1.2.1`]: '' })).toEqual([])
    expect(reasons({ [`${host}.5.1.2.1`]: new Uint8Array(2000) })).toEqual([])
  })
})

describe('hrDeviceStatus and hrPrinterStatus', () => {
  it.each([
    [2, 3, 'idle', []],
    [2, 4, 'processing', []],
    [2, 5, 'processing', []],
    [3, 3, 'idle', []],
    [2, 1, 'idle', []],
    [4, 1, 'processing', ['testing-report']],
    [5, 1, 'stopped', ['other-error']],
    [1, 2, undefined, []],
  ])('%i and %i: %s %j', (device, printer, activity, told) => {
    const found = read({ [`${host}.2.1.5.1`]: device, [`${host}.5.1.1.1`]: printer })
    expect({ activity: found.activity, reasons: reasonKeywords(found.conditions) }).toEqual({ activity, reasons: told })
  })

  it('of the device that is the printer, whatever its index', () => {
    const values = new Map<string, SnmpValue>([[`${host}.2.1.5.1`, 5], [`${host}.2.1.5.7`, 2], [`${host}.5.1.1.7`, 4], [`${host}.5.1.2.7`, Uint8Array.of(0)]])
    expect(readSnmp(values, 0)).toMatchObject({ activity: 'processing', conditions: [] })
  })

  it('of no printer are nothing', () => {
    expect(readSnmp(new Map([['1.3.6.1.2.1.1.1.0', 'a switch']]), 0)).toBeUndefined()
    expect(readSnmp(new Map(), 0)).toBeUndefined()
  })
})

describe('prtAlertTable', () => {
  const open = row('18.1.1', 5, { 2: 3, 3: 3, 4: 6, 5: 2, 6: 4, 7: 3, 8: 'Front cover is open', 9: 8_640_000 })

  it('is printer-alert and printer-alert-description (PWG 5100.9)', () => {
    expect(read(open).alerts).toEqual([
      { alert: 'code=coverOpen;index=5;severity=critical;training=untrained;group=cover;groupindex=2;location=4;time=8640000', description: 'Front cover is open' },
    ])
    expect(reasons(open)).toEqual(['cover-open-error'])
    expect(read(open)).toMatchObject({ activity: 'stopped', message: 'Front cover is open' })
  })

  it.each([
    ['a jam', 3, 13, 8, 'media-jam-error'],
    ['an empty tray', 4, 8, 13, 'media-empty-warning'],
    ['a tray that is low', 4, 8, 12, 'media-low-warning'],
    ['a full bin', 3, 9, 15, 'output-area-full-error'],
    ['toner that is empty', 3, 11, 1101, 'toner-empty-error'],
    ['toner that is low', 4, 11, 1104, 'toner-low-warning'],
    ['a supply that is low', 4, 11, 12, 'marker-supply-low-warning'],
    ['a fuser too cold', 4, 10, 1001, 'fuser-under-temp-warning'],
    ['a request for paper', 3, 8, 809, 'media-needed-error'],
    ['a finisher that failed', 3, 30, 30, 'subunit-unrecoverable-failure-error'],
    ['a code that is not known', 4, 5, 54321, 'other-warning'],
  ])('%s', (_what, severity, group, code, reason) => {
    expect(reasons(row('18.1.1', 1, { 2: severity, 4: group, 7: code, 8: 'x' }))).toEqual([reason])
  })

  it('has entries that are no conditions: it is ready, a door was closed, it sleeps', () => {
    for (const code of [4, 6, 19, 23, 24, 502, 507]) expect(reasons(row('18.1.1', 1, { 2: 5, 4: 5, 7: code, 8: 'x' }))).toEqual([])
  })

  it('without numbers that are not known (RFC 3805: -1, -2)', () => {
    expect(read(row('18.1.1', 1, { 2: 4, 4: 8, 5: -1, 6: -2, 7: 808, 8: '' })).alerts).toEqual([{ alert: 'code=inputMediaSupplyEmpty;index=1;severity=warning;group=input', description: '' }])
  })

  it('of thousands of rows is read in part', () => {
    expect(read(Object.assign({}, ...Array.from({ length: 3000 }, (_, index) => row('18.1.1', index, { 7: 8 }))) as Record<string, SnmpValue>).alerts).toHaveLength(128)
  })
})

describe('prtMarkerSuppliesTable', () => {
  const cyan = { ...row('11.1.1', 2, { 2: 1, 3: 3, 4: 3, 5: 21, 6: 'Cyan Cartridge HP CE261A', 7: 19, 8: 100, 9: 42 }), ...row('12.1.1', 3, { 3: 3, 4: 'cyan', 5: 256 }) }

  it('is printer-supply (PWG 5100.13)', () => {
    expect(read(cyan).supplies[0]).toMatchObject({
      supply: 'type=tonerCartridge;maxcapacity=100;level=42;index=2;markerindex=1;class=supplyThatIsConsumed;unit=percent;colorantindex=3;colorantrole=process;colorantname=cyan;coloranttonality=256;',
      description: 'Cyan Cartridge HP CE261A',
    })
  })

  it("is CUPS's marker-*", () => {
    expect(markersOf(read(cyan).supplies)).toEqual({ names: ['Cyan Cartridge HP CE261A'], types: ['toner-cartridge'], colors: ['#00FFFF'], levels: [42], lowLevels: [10], highLevels: [100] })
  })

  it('of a receptacle tells the room that is left: how full it is, is the rest', () => {
    const waste = row('11.1.1', 5, { 3: 0, 4: 4, 5: 4, 6: 'Toner Collection Unit', 7: 19, 8: 100, 9: 8 })
    expect(markersOf(read(waste).supplies)).toMatchObject({ types: ['waste-toner'], colors: ['none'], levels: [92], lowLevels: [0], highLevels: [90] })
    expect(reasons(waste)).toEqual(['marker-waste-almost-full-warning'])
    expect(read(waste).supplies[0]?.supply).toContain('colorantname=unknown;')
  })

  it.each([
    ['unknown (-2)', { 8: 100, 9: -2 }, [-2], []],
    ['some (-3)', { 8: 100, 9: -3 }, [-3], []],
    ['no bound (-1)', { 8: -1, 9: -1 }, [-1], []],
    ['capacity not known', { 8: -2, 9: 300 }, [-2], []],
    ['capacity 0', { 8: 0, 9: 3 }, [-2], []],
    ['more than there can be', { 8: 100, 9: 250 }, [100], []],
    ['grams', { 8: 4000, 9: 1000 }, [25], []],
    ['low', { 8: 100, 9: 10 }, [10], ['toner-low-warning']],
    ['empty', { 8: 100, 9: 0 }, [0], ['toner-empty-warning']],
    ['empty, of a capacity not known', { 8: -2, 9: 0 }, [-2], ['toner-empty-warning']],
    ['a level of -7', { 8: 100, 9: -7 }, [-2], []],
  ])('with a level of %s', (_what, columns, levels, told) => {
    const toner = row('11.1.1', 1, { 4: 3, 5: 3, 6: 'Black Toner', ...columns })
    expect(markersOf(read(toner).supplies).levels).toEqual(levels)
    expect(reasons(toner)).toEqual(told)
  })

  it('names the color by the description where no colorant is told', () => {
    const names = ['Light Magenta Ink', 'Black Toner', 'Tri-color', 'CYAN DRUM'].map((name) => read(row('11.1.1', 1, { 4: 3, 5: 5, 6: name, 8: 1, 9: 1 })).supplies[0]?.color)
    expect(names).toEqual(['light magenta', 'black', '', 'cyan'])
  })

  it('text is read as UTF-8 or Latin-1, without control characters, bounded', () => {
    const named = (octets: Uint8Array): string | undefined => read(row('11.1.1', 1, { 4: 3, 5: 3, 6: octets, 8: 1, 9: 1 })).supplies[0]?.description
    expect(named(Buffer.from('Toner schwärz'))).toBe('Toner schwärz')
    expect(named(Buffer.from('Toner schw\u00e4rz', 'latin1'))).toBe('Toner schwärz')
    expect(named(Buffer.from('a\u001b[2Jb\0'))).toBe('a\\x1b[2Jb')
    expect(named(new Uint8Array(100_000).fill(0x61))).toHaveLength(200)
  })

  it('reasons are of the kind of supply', () => {
    expect(supplyReasons('opc', false)).toEqual({ nearly: 'opc-near-eol', over: 'opc-life-over' })
    expect(supplyReasons('covers', false)).toBeUndefined()
    expect(supplyReasons('toString', false)).toEqual({ nearly: 'marker-supply-low', over: 'marker-supply-empty' })
  })
})

describe('prtInputTable', () => {
  const tray = (index: number, level: number, more: Readonly<Record<number, SnmpValue>> = {}): Record<string, SnmpValue> => row('8.2.1', index, { 2: 3, 9: 500, 10: level, 13: `Tray ${index}`, ...more })

  it('tells what paper is ready', () => {
    const found = read({ ...tray(1, 300, { 3: 4, 4: 297_000, 5: 210_000, 12: 'iso_a4_210x297mm', 21: 'stationery' }), ...tray(2, -3, { 3: 3, 6: 110_000, 7: 85_000, 12: 'Letter' }) })
    expect(found.trays).toEqual([
      { index: 1, name: 'Tray 1', manual: false, media: 'iso_a4_210x297mm', mediaType: 'stationery', size: { x: 21_000, y: 29_700 }, capacity: 500, level: 300 },
      { index: 2, name: 'Tray 2', manual: false, media: 'Letter', mediaType: '', size: { x: 21_590, y: 27_940 }, capacity: 500, level: 'some' },
    ])
    expect(found.conditions).toEqual([])
  })

  it('one empty tray among others is for information, with its name; the only one, or all, a warning', () => {
    expect(read({ ...tray(1, 0), ...tray(2, 250) }).conditions).toEqual([{ reason: 'media-empty', severity: 'report', message: 'Tray 1 is empty', part: 'Tray 1' }])
    expect(reasons({ ...tray(1, 0), ...tray(2, 0) })).toEqual(['media-empty-warning'])
    expect(reasons(tray(1, 0))).toEqual(['media-empty-warning'])
    expect(reasons(tray(1, 25))).toEqual(['media-low-warning'])
    expect(reasons({ ...tray(1, 25), ...tray(2, -2) })).toEqual(['media-low-report'])
  })

  it('a tray that is fed by hand is never empty', () => {
    expect(reasons({ ...tray(1, 0, { 2: 5 }), ...tray(2, 250) })).toEqual([])
  })
})

describe('the other tables', () => {
  it('prtCoverTable: what is open', () => {
    expect(read(row('6.1.1', 1, { 2: 'Door A', 3: 3 })).conditions).toEqual([{ reason: 'cover-open', severity: 'error', message: 'Door A is open', part: 'Door A' }])
    expect(reasons(row('6.1.1', 1, { 2: 'Door A', 3: 4 }))).toEqual([])
    expect(reasons(row('6.1.1', 1, { 3: 5 }))).toEqual(['interlock-open-error'])
  })

  it('prtOutputTable: what is full', () => {
    expect(reasons(row('9.2.1', 1, { 5: 0, 7: 'Standard Bin' }))).toEqual(['output-area-full-warning'])
    expect(reasons({ ...row('9.2.1', 1, { 5: 0 }), ...row('9.2.1', 2, { 5: -2 }) })).toEqual(['output-area-full-report'])
  })

  it('prtMarkerLifeCount: impressions, of all markers; sheets where none counts those', () => {
    expect(read({ ...row('10.2.1', 1, { 3: 7, 4: 1000 }), ...row('10.2.1', 2, { 3: 7, 4: 234 }) }).pages).toBe(1234)
    expect(read(row('10.2.1', 1, { 3: 8, 4: 55 })).pages).toBe(55)
    expect(read(row('10.2.1', 1, { 3: 11, 4: 55 })).pages).toBeUndefined()
  })

  it('the panel, the model, the name', () => {
    const found = read({ ...row('16.5.1', 1, { 2: 'Ready ' }), ...row('16.5.1', 2, { 2: 'Load Tray 2' }), [`${host}.2.1.3.1`]: 'ACME LaserThing 9', [`${prt}.5.1.1.16.1`]: 'office', [`${prt}.5.1.1.17.1`]: 'SN1' })
    expect(found).toMatchObject({ console: 'Ready / Load Tray 2', message: 'its panel says "Ready / Load Tray 2"', model: 'ACME LaserThing 9', name: 'office', serialNumber: 'SN1' })
  })
})

describe('the tables', () => {
  it('use registered keywords, and "offline", which CUPS knows', () => {
    const all = [
      ...detectedErrors.map(({ reason }) => reason),
      ...Object.values(alertCodes).flatMap(({ reason, byGroup }) => [...(reason === undefined ? [] : [reason]), ...Object.values(byGroup ?? {})]),
      ...[...Object.values(supplyTypes).map((type) => supplyReasons(keywordOf(type), false)), supplyReasons('waste-toner', true)].flatMap((one) => (one === undefined ? [] : [one.nearly, one.over])),
    ]
    expect(unregistered(all)).toEqual(['offline'])
  })
})

describe('any values', () => {
  it('never make it fail', () => {
    const oid = fc.oneof(
      fc.tuple(fc.constantFrom('43.6.1.1', '43.8.2.1', '43.9.2.1', '43.10.2.1', '43.11.1.1', '43.12.1.1', '43.16.5.1', '43.18.1.1', '25.3.5.1', '25.3.2.1'), fc.array(fc.nat({ max: 24 }), { maxLength: 4 })).map(([table, rest]) => ['1.3.6.1.2.1', table, ...rest].join('.')),
      fc.string(),
    )
    const value = fc.oneof(fc.integer(), fc.double(), fc.string(), fc.uint8Array({ maxLength: 40 }))
    fc.assert(
      fc.property(fc.array(fc.tuple(oid, value), { maxLength: 80 }), (values) => {
        const found = readSnmp(new Map(values), 0)
        for (const { severity, reason } of found?.conditions ?? []) expect(`${reason}-${severity}`).toMatch(/^[a-z-]+-(report|warning|error)$/)
        for (const level of markersOf(found?.supplies ?? []).levels) expect(level >= -3 && level <= 100).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
