/** Numbers and names of the Host Resources MIB (RFC 2790) and the Printer MIB (RFC 3805, IANA Printer MIB), as tables. */
import type { Severity } from './condition.js'

/** Tables and objects that are read. Columns follow them, then the device's index, then the row's. */
export const oid = {
  deviceDescription: '1.3.6.1.2.1.25.3.2.1.3',
  deviceStatus: '1.3.6.1.2.1.25.3.2.1.5',
  printerStatus: '1.3.6.1.2.1.25.3.5.1.1',
  detectedErrors: '1.3.6.1.2.1.25.3.5.1.2',
  printerName: '1.3.6.1.2.1.43.5.1.1.16',
  serialNumber: '1.3.6.1.2.1.43.5.1.1.17',
  cover: '1.3.6.1.2.1.43.6.1.1',
  input: '1.3.6.1.2.1.43.8.2.1',
  output: '1.3.6.1.2.1.43.9.2.1',
  marker: '1.3.6.1.2.1.43.10.2.1',
  supplies: '1.3.6.1.2.1.43.11.1.1',
  colorant: '1.3.6.1.2.1.43.12.1.1',
  console: '1.3.6.1.2.1.43.16.5.1',
  alert: '1.3.6.1.2.1.43.18.1.1',
} as const

/** A bit of hrPrinterDetectedErrorState. */
export interface DetectedError {
  readonly name: string
  readonly reason: string
  /** As RFC 3805 section 2.2.13.2 has it: an error stops the printer. */
  readonly severity: Severity
  /** With some printers it stops them: it does if they stand still and nothing else says why. */
  readonly mayStop?: true
  readonly message: string
}

/** The bits of hrPrinterDetectedErrorState, the highest bit of the first octet first. */
export const detectedErrors: readonly DetectedError[] = [
  { name: 'lowPaper', reason: 'media-low', severity: 'warning', message: 'its paper is low' },
  { name: 'noPaper', reason: 'media-empty', severity: 'error', message: 'it is out of paper' },
  { name: 'lowToner', reason: 'toner-low', severity: 'warning', message: 'its toner is low' },
  { name: 'noToner', reason: 'toner-empty', severity: 'error', message: 'it is out of toner' },
  { name: 'doorOpen', reason: 'door-open', severity: 'error', message: 'a door is open' },
  { name: 'jammed', reason: 'media-jam', severity: 'error', message: 'paper is jammed' },
  { name: 'offline', reason: 'offline', severity: 'error', message: 'it is offline' },
  { name: 'serviceRequested', reason: 'other', severity: 'warning', mayStop: true, message: 'it asks for service' },
  { name: 'inputTrayMissing', reason: 'input-tray-missing', severity: 'warning', mayStop: true, message: 'a paper tray is missing' },
  { name: 'outputTrayMissing', reason: 'output-tray-missing', severity: 'warning', mayStop: true, message: 'an output bin is missing' },
  { name: 'markerSupplyMissing', reason: 'marker-supply-missing', severity: 'warning', mayStop: true, message: 'a supply is missing' },
  { name: 'outputNearFull', reason: 'output-area-almost-full', severity: 'warning', message: 'an output bin is nearly full' },
  { name: 'outputFull', reason: 'output-area-full', severity: 'warning', mayStop: true, message: 'an output bin is full' },
  { name: 'inputTrayEmpty', reason: 'media-empty', severity: 'report', message: 'a paper tray is empty' },
  { name: 'overduePreventMaint', reason: 'other', severity: 'report', message: 'its upkeep is overdue' },
]

/** `PrtAlertSeverityLevelTC`, by number, with the severity of a reason. */
export const alertSeverities: Readonly<Record<number, { readonly label: string; readonly severity: Severity }>> = {
  1: { label: 'other', severity: 'report' },
  3: { label: 'critical', severity: 'error' },
  4: { label: 'warning', severity: 'warning' },
  5: { label: 'warningBinaryChangeEvent', severity: 'report' },
}

/** `PrtAlertTrainingLevelTC`, by number. */
export const alertTraining: Readonly<Record<number, string>> = {
  1: 'other',
  2: 'unknown',
  3: 'untrained',
  4: 'trained',
  5: 'fieldService',
  6: 'management',
  7: 'noInterventionRequired',
}

/** `PrtAlertGroupTC`, by number. */
export const alertGroups: Readonly<Record<number, string>> = {
  1: 'other',
  3: 'hostResourcesMIBStorageTable',
  4: 'hostResourcesMIBDeviceTable',
  5: 'generalPrinter',
  6: 'cover',
  7: 'localization',
  8: 'input',
  9: 'output',
  10: 'marker',
  11: 'markerSupplies',
  12: 'markerColorant',
  13: 'mediaPath',
  14: 'channel',
  15: 'interpreter',
  16: 'consoleDisplayBuffer',
  17: 'consoleLights',
  18: 'alert',
  30: 'finDevice',
  31: 'finSupply',
  32: 'finSupplyMediaInput',
  33: 'finAttribute',
}

/** The meaning of an alert's code: its label (`PrtAlertCodeTC`), and a reason if it is a condition, by group where that matters. */
export interface AlertCode {
  readonly label: string
  readonly reason?: string
  /** Reasons for groups (`alertGroups`) that have one of their own. */
  readonly byGroup?: Readonly<Record<string, string>>
}

const supplyGroups = (reason: string): Readonly<Record<string, string>> => ({ markerSupplies: reason, marker: reason })

/** `PrtAlertCodeTC`, by number. Reasons as PWG 5100.9 table 6 maps them, in the older keyword where clients know only that. */
export const alertCodes: Readonly<Record<number, AlertCode>> = {
  1: { label: 'other', reason: 'other' },
  2: { label: 'unknown', reason: 'unknown' },
  3: { label: 'coverOpen', reason: 'cover-open' },
  4: { label: 'coverClosed' },
  5: { label: 'interlockOpen', reason: 'interlock-open' },
  6: { label: 'interlockClosed' },
  7: { label: 'configurationChange', reason: 'configuration-change' },
  8: { label: 'jam', reason: 'media-jam' },
  9: { label: 'subunitMissing', reason: 'subunit-missing', byGroup: { input: 'input-tray-missing', output: 'output-tray-missing', ...supplyGroups('marker-supply-missing') } },
  10: { label: 'subunitLifeAlmostOver', reason: 'subunit-life-almost-over', byGroup: supplyGroups('marker-supply-low') },
  11: { label: 'subunitLifeOver', reason: 'subunit-life-over', byGroup: supplyGroups('marker-supply-empty') },
  12: { label: 'subunitAlmostEmpty', reason: 'subunit-almost-empty', byGroup: { input: 'media-low', ...supplyGroups('marker-supply-low') } },
  13: { label: 'subunitEmpty', reason: 'subunit-empty', byGroup: { input: 'media-empty', ...supplyGroups('marker-supply-empty') } },
  14: { label: 'subunitAlmostFull', reason: 'subunit-almost-full', byGroup: { output: 'output-area-almost-full', ...supplyGroups('marker-waste-almost-full') } },
  15: { label: 'subunitFull', reason: 'subunit-full', byGroup: { output: 'output-area-full', ...supplyGroups('marker-waste-full') } },
  16: { label: 'subunitNearLimit', reason: 'subunit-near-limit' },
  17: { label: 'subunitAtLimit', reason: 'subunit-at-limit' },
  18: { label: 'subunitOpened', reason: 'subunit-opened', byGroup: { input: 'input-tray-missing', cover: 'cover-open' } },
  19: { label: 'subunitClosed' },
  20: { label: 'subunitTurnedOn' },
  21: { label: 'subunitTurnedOff', reason: 'subunit-turned-off' },
  22: { label: 'subunitOffline', reason: 'subunit-offline', byGroup: { generalPrinter: 'offline' } },
  23: { label: 'subunitPowerSaver' },
  24: { label: 'subunitWarmingUp' },
  25: { label: 'subunitAdded' },
  26: { label: 'subunitRemoved', reason: 'subunit-removed', byGroup: { input: 'input-tray-missing', output: 'output-tray-missing', ...supplyGroups('marker-supply-missing') } },
  27: { label: 'subunitResourceAdded' },
  28: { label: 'subunitResourceRemoved', reason: 'subunit-resource-removed' },
  29: { label: 'subunitRecoverableFailure', reason: 'subunit-recoverable-failure' },
  30: { label: 'subunitUnrecoverableFailure', reason: 'subunit-unrecoverable-failure' },
  31: { label: 'subunitRecoverableStorageError', reason: 'subunit-recoverable-storage' },
  32: { label: 'subunitUnrecoverableStorageError', reason: 'subunit-unrecoverable-storage' },
  33: { label: 'subunitMotorFailure', reason: 'subunit-motor-failure' },
  34: { label: 'subunitMemoryExhausted', reason: 'subunit-memory-exhausted' },
  35: { label: 'subunitUnderTemperature', reason: 'subunit-under-temperature', byGroup: { marker: 'fuser-under-temp' } },
  36: { label: 'subunitOverTemperature', reason: 'subunit-over-temperature', byGroup: { marker: 'fuser-over-temp' } },
  37: { label: 'subunitTimingFailure', reason: 'other' },
  38: { label: 'subunitThermistorFailure', reason: 'subunit-thermistor-failure' },
  501: { label: 'doorOpen', reason: 'door-open' },
  502: { label: 'doorClosed' },
  503: { label: 'powerUp' },
  504: { label: 'powerDown', reason: 'power-down' },
  505: { label: 'printerNMSReset' },
  506: { label: 'printerManualReset' },
  507: { label: 'printerReadyToPrint' },
  801: { label: 'inputMediaTrayMissing', reason: 'input-tray-missing' },
  802: { label: 'inputMediaSizeChange', reason: 'input-media-size-change' },
  803: { label: 'inputMediaWeightChange', reason: 'input-media-weight-change' },
  804: { label: 'inputMediaTypeChange', reason: 'input-media-type-change' },
  805: { label: 'inputMediaColorChange', reason: 'input-media-color-change' },
  806: { label: 'inputMediaFormPartsChange', reason: 'input-media-form-parts-change' },
  807: { label: 'inputMediaSupplyLow', reason: 'media-low' },
  808: { label: 'inputMediaSupplyEmpty', reason: 'media-empty' },
  809: { label: 'inputMediaChangeRequest', reason: 'media-needed' },
  810: { label: 'inputManualInputRequest', reason: 'input-manual-input-request' },
  811: { label: 'inputTrayPositionFailure', reason: 'input-tray-position-failure' },
  812: { label: 'inputTrayElevationFailure', reason: 'input-tray-elevation-failure' },
  813: { label: 'inputCannotFeedSizeSelected', reason: 'input-cannot-feed-size-selected' },
  901: { label: 'outputMediaTrayMissing', reason: 'output-tray-missing' },
  902: { label: 'outputMediaTrayAlmostFull', reason: 'output-area-almost-full' },
  903: { label: 'outputMediaTrayFull', reason: 'output-area-full' },
  904: { label: 'outputMailboxSelectFailure', reason: 'output-mailbox-select-failure' },
  1001: { label: 'markerFuserUnderTemperature', reason: 'fuser-under-temp' },
  1002: { label: 'markerFuserOverTemperature', reason: 'fuser-over-temp' },
  1003: { label: 'markerFuserTimingFailure', reason: 'marker-fuser-timing-failure' },
  1004: { label: 'markerFuserThermistorFailure', reason: 'marker-fuser-thermistor-failure' },
  1005: { label: 'markerAdjustingPrintQuality', reason: 'marker-adjusting-print-quality' },
  1101: { label: 'markerTonerEmpty', reason: 'toner-empty' },
  1102: { label: 'markerInkEmpty', reason: 'marker-supply-empty' },
  1103: { label: 'markerPrintRibbonEmpty', reason: 'marker-supply-empty' },
  1104: { label: 'markerTonerAlmostEmpty', reason: 'toner-low' },
  1105: { label: 'markerInkAlmostEmpty', reason: 'marker-supply-low' },
  1106: { label: 'markerPrintRibbonAlmostEmpty', reason: 'marker-supply-low' },
  1107: { label: 'markerWasteTonerReceptacleAlmostFull', reason: 'marker-waste-almost-full' },
  1108: { label: 'markerWasteInkReceptacleAlmostFull', reason: 'marker-waste-almost-full' },
  1109: { label: 'markerWasteTonerReceptacleFull', reason: 'marker-waste-full' },
  1110: { label: 'markerWasteInkReceptacleFull', reason: 'marker-waste-full' },
  1111: { label: 'markerOpcLifeAlmostOver', reason: 'opc-near-eol' },
  1112: { label: 'markerOpcLifeOver', reason: 'opc-life-over' },
  1113: { label: 'markerDeveloperAlmostEmpty', reason: 'developer-low' },
  1114: { label: 'markerDeveloperEmpty', reason: 'developer-empty' },
  1115: { label: 'markerTonerCartridgeMissing', reason: 'marker-supply-missing' },
  1301: { label: 'mediaPathMediaTrayMissing', reason: 'media-path-media-tray-missing' },
  1302: { label: 'mediaPathMediaTrayAlmostFull', reason: 'media-path-media-tray-almost-full' },
  1303: { label: 'mediaPathMediaTrayFull', reason: 'media-path-media-tray-full' },
  1304: { label: 'mediaPathCannotDuplexMediaSelected', reason: 'media-path-cannot-duplex-media-selected' },
  1501: { label: 'interpreterMemoryIncrease' },
  1502: { label: 'interpreterMemoryDecrease' },
  1503: { label: 'interpreterCartridgeAdded' },
  1504: { label: 'interpreterCartridgeDeleted' },
  1505: { label: 'interpreterResourceAdded' },
  1506: { label: 'interpreterResourceDeleted' },
  1507: { label: 'interpreterResourceUnavailable', reason: 'interpreter-resource-unavailable' },
  1509: { label: 'interpreterComplexPageEncountered', reason: 'interpreter-complex-page-encountered' },
  1801: { label: 'alertRemovalOfBinaryChangeEntry' },
}
