/** What a printer's device tells it holds: supplies and paper (PWG 5100.13), and CUPS's `marker-*`, which say the same. */
import { Attributes, integer, keyword, name, octetString, text, type Value } from '@platen/ipp-core'
import type { DeviceFacts } from '@platen/papi'
import { several } from './several.js'

const octets = (fields: string): Value => octetString(new TextEncoder().encode(fields))

/** Attributes that stand in place of those of the same names in a printer's capabilities; none of what the device does not tell. */
export function deviceAttributes({ supplies = [], trays = [] }: DeviceFacts = {}): Attributes {
  return Attributes.of(
    several('printer-supply', supplies.map(({ supply }) => octets(supply))),
    several('printer-supply-description', supplies.map((one) => text(one.name))),
    several('marker-names', supplies.map((one) => name(one.name))),
    several('marker-types', supplies.map(({ type }) => keyword(type))),
    several('marker-colors', supplies.map(({ color }) => name(color))),
    several('marker-levels', supplies.map(({ level }) => integer(level))),
    several('marker-low-levels', supplies.map(({ lowLevel }) => integer(lowLevel))),
    several('marker-high-levels', supplies.map(({ highLevel }) => integer(highLevel))),
    several('printer-input-tray', trays.map(({ tray }) => octets(tray))),
  )
}
