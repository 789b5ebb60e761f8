/**
 * The objects of a printer's MIB, as data: SNMPv2-MIB (RFC 3418), HOST-RESOURCES-MIB (RFC 2790) and Printer-MIB (RFC 3805), as
 * far as programs that watch printers ask for them.
 */

/** The type of an object's values. */
export type Syntax = 'integer' | 'counter' | 'octets' | 'oid' | 'ticks'

/** A scalar. */
export interface ScalarObject {
  readonly name: string
  readonly oid: string
  readonly syntax: Syntax
}

/** A table: its entry's OID, the names of its indices, and its columns by number. Index columns are not shown. */
export interface TableObject {
  readonly name: string
  readonly oid: string
  readonly indices: readonly string[]
  readonly columns: readonly (readonly [number: number, name: string, syntax: Syntax])[]
}

/** The scalars. */
export const scalars: readonly ScalarObject[] = [
  { name: 'sysDescr', oid: '1.3.6.1.2.1.1.1', syntax: 'octets' },
  { name: 'sysObjectID', oid: '1.3.6.1.2.1.1.2', syntax: 'oid' },
  { name: 'sysUpTime', oid: '1.3.6.1.2.1.1.3', syntax: 'ticks' },
  { name: 'sysContact', oid: '1.3.6.1.2.1.1.4', syntax: 'octets' },
  { name: 'sysName', oid: '1.3.6.1.2.1.1.5', syntax: 'octets' },
  { name: 'sysLocation', oid: '1.3.6.1.2.1.1.6', syntax: 'octets' },
  { name: 'sysServices', oid: '1.3.6.1.2.1.1.7', syntax: 'integer' },
  // The last of all: the library does not end a walk well that begins where nothing follows, as in an alert table that is empty.
  { name: 'snmpSetSerialNo', oid: '1.3.6.1.6.3.1.1.6.1', syntax: 'integer' },
]

const printer = '1.3.6.1.2.1.43'
const device = 'hrDeviceIndex'

/** The tables. */
export const tables: readonly TableObject[] = [
  { name: 'hrDeviceEntry', oid: '1.3.6.1.2.1.25.3.2.1', indices: [device], columns: [[2, 'hrDeviceType', 'oid'], [3, 'hrDeviceDescr', 'octets'], [4, 'hrDeviceID', 'oid'], [5, 'hrDeviceStatus', 'integer'], [6, 'hrDeviceErrors', 'counter']] },
  { name: 'hrPrinterEntry', oid: '1.3.6.1.2.1.25.3.5.1', indices: [device], columns: [[1, 'hrPrinterStatus', 'integer'], [2, 'hrPrinterDetectedErrorState', 'octets']] },
  { name: 'prtGeneralEntry', oid: `${printer}.5.1.1`, indices: [device], columns: [[1, 'prtGeneralConfigChanges', 'counter'], [11, 'prtConsoleNumberOfDisplayLines', 'integer'], [12, 'prtConsoleNumberOfDisplayChars', 'integer'], [16, 'prtGeneralPrinterName', 'octets'], [17, 'prtGeneralSerialNumber', 'octets']] },
  { name: 'prtCoverEntry', oid: `${printer}.6.1.1`, indices: [device, 'prtCoverIndex'], columns: [[2, 'prtCoverDescription', 'octets'], [3, 'prtCoverStatus', 'integer']] },
  {
    name: 'prtInputEntry',
    oid: `${printer}.8.2.1`,
    indices: [device, 'prtInputIndex'],
    columns: [[2, 'prtInputType', 'integer'], [8, 'prtInputCapacityUnit', 'integer'], [9, 'prtInputMaxCapacity', 'integer'], [10, 'prtInputCurrentLevel', 'integer'], [11, 'prtInputStatus', 'integer'], [12, 'prtInputMediaName', 'octets'], [13, 'prtInputName', 'octets'], [18, 'prtInputDescription', 'octets']],
  },
  {
    name: 'prtOutputEntry',
    oid: `${printer}.9.2.1`,
    indices: [device, 'prtOutputIndex'],
    columns: [[2, 'prtOutputType', 'integer'], [3, 'prtOutputCapacityUnit', 'integer'], [4, 'prtOutputMaxCapacity', 'integer'], [5, 'prtOutputRemainingCapacity', 'integer'], [6, 'prtOutputStatus', 'integer'], [7, 'prtOutputName', 'octets'], [12, 'prtOutputDescription', 'octets']],
  },
  { name: 'prtMarkerEntry', oid: `${printer}.10.2.1`, indices: [device, 'prtMarkerIndex'], columns: [[2, 'prtMarkerMarkTech', 'integer'], [3, 'prtMarkerCounterUnit', 'integer'], [4, 'prtMarkerLifeCount', 'counter'], [5, 'prtMarkerPowerOnCount', 'counter'], [15, 'prtMarkerStatus', 'integer']] },
  {
    name: 'prtMarkerSuppliesEntry',
    oid: `${printer}.11.1.1`,
    indices: [device, 'prtMarkerSuppliesIndex'],
    columns: [[2, 'prtMarkerSuppliesMarkerIndex', 'integer'], [3, 'prtMarkerSuppliesColorantIndex', 'integer'], [4, 'prtMarkerSuppliesClass', 'integer'], [5, 'prtMarkerSuppliesType', 'integer'], [6, 'prtMarkerSuppliesDescription', 'octets'], [7, 'prtMarkerSuppliesSupplyUnit', 'integer'], [8, 'prtMarkerSuppliesMaxCapacity', 'integer'], [9, 'prtMarkerSuppliesLevel', 'integer']],
  },
  { name: 'prtMarkerColorantEntry', oid: `${printer}.12.1.1`, indices: [device, 'prtMarkerColorantIndex'], columns: [[2, 'prtMarkerColorantMarkerIndex', 'integer'], [3, 'prtMarkerColorantRole', 'integer'], [4, 'prtMarkerColorantValue', 'octets'], [5, 'prtMarkerColorantTonality', 'integer']] },
  { name: 'prtConsoleDisplayBufferEntry', oid: `${printer}.16.5.1`, indices: [device, 'prtConsoleDisplayBufferIndex'], columns: [[2, 'prtConsoleDisplayBufferText', 'octets']] },
  {
    name: 'prtAlertEntry',
    oid: `${printer}.18.1.1`,
    indices: [device, 'prtAlertIndex'],
    columns: [[2, 'prtAlertSeverityLevel', 'integer'], [3, 'prtAlertTrainingLevel', 'integer'], [4, 'prtAlertGroup', 'integer'], [5, 'prtAlertGroupIndex', 'integer'], [6, 'prtAlertLocation', 'integer'], [7, 'prtAlertCode', 'integer'], [8, 'prtAlertDescription', 'octets'], [9, 'prtAlertTime', 'ticks']],
  },
]
