/** The options of a printer on TCP, and the times they mean. */
import { readOptions, type Options } from '@platen/papi'
import type { PrinterAddress } from './address.js'
import type { SnmpQuestion } from './status/snmp-query.js'
import { snmpOptions, snmpQuestion } from './snmp-options.js'
import type { EndOfJob } from './language/wrap.js'
import { defaultBackoff, type Backoff } from './backoff.js'

const deliveryOptions = {
  waiteof: {
    type: 'boolean',
    default: true,
    description: 'Wait for the printer to close the connection after the last octet, as most do when they have printed. Without it a job ends when the printer has taken it.',
  },
  contimeout: {
    type: 'integer',
    default: 604_800,
    minimum: 0,
    maximum: 31_536_000,
    unit: 'seconds',
    description: 'How long a connection is tried for before the job fails, a week by default; 0 tries for ever.',
  },
  silence: {
    type: 'integer',
    default: 90,
    minimum: 1,
    maximum: 86_400,
    unit: 'seconds',
    description: 'After the last octet, how long a printer may say nothing and keep the connection before the job counts as delivered.',
  },
  stall: {
    type: 'integer',
    default: 10,
    minimum: 1,
    maximum: 86_400,
    unit: 'seconds',
    description: 'How long a printer may take no data before its state says so; after six times that it says so as an error. The job waits on.',
  },
  'end-of-job': {
    type: 'keyword',
    default: 'none',
    keywords: ['none', 'ctrl-d', 'pjl', 'tbcp'],
    description:
      'How the end of a job is marked besides by the end of the connection: not at all, by Ctrl-D (PostScript), by PJL with the name of the job and its user, or by Ctrl-D with binary PostScript quoted (TBCP).',
  },
  'start-mark': {
    type: 'boolean',
    default: false,
    description: 'With end-of-job ctrl-d or tbcp, send a Ctrl-D in front of the job as well: it ends what a job before it left.',
  },
  'pjl-reports': {
    type: 'boolean',
    default: true,
    description: 'With end-of-job pjl, ask the printer to report on the job, its pages and itself. A job then ends when the printer says so, and its pages are counted.',
  },
} as const

/** Options of a `socket` device; `waiteof` and `contimeout` are CUPS's names. */
export const socketOptions: typeof deliveryOptions & typeof snmpOptions = { ...deliveryOptions, ...snmpOptions }

/** How a delivery is done; times in milliseconds. */
export interface DeliverySettings {
  readonly endOfJob: EndOfJob
  readonly startMark: boolean
  /** With `pjl`: whether the printer is asked for reports. */
  readonly pjlReports: boolean
  /** How long a job that is broken off may take to reset the printer. */
  readonly resetBound: number
  /** How often a printer that can be asked is asked while it has a job. */
  readonly probeInterval: number
  /** Whether to wait for the printer's close. */
  readonly waitForClose: boolean
  /** How long to try to connect; `Infinity` has no bound. */
  readonly connectBound: number
  /** How long one attempt to connect may take. */
  readonly attemptBound: number
  readonly backoff: Backoff
  /** Silence after the last octet that ends the wait for the close. */
  readonly silence: number
  /** Time without data taken after which the printer counts as stalled. */
  readonly stall: number
  /** The least time between two progress reports. */
  readonly progressInterval: number
}

/** What no option changes. */
export const defaultSettings: DeliverySettings = {
  endOfJob: 'none',
  startMark: false,
  pjlReports: true,
  resetBound: 2000,
  probeInterval: 30_000,
  waitForClose: true,
  connectBound: 604_800_000,
  // A sleeping printer may need some seconds to answer at all.
  attemptBound: 20_000,
  backoff: defaultBackoff,
  silence: 90_000,
  stall: 10_000,
  progressInterval: 250,
}

/**
 * The settings of a device: what its URI sets, else what the queue's options set, else the defaults. The URI comes first
 * because a queue's options may have been filled with defaults before they come here.
 *
 * @throws OptionError for an option that is not known or does not fit
 */
export function readSettings(address: PrinterAddress, options: Options): DeliverySettings {
  const { waiteof, contimeout, silence, stall, ...more } = readOptions(socketOptions, { ...options, ...address.options })
  return {
    ...defaultSettings,
    endOfJob: more['end-of-job'],
    startMark: more['start-mark'],
    pjlReports: more['pjl-reports'],
    waitForClose: waiteof,
    connectBound: contimeout === 0 ? Infinity : contimeout * 1000,
    silence: silence * 1000,
    stall: stall * 1000,
  }
}

/**
 * The SNMP question of a device, as its URI or its options set it; `undefined` if it is off.
 *
 * @throws OptionError for an option that is not known or does not fit, or that SNMPv3 needs and that is missing
 */
export function readSnmpQuestion(address: PrinterAddress, options: Options): SnmpQuestion | undefined {
  return snmpQuestion(address.host, readOptions(socketOptions, { ...options, ...address.options }))
}
