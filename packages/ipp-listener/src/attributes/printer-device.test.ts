import { Attributes, attribute, name, octetString, PrinterState, text } from '@platen/ipp-core'
import type { DeviceFacts, DeviceSupply, Printer } from '@platen/papi'
import { describe, expect, it } from 'vitest'
import { alertAttributes } from './printer-alerts.js'
import { deviceAttributes } from './printer-device.js'

const octets = (attributes: Attributes, named: string): string[] => (attributes.get(named)?.values ?? []).map((value) => (value.kind === 'octets' ? new TextDecoder().decode(value.value) : ''))

const cyan: DeviceSupply = { supply: 'type=toner;maxcapacity=100;level=42;index=2;colorantname=cyan;', name: 'Cyan cartridge', type: 'toner', color: '#00FFFF', level: 42, lowLevel: 10, highLevel: 100 }
const waste: DeviceSupply = { supply: 'type=wasteToner;maxcapacity=-2;level=-3;index=5;colorantname=unknown;', name: 'Waste box', type: 'waste-toner', color: 'none', level: -3, lowLevel: 0, highLevel: 90 }

const printer = (stateReasons: readonly string[], deviceFacts?: DeviceFacts): Printer => ({
  name: 'a', info: 'a', location: '', makeAndModel: '', uuid: '', state: PrinterState.idle, stateReasons, stateMessage: '', stateChangedAt: 5000, configChangedAt: 0, isAcceptingJobs: true,
  queuedJobCount: 0, deviceUri: 'socket://printer.example', formats: [], defaultFormat: '', multipleDocuments: false, multipleOperationTimeOut: 300, capabilities: new Attributes(),
  ...(deviceFacts === undefined ? {} : { deviceFacts }),
})

describe('what a device holds', () => {
  it('is printer-supply and marker-*, lists of one length', () => {
    const attributes = deviceAttributes({ supplies: [cyan, waste] })
    expect(octets(attributes, 'printer-supply')).toEqual([cyan.supply, waste.supply])
    expect(attributes.get('printer-supply-description')?.values).toEqual([text('Cyan cartridge'), text('Waste box')])
    expect(attributes.strings('marker-names')).toEqual(['Cyan cartridge', 'Waste box'])
    expect(attributes.strings('marker-types')).toEqual(['toner', 'waste-toner'])
    expect(attributes.get('marker-colors')?.values).toEqual([name('#00FFFF'), name('none')])
    expect(attributes.integers('marker-levels')).toEqual([42, -3])
    expect(attributes.integers('marker-low-levels')).toEqual([10, 0])
    expect(attributes.integers('marker-high-levels')).toEqual([100, 90])
    expect(attributes.has('printer-input-tray')).toBe(false)
  })

  it('is printer-input-tray, where it tells of its paper', () => {
    const tray = 'type=sheetFeedAutoRemovableTray;mediafeed=29700;mediaxfeed=21000;maxcapacity=250;level=100;status=0;name=Tray 1;'
    expect(octets(deviceAttributes({ trays: [{ name: 'Tray 1', tray }] }), 'printer-input-tray')).toEqual([tray])
  })

  it('is nothing where it tells nothing', () => {
    expect([...deviceAttributes()]).toEqual([])
  })
})

describe('printer-alert', () => {
  const open = { alert: 'code=coverOpen;index=3;severity=critical;group=cover;groupindex=1', description: 'Front door open' }

  it("is the device's own alerts, word by word, and the reasons they do not cover", () => {
    const attributes = alertAttributes(printer(['cover-open-error', 'toner-low-warning', 'paused'], { alerts: [open] }))
    expect(octets(attributes, 'printer-alert')).toEqual([open.alert, 'code=markerTonerAlmostEmpty;severity=warning;time=5', 'code=other;severity=other;time=5'])
    expect(attributes.get('printer-alert-description')?.values).toEqual([text('Front door open'), text('toner low'), text('paused')])
  })

  it('is made of the reasons where the device has none', () => {
    expect(octets(alertAttributes(printer(['cover-open-error'])), 'printer-alert')).toEqual(['code=coverOpen;severity=critical;time=5'])
  })

  it('is one empty value where nothing is the matter', () => {
    expect(alertAttributes(printer([])).get('printer-alert')).toEqual(attribute('printer-alert', octetString(new Uint8Array())))
  })
})
