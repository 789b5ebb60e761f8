/** What a printer's MIBs say, in IPP's terms: from raw values to one observation. */
import type { Condition, PrinterActivity } from './condition.js'
import type { Alert, Observation } from './observation.js'
import { alertsOf } from './snmp-alerts.js'
import { suppliesOf, traysOf } from './snmp-supplies.js'
import { detectedErrors, oid } from './snmp-tables.js'
import { numberOf, octetsOf, printerIndex, rowsOf, textOf, type SnmpRow, type SnmpValue, type SnmpValues } from './snmp-values.js'
import { supplyConditions, trayConditions, type InputTray, type Supply } from './supplies.js'

/** An SNMP answer, understood. */
export interface SnmpObservation extends Observation {
  readonly source: 'snmp'
  readonly conditions: readonly Condition[]
  readonly alerts: readonly Alert[]
  readonly supplies: readonly Supply[]
  readonly trays: readonly InputTray[]
  /** hrDeviceDescr: the maker and model; empty if it tells none. */
  readonly model: string
  readonly name: string
  readonly serialNumber: string
  /** What stands on the operator panel. */
  readonly console: string
}

/** hrDeviceStatus (RFC 2790). */
const warning = 3
const testing = 4
const down = 5

/**
 * Understands the values of a walk through `snmpRoots`.
 *
 * @param at - when they were read, milliseconds since 1970
 * @returns `undefined` if they are of no printer
 */
export function readSnmp(values: SnmpValues, at: number): SnmpObservation | undefined {
  const device = printerIndex(values)
  const scalar = (base: string): SnmpValue | undefined => values.get(`${base}.${device}`) ?? values.get(`${base}.${device}.1`)
  const deviceStatus = numberOf(scalar(oid.deviceStatus))
  const printerStatus = numberOf(scalar(oid.printerStatus))
  const errors = scalar(oid.detectedErrors)
  const supplies = suppliesOf(rowsOf(values, oid.supplies, device), rowsOf(values, oid.colorant, device))
  const trays = traysOf(rowsOf(values, oid.input, device))
  const alerts = alertsOf(rowsOf(values, oid.alert, device))
  const pages = lifeCount(rowsOf(values, oid.marker, device))
  const told = [deviceStatus, printerStatus, errors, pages].some((one) => one !== undefined)
  if (!told && supplies.length === 0 && trays.length === 0 && alerts.length === 0) return undefined

  const conditions = [
    ...alerts.flatMap(({ condition }) => condition ?? []),
    ...detectedConditions(octetsOf(errors), deviceStatus),
    ...coverConditions(rowsOf(values, oid.cover, device)),
    ...trayConditions(trays),
    ...outputConditions(rowsOf(values, oid.output, device)),
    ...supplyConditions(supplies),
    ...(deviceStatus === testing ? [{ reason: 'testing', severity: 'report', message: 'it tests itself' } as const] : []),
  ]
  // A printer that stands still has a reason: what it found and may stop a printer; if it does not say, another.
  if (deviceStatus === down && !conditions.some(({ severity }) => severity === 'error')) {
    const causes = stoppingConditions(octetsOf(errors))
    conditions.push(...(causes.length > 0 ? causes : [{ reason: 'other', severity: 'error', message: 'it is down' } as const]))
  }
  const panel = rowsOf(values, oid.console, device).map(({ columns }) => textOf(columns.get(2))).filter((line) => line !== '').join(' / ')
  const severe = conditions.find(({ severity }) => severity === 'error') ?? conditions.find(({ severity }) => severity === 'warning')
  return {
    source: 'snmp',
    at,
    conditions,
    activity: activityOf(deviceStatus, printerStatus, conditions),
    message: severe?.message ?? (panel === '' ? '' : `its panel says "${panel}"`),
    alerts: alerts.map(({ alert, description }) => ({ alert, description })),
    supplies,
    trays,
    ...(pages === undefined ? {} : { pages: pages.count, ...(pages.unit === sheets ? { countsSheets: true } : {}) }),
    model: textOf(scalar(oid.deviceDescription)),
    name: textOf(scalar(oid.printerName)),
    serialNumber: textOf(scalar(oid.serialNumber)),
    console: panel,
  }
}

const isSet = (octets: Uint8Array, bit: number): boolean => ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0

/** What a printer that stands still found, and that stops some printers. */
function stoppingConditions(octets: Uint8Array): Condition[] {
  return detectedErrors.flatMap(({ reason, mayStop, message }, bit) => (mayStop === true && isSet(octets, bit) ? [{ reason, severity: 'error', message }] : []))
}

/** hrPrinterDetectedErrorState. A printer that says it goes on (warning) is not stopped by what it found. */
function detectedConditions(octets: Uint8Array, deviceStatus: number | undefined): Condition[] {
  return detectedErrors.flatMap(({ reason, severity, message }, bit) => {
    if (!isSet(octets, bit)) return []
    return [{ reason, severity: deviceStatus === warning && severity === 'error' ? 'warning' : severity, message }]
  })
}

/** prtCoverTable: coverOpen(3), interlockOpen(5). */
function coverConditions(rows: readonly SnmpRow[]): Condition[] {
  return rows.flatMap(({ columns }) => {
    const status = numberOf(columns.get(3))
    if (status !== 3 && status !== 5) return []
    const name = textOf(columns.get(2)) || 'a cover'
    return [{ reason: status === 3 ? 'cover-open' : 'interlock-open', severity: 'error', message: `${name} is open`, part: name }]
  })
}

/** prtOutputTable: remaining capacity 0. */
function outputConditions(rows: readonly SnmpRow[]): Condition[] {
  return rows.flatMap(({ columns, index }) => {
    if (numberOf(columns.get(5)) !== 0) return []
    const name = textOf(columns.get(7)) || `output bin ${index}`
    return [{ reason: 'output-area-full', severity: rows.length > 1 ? 'report' : 'warning', message: `${name} is full`, part: name }]
  })
}

/** PrtMarkerCounterUnitTC (RFC 3805). */
const impressions = 7
const sheets = 8

/** prtMarkerLifeCount in impressions, or sheets where it counts none: the sum of the markers that count so. */
function lifeCount(rows: readonly SnmpRow[]): { readonly count: number; readonly unit: number } | undefined {
  for (const unit of [impressions, sheets]) {
    const counts = rows.flatMap(({ columns }) => (numberOf(columns.get(3)) === unit ? (numberOf(columns.get(4)) ?? []) : [])).filter((count) => count >= 0)
    if (counts.length > 0) return { count: counts.reduce((sum, count) => sum + count, 0), unit }
  }
  return undefined
}

/** hrPrinterStatus: idle(3), printing(4), warmup(5); other(1) of a running device is sleep. */
function activityOf(deviceStatus: number | undefined, printerStatus: number | undefined, conditions: readonly Condition[]): PrinterActivity | undefined {
  if (deviceStatus === down || conditions.some(({ severity }) => severity === 'error')) return 'stopped'
  if (printerStatus === 4 || printerStatus === 5 || deviceStatus === testing) return 'processing'
  if (printerStatus === 3 || (printerStatus === 1 && deviceStatus !== undefined)) return 'idle'
  return undefined
}
