/** Names of supplies (IANA Printer MIB) and what it means when they run out, as tables. */

/** `PrtMarkerSuppliesTypeTC`, by number. */
export const supplyTypes: Readonly<Record<number, string>> = {
  1: 'other',
  2: 'unknown',
  3: 'toner',
  4: 'wasteToner',
  5: 'ink',
  6: 'inkCartridge',
  7: 'inkRibbon',
  8: 'wasteInk',
  9: 'opc',
  10: 'developer',
  11: 'fuserOil',
  12: 'solidWax',
  13: 'ribbonWax',
  14: 'wasteWax',
  15: 'fuser',
  16: 'coronaWire',
  17: 'fuserOilWick',
  18: 'cleanerUnit',
  19: 'fuserCleaningPad',
  20: 'transferUnit',
  21: 'tonerCartridge',
  22: 'fuserOiler',
  23: 'water',
  24: 'wasteWater',
  25: 'glueWaterAdditive',
  26: 'wastePaper',
  27: 'bindingSupply',
  28: 'bandingSupply',
  29: 'stitchingWire',
  30: 'shrinkWrap',
  31: 'paperWrap',
  32: 'staples',
  33: 'inserts',
  34: 'covers',
  35: 'matteToner',
  36: 'matteInk',
}

/** `PrtMarkerSuppliesSupplyUnitTC`, by number. */
export const supplyUnits: Readonly<Record<number, string>> = {
  1: 'other',
  2: 'unknown',
  3: 'tenThousandthsOfInches',
  4: 'micrometers',
  7: 'impressions',
  8: 'sheets',
  11: 'hours',
  12: 'thousandthsOfOunces',
  13: 'tenthsOfGrams',
  14: 'hundrethsOfFluidOunces',
  15: 'tenthsOfMilliliters',
  16: 'feet',
  17: 'meters',
  18: 'items',
  19: 'percent',
}

/** `PrtMarkerSuppliesClassTC`, by number. */
export const supplyClasses: Readonly<Record<number, string>> = { 1: 'other', 3: 'supplyThatIsConsumed', 4: 'receptacleThatIsFilled' }

/** `PrtMarkerColorantRoleTC`, by number. */
export const colorantRoles: Readonly<Record<number, string>> = { 1: 'other', 3: 'process', 4: 'spot' }

/** A name of the MIB in IPP's spelling: `tonerCartridge` becomes `toner-cartridge`. */
export const keywordOf = (label: string): string => label.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Keywords of `printer-state-reasons` for a supply that is nearly over, and over. */
export interface SupplyReasons {
  readonly nearly: string
  readonly over: string
}

const toner: SupplyReasons = { nearly: 'toner-low', over: 'toner-empty' }
const any: SupplyReasons = { nearly: 'marker-supply-low', over: 'marker-supply-empty' }
const waste: SupplyReasons = { nearly: 'marker-waste-almost-full', over: 'marker-waste-full' }

/** By type in IPP's spelling. */
const byType: Readonly<Record<string, SupplyReasons>> = {
  toner,
  'toner-cartridge': toner,
  'matte-toner': toner,
  opc: { nearly: 'opc-near-eol', over: 'opc-life-over' },
  developer: { nearly: 'developer-low', over: 'developer-empty' },
  staples: { nearly: 'stapler-almost-empty', over: 'stapler-empty' },
  'stitching-wire': { nearly: 'stitcher-almost-empty', over: 'stitcher-empty' },
  'binding-supply': { nearly: 'binder-almost-empty', over: 'binder-empty' },
}

/** What it means when a supply runs out; `undefined` for what printing does not need. */
export function supplyReasons(type: string, receptacle: boolean): SupplyReasons | undefined {
  if (receptacle) return waste
  if (['inserts', 'covers', 'shrink-wrap', 'paper-wrap', 'banding-supply', 'water'].includes(type)) return undefined
  return Object.hasOwn(byType, type) ? byType[type] : any
}
