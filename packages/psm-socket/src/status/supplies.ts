/** Supplies and paper trays of a printer, and how they are written in IPP. */
import type { Condition } from './condition.js'
import { supplyReasons } from './supply-tables.js'

/**
 * How much there is.
 *
 * - a number: from 0 up, in the units of `capacity`
 * - `some`: not empty, not known how much (RFC 3805: -3)
 * - `unknown` (RFC 3805: -2)
 * - `unlimited`: without a bound (RFC 3805: -1)
 */
export type Level = number | 'some' | 'unknown' | 'unlimited'

/** A supply: toner, ink, a waste box, staples. */
export interface Supply {
  readonly index: number
  /** `PrtMarkerSuppliesTypeTC` in IPP's spelling: `toner-cartridge`, `waste-toner`. */
  readonly type: string
  /** Whether it fills up instead of being used up. */
  readonly receptacle: boolean
  /** The printer's own name for it. */
  readonly description: string
  /** The name of its color, lower case: `cyan`; empty if it has none. */
  readonly color: string
  /** `undefined` if not known. */
  readonly capacity: number | undefined
  /** What is left; of a receptacle, the room that is left (RFC 3805, prtMarkerSuppliesLevel). */
  readonly level: Level
  /** Value of `printer-supply` (PWG 5100.13 section 5.6.39). */
  readonly supply: string
}

/** A paper source. */
export interface InputTray {
  readonly index: number
  /** For people: `Tray 2`. */
  readonly name: string
  /** A person feeds it, sheet by sheet: it is not empty, it waits. */
  readonly manual: boolean
  /** The printer's name for the paper, `na_letter_8.5x11in` or `A4`; empty if it tells none. */
  readonly media: string
  /** `stationery`, ...; empty if it tells none. */
  readonly mediaType: string
  /** In hundredths of millimeters, as `media-size` has them; `undefined` if not known. */
  readonly size: { readonly x: number; readonly y: number } | undefined
  readonly capacity: number | undefined
  readonly level: Level
}

/** CUPS's `marker-*` attributes: lists of one length. */
export interface Markers {
  readonly names: readonly string[]
  readonly types: readonly string[]
  /** `#00FFFF`, or `none`. */
  readonly colors: readonly string[]
  /** Percent; -1 not available, -2 unknown, -3 some. Of a receptacle: how full it is. */
  readonly levels: readonly number[]
  /** At or below that a supply that is used up is low. */
  readonly lowLevels: readonly number[]
  /** At or above that a receptacle is nearly full. */
  readonly highLevels: readonly number[]
}

/** At that percentage a supply is low, or a receptacle has little room left. */
const lowPercent = 10

/** Percent of what is left, from 0 to 100; `undefined` where that is not known. */
export function percentLeft({ level, capacity }: Pick<Supply, 'level' | 'capacity'>): number | undefined {
  if (typeof level !== 'number' || capacity === undefined || capacity <= 0) return undefined
  return Math.min(Math.round((level / capacity) * 100), 100)
}

const colorValues: Readonly<Record<string, string>> = {
  black: '#000000',
  'photo black': '#000000',
  'matte black': '#000000',
  cyan: '#00FFFF',
  magenta: '#FF00FF',
  yellow: '#FFFF00',
  'light cyan': '#80FFFF',
  'light magenta': '#FF80FF',
  'light black': '#808080',
  gray: '#808080',
  grey: '#808080',
  'light gray': '#C0C0C0',
  red: '#FF0000',
  green: '#00FF00',
  blue: '#0000FF',
  orange: '#FFA500',
  violet: '#8A2BE2',
  white: '#FFFFFF',
}

/** A color by its name: `#00FFFF`, or `none` for one that is not known. */
export const colorOf = (name: string): string => (Object.hasOwn(colorValues, name) ? (colorValues[name] ?? 'none') : 'none')

/** The color a supply's description speaks of, `Cyan Cartridge HP 305A`; empty if it names none. */
export function colorIn(description: string): string {
  const words = description.toLowerCase()
  // The longest name first: "light cyan" is not cyan.
  return Object.keys(colorValues).sort((a, b) => b.length - a.length).find((name) => new RegExp(`\\b${name}\\b`).test(words)) ?? ''
}

/** The `marker-*` attributes of supplies. */
export function markersOf(supplies: readonly Supply[]): Markers {
  return {
    names: supplies.map(({ description, type }) => (description === '' ? type : description)),
    types: supplies.map(({ type }) => type),
    colors: supplies.map(({ color }) => colorOf(color)),
    levels: supplies.map(markerLevel),
    lowLevels: supplies.map(({ receptacle }) => (receptacle ? 0 : lowPercent)),
    highLevels: supplies.map(({ receptacle }) => (receptacle ? 100 - lowPercent : 100)),
  }
}

function markerLevel(supply: Supply): number {
  const left = percentLeft(supply)
  if (left !== undefined) return supply.receptacle ? 100 - left : left
  // CUPS keeps the numbers of RFC 3805 for what is no percentage.
  return supply.level === 'some' ? -3 : supply.level === 'unlimited' ? -1 : -2
}

/** What the levels of supplies mean: a supply that is low or empty, a receptacle that is nearly or wholly full. */
export function supplyConditions(supplies: readonly Supply[]): Condition[] {
  return supplies.flatMap((supply) => {
    const reasons = supplyReasons(supply.type, supply.receptacle)
    // Level 0 of no known capacity is empty all the same.
    const left = supply.level === 0 ? 0 : percentLeft(supply)
    if (reasons === undefined || left === undefined || left > lowPercent) return []
    const part = supply.description === '' ? supply.type : supply.description
    const [reason, words] = left === 0 ? [reasons.over, supply.receptacle ? 'is full' : 'is empty'] : [reasons.nearly, supply.receptacle ? `has ${left} % of its room left` : `has ${left} % left`]
    return [{ reason, severity: 'warning', message: `${part} ${words}`, part }]
  })
}

/**
 * What the levels of trays mean.
 *
 * One empty tray among others is for information: the printer takes another. A tray that a person feeds is never empty.
 */
export function trayConditions(trays: readonly InputTray[]): Condition[] {
  const fed = trays.filter(({ manual }) => !manual)
  const loaded = fed.some(({ level }) => level !== 0)
  return fed.flatMap((tray): Condition[] => {
    if (tray.level === 0) return [{ reason: 'media-empty', severity: loaded ? 'report' : 'warning', message: `${tray.name} is empty`, part: tray.name }]
    const left = percentLeft(tray)
    if (left === undefined || left > lowPercent) return []
    return [{ reason: 'media-low', severity: fed.length > 1 ? 'report' : 'warning', message: `${tray.name} has ${left} % of its paper left`, part: tray.name }]
  })
}
