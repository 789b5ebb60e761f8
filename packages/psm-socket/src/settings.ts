/** The options of a printer on TCP, and the times they mean. */
import { readOptions, type Options } from '@platen/papi'
import type { PrinterAddress } from './address.js'
import { defaultBackoff, type Backoff } from './backoff.js'

/** Options of a `socket` device; `waiteof` and `contimeout` are CUPS's names. */
export const socketOptions = {
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
  pjl: {
    type: 'boolean',
    default: false,
    description: 'Whether the printer reads PJL before the document: then sides, trays, resolution and copies are told to it. A printer that does not prints the commands.',
  },
} as const

/** The times of a delivery, in milliseconds. */
export interface DeliverySettings {
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
  /** Whether a job's attributes are told to the printer in PJL. */
  readonly jobLanguage: boolean
  /** The least time between two progress reports. */
  readonly progressInterval: number
}

/** What no option changes. */
export const defaultSettings: DeliverySettings = {
  waitForClose: true,
  connectBound: 604_800_000,
  // A sleeping printer may need some seconds to answer at all.
  attemptBound: 20_000,
  backoff: defaultBackoff,
  silence: 90_000,
  stall: 10_000,
  jobLanguage: false,
  progressInterval: 250,
}

/**
 * The settings of a device: what its URI sets, else what the queue's options set, else the defaults. The URI comes first
 * because a queue's options may have been filled with defaults before they come here.
 *
 * @throws OptionError for an option that is not known or does not fit
 */
export function readSettings(address: PrinterAddress, options: Options): DeliverySettings {
  const { waiteof, contimeout, silence, stall, pjl } = readOptions(socketOptions, { ...options, ...address.options })
  return {
    ...defaultSettings,
    waitForClose: waiteof,
    connectBound: contimeout === 0 ? Infinity : contimeout * 1000,
    silence: silence * 1000,
    stall: stall * 1000,
    jobLanguage: pjl,
  }
}
