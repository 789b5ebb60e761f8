/** prtMarkerSuppliesTable, prtMarkerColorantTable and prtInputTable (RFC 3805) as supplies and trays. */
import { keywordOf, colorantRoles, supplyClasses, supplyTypes, supplyUnits } from './supply-tables.js'
import { colorIn, type InputTray, type Level, type Supply } from './supplies.js'
import { numberOf, textOf, type SnmpRow } from './snmp-values.js'

/** The supplies; colorants are found by their index. */
export function suppliesOf(rows: readonly SnmpRow[], colorants: readonly SnmpRow[]): Supply[] {
  return rows.map(({ index, columns }) => {
    const number = (column: number): number | undefined => numberOf(columns.get(column))
    const colorantIndex = number(3) ?? 0
    const colorant = colorantIndex > 0 ? colorants.find((one) => one.index === colorantIndex) : undefined
    const label = supplyTypes[number(5) ?? 2] ?? 'other'
    const kind = supplyClasses[number(4) ?? 1] ?? 'other'
    const description = textOf(columns.get(6))
    const colorName = plain(textOf(colorant?.columns.get(4)).toLowerCase())
    const receptacle = kind === 'receptacleThatIsFilled'
    const color = colorName === '' || colorName === 'unknown' || colorName === 'other' ? (receptacle ? '' : colorIn(description)) : colorName
    const capacity = number(8)
    const level = number(9)
    const pairs: readonly (readonly [string, string | number | undefined])[] = [
      ['type', label],
      ['maxcapacity', capacity ?? -2],
      ['level', level ?? -2],
      ['index', index],
      ['markerindex', number(2)],
      ['class', kind],
      ['unit', supplyUnits[number(7) ?? 2] ?? 'other'],
      ['colorantindex', colorantIndex > 0 ? colorantIndex : undefined],
      ['colorantrole', colorant === undefined ? undefined : (colorantRoles[numberOf(colorant.columns.get(3)) ?? 1] ?? 'other')],
      // Required: "unknown" where the supply has none.
      ['colorantname', color === '' ? 'unknown' : color],
      ['coloranttonality', numberOf(colorant?.columns.get(5))],
    ]
    return {
      index,
      type: keywordOf(label),
      receptacle,
      description,
      color,
      capacity: capacity !== undefined && capacity > 0 ? capacity : undefined,
      level: levelOf(level),
      supply: pairs.map(([name, value]) => (value === undefined ? '' : `${name}=${value};`)).join(''),
    }
  })
}

/** The paper sources. */
export function traysOf(rows: readonly SnmpRow[]): InputTray[] {
  return rows.map(({ index, columns }) => {
    const number = (column: number): number | undefined => numberOf(columns.get(column))
    const name = textOf(columns.get(13)) || textOf(columns.get(18))
    const capacity = number(9)
    return {
      index,
      name: name === '' ? `tray ${index}` : name,
      // prtInputType: sheetFeedManual(5)
      manual: number(2) === 5,
      media: textOf(columns.get(12)),
      mediaType: textOf(columns.get(21)),
      size: sizeOf(number(3), number(7) ?? number(5), number(6) ?? number(4)),
      capacity: capacity !== undefined && capacity > 0 ? capacity : undefined,
      level: levelOf(number(10)),
    }
  })
}

/** RFC 3805: -1 no bound, -2 unknown, -3 some. */
function levelOf(value: number | undefined): Level {
  if (value === undefined || value === -2) return 'unknown'
  if (value === -1) return 'unlimited'
  if (value === -3) return 'some'
  return value >= 0 ? value : 'unknown'
}

/** In hundredths of millimeters. prtInputDimUnit: tenThousandthsOfInches(3), micrometers(4). */
function sizeOf(unit: number | undefined, across: number | undefined, along: number | undefined): InputTray['size'] {
  const scale = unit === 3 ? 2540 / 10_000 : unit === 4 ? 1 / 10 : undefined
  if (scale === undefined || across === undefined || along === undefined || across <= 0 || along <= 0) return undefined
  return { x: Math.round(across * scale), y: Math.round(along * scale) }
}

/** Fit to stand in `name=value;` (PWG 5100.13). */
const plain = (text: string): string => text.replace(/[;=]/g, ' ').trim()
