/** Every condition a simulated printer can be in, and how each protocol tells it. A table: a new condition is a new row. */

/** How one condition is told. */
export interface ConditionRow {
  /** Whether the printer prints nothing, and so takes no page data, until it is cleared. */
  readonly stops: boolean
  /** The code and display text of PJL (HP, PJL Technical Reference Manual, appendix D), and whether the printer is online. */
  readonly pjl: { readonly code: number; readonly display: string; readonly online: boolean }
  /** PJL has a code for each tray: this much is added for each, to the code here instead. */
  readonly pjlByTray?: number
  /** What PostScript and AppSocket call it: `PrinterError: out of paper`. `undefined`: it is no error to them. */
  readonly printerError: string | undefined
  /** The bit of hrPrinterDetectedErrorState (RFC 2790 section 6, with the bits that RFC 3805 section 2.2.13.2 adds). */
  readonly detectedErrorBit: number | undefined
  /** The group and code of its row in prtAlertTable (RFC 3805, IANA-PRINTER-MIB). */
  readonly alert: { readonly group: number; readonly code: number }
}

/** The groups of prtAlertGroup that are used here (IANA-PRINTER-MIB, PrtAlertGroupTC). */
const group = { generalPrinter: 5, cover: 6, input: 8, output: 9, markerSupplies: 11, mediaPath: 13, interpreter: 15 } as const

/** The bits of hrPrinterDetectedErrorState. */
const errorBits = {
  lowPaper: 0,
  noPaper: 1,
  lowToner: 2,
  noToner: 3,
  doorOpen: 4,
  jammed: 5,
  offline: 6,
  serviceRequested: 7,
  inputTrayMissing: 8,
  outputTrayMissing: 9,
  markerSupplyMissing: 10,
  outputNearFull: 11,
  outputFull: 12,
  inputTrayEmpty: 13,
  overduePreventMaint: 14,
} as const

const online = (code: number, display: string): ConditionRow['pjl'] => ({ code, display, online: true })
const halted = (code: number, display: string): ConditionRow['pjl'] => ({ code, display, online: false })

/** A condition's name: a keyword of IPP's `printer-state-reasons` where it has one (RFC 8011 section 5.4.12). */
export type ConditionName =
  | 'hardware-error'
  | 'media-jam'
  | 'cover-open'
  | 'marker-supply-missing'
  | 'toner-empty'
  | 'input-tray-missing'
  | 'media-empty'
  | 'media-needed'
  | 'output-area-full'
  | 'output-tray-missing'
  | 'memory-full'
  | 'paused'
  | 'offline'
  | 'warming-up'
  | 'toner-low'
  | 'media-low'
  | 'output-area-almost-full'
  | 'maintenance-due'
  | 'power-save'

/** The conditions, the gravest first: a printer in several shows the first of them. */
const conditionTable: Readonly<Record<ConditionName, ConditionRow>> = {
  'hardware-error': { stops: true, pjl: halted(50_000, 'SERVICE REQUIRED'), printerError: 'service required', detectedErrorBit: errorBits.serviceRequested, alert: { group: group.generalPrinter, code: 30 } },
  'media-jam': { stops: true, pjl: halted(40_022, 'PAPER JAM'), pjlByTray: 42_000, printerError: 'paper jam', detectedErrorBit: errorBits.jammed, alert: { group: group.mediaPath, code: 8 } },
  'cover-open': { stops: true, pjl: halted(40_021, 'CLOSE COVER'), printerError: 'cover open', detectedErrorBit: errorBits.doorOpen, alert: { group: group.cover, code: 3 } },
  'marker-supply-missing': { stops: true, pjl: halted(40_010, 'INSTALL CARTRIDGE'), printerError: 'no toner cartridge', detectedErrorBit: errorBits.markerSupplyMissing, alert: { group: group.markerSupplies, code: 1115 } },
  'toner-empty': { stops: true, pjl: halted(40_010, 'REPLACE TONER'), printerError: 'out of toner', detectedErrorBit: errorBits.noToner, alert: { group: group.markerSupplies, code: 1101 } },
  'input-tray-missing': { stops: true, pjl: halted(40_027, 'INSERT TRAY'), printerError: 'no paper tray', detectedErrorBit: errorBits.inputTrayMissing, alert: { group: group.input, code: 801 } },
  'media-empty': { stops: true, pjl: halted(41_100, 'LOAD PAPER'), pjlByTray: 41_000, printerError: 'out of paper', detectedErrorBit: errorBits.noPaper, alert: { group: group.input, code: 808 } },
  'media-needed': { stops: true, pjl: halted(41_000, 'MANUAL FEED'), pjlByTray: 41_000, printerError: 'manual feed', detectedErrorBit: errorBits.noPaper, alert: { group: group.input, code: 810 } },
  'output-area-full': { stops: true, pjl: halted(40_019, 'OUTPUT BIN FULL'), printerError: 'output bin full', detectedErrorBit: errorBits.outputFull, alert: { group: group.output, code: 903 } },
  'output-tray-missing': { stops: true, pjl: halted(40_029, 'OUTPUT BIN MISSING'), printerError: 'no output bin', detectedErrorBit: errorBits.outputTrayMissing, alert: { group: group.output, code: 901 } },
  'memory-full': { stops: true, pjl: halted(30_016, 'MEMORY FULL'), printerError: 'memory full', detectedErrorBit: undefined, alert: { group: group.interpreter, code: 34 } },
  paused: { stops: true, pjl: halted(40_079, 'PAUSED'), printerError: 'offline', detectedErrorBit: errorBits.offline, alert: { group: group.generalPrinter, code: 22 } },
  offline: { stops: true, pjl: halted(10_002, 'OFFLINE'), printerError: 'offline', detectedErrorBit: errorBits.offline, alert: { group: group.generalPrinter, code: 22 } },
  'warming-up': { stops: true, pjl: online(10_003, 'WARMING UP'), printerError: undefined, detectedErrorBit: undefined, alert: { group: group.generalPrinter, code: 24 } },
  'toner-low': { stops: false, pjl: online(10_006, 'TONER LOW'), printerError: 'toner low', detectedErrorBit: errorBits.lowToner, alert: { group: group.markerSupplies, code: 1104 } },
  'media-low': { stops: false, pjl: online(12_000, 'PAPER LOW'), printerError: 'paper low', detectedErrorBit: errorBits.lowPaper, alert: { group: group.input, code: 807 } },
  'output-area-almost-full': { stops: false, pjl: online(15_000, 'OUTPUT BIN NEARLY FULL'), printerError: undefined, detectedErrorBit: errorBits.outputNearFull, alert: { group: group.output, code: 902 } },
  'maintenance-due': { stops: false, pjl: online(10_213, 'ORDER MAINTENANCE KIT'), printerError: undefined, detectedErrorBit: errorBits.overduePreventMaint, alert: { group: group.generalPrinter, code: 1 } },
  'power-save': { stops: false, pjl: online(10_000, 'SLEEPING'), printerError: undefined, detectedErrorBit: undefined, alert: { group: group.generalPrinter, code: 23 } },
}

/** Every condition's name, the gravest first. */
export const conditionNames: readonly ConditionName[] = Object.keys(conditionTable) as ConditionName[]

/** The row of a condition. */
export function conditionRow(name: ConditionName): ConditionRow {
  return conditionTable[name]
}

/** Whether a text names a condition. */
export function isConditionName(text: string): text is ConditionName {
  return Object.hasOwn(conditionTable, text)
}
