/** What a printer's MIB says, from its model: the value of every object in objects.ts. Pure. */
import { conditionRow } from '../model/condition-table.js'
import { displayText, stops, type Condition } from '../model/condition.js'
import { isReceptacle, type Supply, type SupplyType } from '../model/equipment.js'
import type { PrinterModel } from '../model/printer-model.js'

/** A value of an object. */
export type SnmpValue = number | string | Buffer

/** The values of a MIB: scalars by name, rows of tables by name. A row has its indices first. */
export interface MibValues {
  readonly scalars: Readonly<Record<string, SnmpValue>>
  readonly tables: Readonly<Record<string, readonly (readonly SnmpValue[])[]>>
}

/** PrtMarkerSuppliesTypeTC (IANA-PRINTER-MIB). */
const supplyTypes: Readonly<Record<SupplyType, number>> = { other: 1, toner: 3, 'waste-toner': 4, ink: 5, opc: 9, developer: 10, fuser: 15, staples: 32 }

/** The bit of hrPrinterDetectedErrorState for one tray among others. */
const inputTrayEmpty = 13
/** The device is the only one. */
const device = 1
/** PrtSubUnitStatusTC (RFC 3805 section 2.2.3.3): available and idle, available and active; bits for alerts and offline. */
const subUnit = { idle: 0, active: 4, warning: 8, critical: 16, offline: 32 } as const

/** The values of a printer now. @param now - milliseconds since 1970 */
export function mibValues(printer: PrinterModel, now: number): MibValues {
  const { conditions, trays, supplies } = printer
  const isIn = (...names: Condition['name'][]): boolean => conditions.some(({ name }) => names.includes(name))
  const colored = supplies.filter((one): one is Supply & { color: string } => one.color !== undefined)
  const ticks = (at: number): number => Math.max(0, Math.floor((at - printer.startedAt) / 10))
  const printerMib = {
    prtGeneralEntry: [[device, 0, 1, 40, printer.name, printer.serialNumber]],
    prtCoverEntry: [[device, 1, 'Front Cover', isIn('cover-open') ? 3 : 4]],
    prtInputEntry: trays.map(({ name, capacity, level, media }, index) => {
      const missing = conditions.some((one) => one.name === 'input-tray-missing' && (one.tray ?? 1) === index + 1)
      // Removable trays, of sheets.
      return [device, index + 1, 3, 8, capacity, level, missing || level === 0 ? subUnit.critical : subUnit.idle, media, name, name]
    }),
    prtOutputEntry: [[device, 1, 3, 8, 250, isIn('output-area-full') ? 0 : isIn('output-area-almost-full') ? 10 : 250, isIn('output-area-full') ? subUnit.critical : subUnit.idle, 'Standard Bin', 'Face-down bin']],
    // Electrophotographic, laser; counts impressions.
    prtMarkerEntry: [[device, 1, 4, 7, printer.pageCount, printer.pageCount, markerStatus(printer)]],
    prtMarkerSuppliesEntry: supplies.map((one, index) => [device, index + 1, 1, colored.findIndex((other) => other === one) + 1, isReceptacle(one.type) ? 4 : 3, supplyTypes[one.type], one.name, 19, one.capacity, one.level]),
    prtMarkerColorantEntry: colored.map(({ color }, index) => [device, index + 1, 1, 3, color, 2]),
    prtConsoleDisplayBufferEntry: [[device, 1, printer.status.display]],
    prtAlertEntry: conditions.map((condition, index) => alert(condition, index + 1, ticks(condition.since))),
  }
  return {
    scalars: {
      sysDescr: `${printer.model} (simulated)`,
      // Of Net-SNMP's unknown systems: the simulator has no number of its own.
      sysObjectID: '1.3.6.1.4.1.8072.3.2.255',
      sysUpTime: ticks(now),
      sysContact: '',
      sysName: printer.name,
      sysLocation: 'loopback',
      sysServices: 72,
      snmpSetSerialNo: 0,
    },
    tables: {
      hrDeviceEntry: [[device, '1.3.6.1.2.1.25.3.1.5', printer.model, '0.0', deviceStatus(printer), 0]],
      hrPrinterEntry: [[device, printerStatus(printer), detectedErrors(conditions)]],
      ...(printer.printerMib ? printerMib : {}),
    },
  }
}

function alert(condition: Condition, index: number, time: number): SnmpValue[] {
  const { alert: about } = conditionRow(condition.name)
  // Critical or warning; for anyone to mend, but hardware is for service.
  return [device, index, stops(condition) ? 3 : 4, condition.name === 'hardware-error' ? 5 : 3, about.group, condition.tray ?? condition.supply ?? 1, -1, about.code, displayText(condition), time]
}

/** HrDeviceStatus: running, warning, or down (RFC 3805 section 2.2.13.2 says which goes with which error). */
function deviceStatus({ stopped, conditions }: PrinterModel): number {
  if (conditions.some(({ name }) => name === 'warming-up')) return 2
  return stopped ? 5 : conditions.some(({ name }) => name !== 'power-save') ? 3 : 2
}

/** HrPrinterStatus: other, idle, printing, warming up. */
function printerStatus({ stopped, conditions, activity }: PrinterModel): number {
  const [gravest] = conditions
  if (gravest?.name === 'warming-up') return 5
  if (stopped || gravest?.name === 'power-save') return 1
  return activity === 'idle' ? 3 : 4
}

function markerStatus({ stopped, activity, conditions }: PrinterModel): number {
  const offline = conditions.some(({ name }) => name === 'offline' || name === 'paused') ? subUnit.offline : 0
  return (activity === 'idle' ? subUnit.idle : subUnit.active) + offline + (stopped ? subUnit.critical : conditions.length > 0 ? subUnit.warning : 0)
}

/** The bits of hrPrinterDetectedErrorState, the first bit the highest of the first octet; two octets, as RFC 3805 has 15 bits. */
function detectedErrors(conditions: readonly Condition[]): Buffer {
  const bits = Buffer.alloc(2)
  const set = (bit: number): void => void (bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (0x80 >> (bit & 7)))
  for (const { name, tray } of conditions) {
    const { detectedErrorBit } = conditionRow(name)
    if (detectedErrorBit !== undefined) set(detectedErrorBit)
    if (name === 'media-empty' && tray !== undefined) set(inputTrayEmpty)
  }
  return bits
}
