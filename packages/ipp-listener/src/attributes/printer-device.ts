/** What a printer's device tells it holds: supplies and paper (PWG 5100.13), and CUPS's `marker-*`, which say the same. */
import { Attributes, attributeOf, integer, keyword, name, octetString, text, type Value } from '@platen/ipp-core'
import type { DeviceFacts } from '@platen/papi'

const octets = (fields: string): Value => octetString(new TextEncoder().encode(fields))

/** Attributes that stand in place of those of the same names in a printer's capabilities; none of what the device does not tell. */
export function deviceAttributes({ supplies = [], trays = [] }: DeviceFacts = {}): Attributes {
  return Attributes.of(
    attributeOf('printer-supply', supplies.map(({ supply }) => octets(supply))),
    attributeOf('printer-supply-description', supplies.map((one) => text(one.name))),
    attributeOf('marker-names', supplies.map((one) => name(one.name))),
    attributeOf('marker-types', supplies.map(({ type }) => keyword(type))),
    attributeOf('marker-colors', supplies.map(({ color }) => name(color))),
    attributeOf('marker-levels', supplies.map(({ level }) => integer(level))),
    attributeOf('marker-low-levels', supplies.map(({ lowLevel }) => integer(lowLevel))),
    attributeOf('marker-high-levels', supplies.map(({ highLevel }) => integer(highLevel))),
    attributeOf('printer-input-tray', trays.map(({ tray }) => octets(tray))),
  )
}
