/** What a printer's device tells is what clients are told. */
import { type Attributes, Operation } from '@platen/ipp-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openWorld, printerOf, type World } from './world.js'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const octets = (attributes: Attributes, named: string): string[] => (attributes.get(named)?.values ?? []).map((value) => (value.kind === 'octets' ? new TextDecoder().decode(value.value) : ''))
const printer = async (): Promise<Attributes> => printerOf(await world.send(Operation.GetPrinterAttributes))

describe('Get-Printer-Attributes', () => {
  it("has the device's own supplies and alerts in place of what is configured", async () => {
    const before = await printer()
    expect(before.strings('marker-names')).toHaveLength(4)
    expect(octets(before, 'printer-alert')).toEqual([''])
    world.device.outOfPaper?.()
    const told = await vi.waitFor(
      async () => {
        const now = await printer()
        expect(now.strings('printer-state-reasons')).toEqual(['media-empty-error'])
        return now
      },
      { timeout: 5000, interval: 20 },
    )
    expect(told.integer('printer-state')).toBe(5)
    expect(told.boolean('printer-is-accepting-jobs')).toBe(true)
    expect(told.strings('marker-names')).toEqual(['Black cartridge'])
    expect(told.integers('marker-levels')).toEqual([42])
    expect(octets(told, 'printer-supply')).toEqual(['type=toner;maxcapacity=100;level=42;index=1;colorantname=black;'])
    expect(octets(told, 'printer-alert')).toEqual(['code=inputMediaSupplyEmpty;severity=critical;group=input'])
    expect(told.strings('printer-alert-description')).toEqual(['Tray 1 is empty'])
    // Once, as every attribute.
    expect([...told].filter(({ name }) => name === 'printer-supply')).toHaveLength(1)
  })
})
