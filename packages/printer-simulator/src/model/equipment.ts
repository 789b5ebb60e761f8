/** What a simulated printer is made of: name, trays, supplies. Given as options, with defaults of a plain black and white printer. */

/** What a supply is. */
export type SupplyType = 'toner' | 'ink' | 'opc' | 'developer' | 'waste-toner' | 'fuser' | 'staples' | 'other'

/** A supply: a toner cartridge, a waste toner box. */
export interface SupplyOptions {
  /** What SNMP and the display call it. */
  readonly name: string
  /** Default `toner`. */
  readonly type?: SupplyType
  /** Its colour, `black` say. Default: none, as of a fuser. */
  readonly color?: string
  /** What a full one holds, percent as most printers count. Default 100; -1 and -2 are RFC 3805's "other" and "unknown". */
  readonly capacity?: number
  /** What is left, or of a box for waste what room is left. Default: all. -3 is RFC 3805's "some is left", -2 "unknown". */
  readonly level?: number
}

/** A supply of the printer. */
export interface Supply extends Required<Omit<SupplyOptions, 'color'>> {
  readonly color: string | undefined
  level: number
}

/** A tray for paper. */
export interface TrayOptions {
  readonly name: string
  /** Sheets it holds. Default 500. */
  readonly capacity?: number
  /** Sheets in it. Default: full. -3 is RFC 3805's "some are left". */
  readonly level?: number
  /** What is in it, a PWG self-describing name. Default `iso_a4_210x297mm`. */
  readonly media?: string
}

/** A tray of the printer. */
export interface Tray extends Required<TrayOptions> {
  level: number
}

/** What a printer is called and made of. */
export interface Equipment {
  /** Make and model, as `INFO ID`, PostScript, sysDescr and hrDeviceDescr tell it. Default `Platen Simulator`. */
  readonly model?: string
  /** Its own name: sysName and prtGeneralPrinterName. Default `simulator`. */
  readonly name?: string
  readonly serialNumber?: string
  /** Default: one of 500 sheets and one of 250. */
  readonly trays?: readonly TrayOptions[]
  /** Default: black toner. */
  readonly supplies?: readonly SupplyOptions[]
  /** Pages it has printed in its life so far. Default 0. */
  readonly pageCount?: number
  /** Takes a sheet from the first tray that has any for each page, and is out of paper when none has. Default: paper never ends. */
  readonly consumesPaper?: boolean
  /** Whether SNMP tells the tables of the Printer MIB. Default: true; without them it tells only those of the Host Resources MIB, as simple printers do. */
  readonly printerMib?: boolean
  /** What the display shows when nothing is to be said. Default `READY`. */
  readonly readyText?: string
}

/** Whether a supply fills up instead of running out. */
export function isReceptacle(type: SupplyType): boolean {
  return type === 'waste-toner'
}

/** A tray with its defaults. */
export function tray({ name, capacity = 500, level = capacity, media = 'iso_a4_210x297mm' }: TrayOptions): Tray {
  return { name, capacity, level, media }
}

/** A supply with its defaults. */
export function supply({ name, type = 'toner', color, capacity = 100, level = capacity }: SupplyOptions): Supply {
  return { name, type, color, capacity, level }
}

/** The trays of a printer that was given none. */
export const defaultTrays: readonly TrayOptions[] = [{ name: 'Tray 1' }, { name: 'Tray 2', capacity: 250 }]

/** The supplies of a printer that was given none. */
export const defaultSupplies: readonly SupplyOptions[] = [{ name: 'Black Toner Cartridge', color: 'black' }]
