/** Raw SNMP values as tables: which row, which column, what it says. Nothing in them is trusted. */
import { shownText, textOfOctets } from './printer-text.js'

/** A value as it came: a number (INTEGER, Counter32, Gauge32), or the octets of an OCTET STRING, or text. */
export type SnmpValue = number | string | Uint8Array

/** Values by OID, dotted, without a dot in front. */
export type SnmpValues = ReadonlyMap<string, SnmpValue>

/** Rows of a table that are read; more is passed over. */
const rowBound = 128

/** One row of a table: its columns by number. */
export interface SnmpRow {
  /** The last number of its OIDs. */
  readonly index: number
  readonly columns: ReadonlyMap<number, SnmpValue>
}

/** The index of the printer among the host's devices: the lowest that any table of printers names; 1 if none does. */
export function printerIndex(values: SnmpValues): number {
  let lowest: number | undefined
  for (const oid of values.keys()) {
    // hrPrinterTable, prtGeneralTable
    const index = numberOf(/^1\.3\.6\.1\.2\.1\.(?:25\.3\.5\.1|43\.5\.1\.1)\.\d+\.(\d{1,9})$/.exec(oid)?.[1])
    if (index !== undefined && (lowest === undefined || index < lowest)) lowest = index
  }
  return lowest ?? 1
}

/** The rows of a table `oid.column.device.index[.more]`, by rising index. */
export function rowsOf(values: SnmpValues, table: string, device: number): SnmpRow[] {
  const rows = new Map<string, { index: number; columns: Map<number, SnmpValue> }>()
  for (const [oid, value] of values) {
    if (!oid.startsWith(`${table}.`)) continue
    const [column, owner, ...index] = oid.slice(table.length + 1).split('.').map(Number)
    const last = index.at(-1)
    if (column === undefined || owner !== device || last === undefined || !Number.isSafeInteger(last)) continue
    const key = index.join('.')
    let row = rows.get(key)
    if (row === undefined) {
      if (rows.size >= rowBound) continue
      rows.set(key, (row = { index: last, columns: new Map() }))
    }
    row.columns.set(column, value)
  }
  return [...rows.values()].sort((a, b) => a.index - b.index)
}

/** A whole number; `undefined` for anything else. */
export function numberOf(value: SnmpValue | undefined): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined
  if (typeof value === 'string' && /^-?\d{1,15}$/.test(value)) return Number(value)
  return undefined
}

/** Text for people; empty if there is none. */
export function textOf(value: SnmpValue | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  return shownText(typeof value === 'string' ? value : textOfOctets(value.subarray(0, 1024)))
}

/** Octets of a value. */
export function octetsOf(value: SnmpValue | undefined): Uint8Array {
  if (value === undefined || typeof value === 'number') return new Uint8Array()
  return typeof value === 'string' ? Uint8Array.from(value, (character) => character.charCodeAt(0) & 0xff) : value
}
