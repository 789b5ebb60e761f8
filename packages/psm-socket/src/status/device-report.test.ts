import { describe, expect, it } from 'vitest'
import { reportOf } from './device-report.js'
import { DeviceStateModel } from './device-state.js'
import type { InputTray, Supply } from './supplies.js'

const start = Date.UTC(2026, 0, 1)

const black: Supply = { index: 1, type: 'toner-cartridge', receptacle: false, description: 'Black cartridge', color: 'black', capacity: 200, level: 10, supply: 'type=tonerCartridge;maxcapacity=200;level=10;' }
const waste: Supply = { index: 2, type: 'waste-toner', receptacle: true, description: '', color: '', capacity: 100, level: 30, supply: 'type=wasteToner;maxcapacity=100;level=30;' }
const tray: InputTray = { index: 1, name: 'Tray 1; left=', manual: false, media: 'A4', mediaType: '', size: { x: 21_000, y: 29_700 }, capacity: 250, level: 'some' }
const manual: InputTray = { index: 2, name: '', manual: true, media: '', mediaType: '', size: undefined, capacity: undefined, level: 'unknown' }

describe('the report of a state', () => {
  it('says only what is known', () => {
    expect(reportOf(new DeviceStateModel().state(start))).toEqual({ reasons: [], message: '' })
  })

  it('has supplies with what marker-* and printer-supply say of each: of a receptacle how full it is', () => {
    const model = new DeviceStateModel()
    model.observe({ source: 'snmp', at: start, conditions: [], activity: 'idle', supplies: [black, waste], pages: 77 })
    expect(reportOf(model.state(start))).toEqual({
      reasons: [],
      message: '',
      activity: 'idle',
      pages: 77,
      supplies: [
        { supply: black.supply, type: 'toner-cartridge', name: 'Black cartridge', color: '#000000', level: 5, lowLevel: 10, highLevel: 100 },
        { supply: waste.supply, type: 'waste-toner', name: 'waste-toner', color: 'none', level: 70, lowLevel: 0, highLevel: 90 },
      ],
    })
  })

  it('has trays as printer-input-tray is written (PWG 5100.13): no name leaves its field', () => {
    const model = new DeviceStateModel()
    model.observe({ source: 'snmp', at: start, conditions: [], trays: [tray, manual] })
    expect(reportOf(model.state(start)).trays?.map((one) => one.tray)).toEqual([
      'type=sheetFeedAutoRemovableTray;mediafeed=29700;mediaxfeed=21000;maxcapacity=250;level=-3;status=0;name=Tray 1  left;',
      'type=sheetFeedManual;mediafeed=-2;mediaxfeed=-2;maxcapacity=-2;level=-2;status=0;name=tray 2;',
    ])
  })

  it('has alerts for as long as the answer counts that had them; what the printer holds stays', () => {
    const model = new DeviceStateModel()
    model.observe({ source: 'snmp', at: start, conditions: [], alerts: [{ alert: 'code=coverOpen', description: 'Front' }], supplies: [black] })
    expect(reportOf(model.state(start + 599_999)).alerts).toEqual([{ alert: 'code=coverOpen', description: 'Front' }])
    const later = reportOf(model.state(start + 600_000))
    expect([later.alerts, later.supplies?.length]).toEqual([undefined, 1])
  })

  it('tells a stopped job why', () => {
    const model = new DeviceStateModel()
    model.observe({ source: 'pjl', at: start, conditions: [{ reason: 'media-empty', severity: 'error', message: 'no paper' }] })
    expect(reportOf(model.state(start))).toMatchObject({ activity: 'stopped', reasons: ['media-empty-error'], jobReasons: ['printer-stopped', 'resources-are-not-ready'] })
  })
})
