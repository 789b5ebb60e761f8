/** The options of the module and of its queues: one description for the configuration, the docs and the code. */
import { readOptions, settableOptions, watchOptions, type Options, type OptionSchema, type OptionValues } from '@platen/papi'
import type { DeliveryPolicy } from './after-delivery.js'
import { readHoldPeriods } from './hold-periods.js'
import type { HoldPeriods } from './hold-until.js'
import type { QueueLimits } from './limits.js'

/** Options of the spooler as a whole. */
export const moduleOptions = {
  'history-jobs': { type: 'integer', default: 500, minimum: 0, maximum: 100_000, unit: 'jobs', description: 'Finished jobs that are remembered, of all queues together: the newest.' },
  'history-seconds': { type: 'integer', default: 604_800, minimum: 0, maximum: 315_360_000, unit: 'seconds', description: 'How long a finished job is remembered.' },
  'retain-documents': { type: 'integer', default: 86_400, minimum: 0, maximum: 315_360_000, unit: 'seconds', description: 'How long the documents of a finished job are kept, for Restart-Job. 0: not at all.' },
  'longest-retention': { type: 'integer', default: 2_678_400, minimum: 0, maximum: 315_360_000, unit: 'seconds', description: 'How long a client may have the documents of its finished job kept (job-retain-until). 0: it may not ask.' },
  'hold-periods': { type: 'string', default: '', description: 'Periods of the day for job-hold-until besides the standard ones, or in their place: "lunch=12:00-13:30, backup=Sat,Sun 22:00-04:00"; a name may be given several times.' },
} as const

/** Options of each queue but for those of {@link watchOptions}. */
const spoolerOptions = {
  'error-policy': {
    type: 'keyword', settable: true,
    default: 'retry',
    keywords: ['retry', 'hold', 'abort', 'stop-printer'],
    description: 'When the device cannot be reached: try again later, at most 30 s apart; hold the job; abort the job; or pause the printer.',
  },
  'after-broken-send': { type: 'keyword', settable: true, default: 'reprint', keywords: ['reprint', 'hold'], description: 'When the connection breaks after octets were sent: print again from the beginning of the document, or hold the job for a person.' },
  'after-crash': { type: 'keyword', settable: true, default: 'reprint', keywords: ['reprint', 'hold'], description: 'The same, when the server stopped in the middle of a send.' },
  'reprint-limit': { type: 'integer', settable: true, default: 5, minimum: 1, maximum: 1000, unit: 'sends', description: 'Broken sends of a job after which it is held in any case, so that it does not eat paper for ever.' },
  'job-cancel-after': { type: 'integer', default: 0, minimum: 0, maximum: 31_536_000, unit: 'seconds', description: 'How long a job may take from when it is first sent, where its client does not say; then it is canceled. 0: as long as it takes.' },
  'multiple-operation-time-out': { type: 'integer', default: 300, minimum: 1, maximum: 86_400, unit: 'seconds', description: 'How long an open job waits for its next document.' },
  'multiple-operation-time-out-action': { type: 'keyword', default: 'abort-job', keywords: ['abort-job', 'hold-job', 'process-job'], description: 'What happens then; a job without a document is aborted in any case.' },
  fallback: { type: 'string', list: true, settable: true, default: '', description: 'Queues, separated by commas, that take over jobs whose device stays down: the first that is ready, takes their formats and can do what they ask.' },
  'fallback-after': { type: 'integer', settable: true, default: 60, minimum: 0, maximum: 604_800, unit: 'seconds', description: 'How long the device must have been down before.' },
  'fallback-after-send': { type: 'boolean', settable: true, default: false, description: 'Whether a job may move, too, of which octets were sent: part of it may then be printed twice.' },
  'fallback-limit': { type: 'integer', settable: true, default: 5, minimum: 1, maximum: 20, unit: 'moves', description: 'How often a job may move by itself; never back to a queue that it left.' },
  'hold-periods': { type: 'string', settable: true, default: '', description: 'Periods for job-hold-until, as the option of the module of that name has them: this queue has these in place of those. Empty: those of the module.' },
  'max-jobs': { type: 'integer', settable: true, default: 0, minimum: 0, maximum: 1_000_000_000, unit: 'jobs', description: 'Unfinished jobs the queue takes. 0: any number.' },
  'max-jobs-per-user': { type: 'integer', settable: true, default: 0, minimum: 0, maximum: 1_000_000_000, unit: 'jobs', description: 'Unfinished jobs of one user. 0: any number.' },
  'max-job-size': { type: 'integer', settable: true, default: 0, minimum: 0, maximum: 2_147_483_647, unit: 'KiB', description: 'Size of one job. 0: any.' },
  'max-queue-size': { type: 'integer', settable: true, default: 0, minimum: 0, maximum: 2_147_483_647, unit: 'KiB', description: 'Size of all unfinished jobs together. 0: any.' },
} as const

/** Options of each queue. */
export const queueOptions: typeof watchOptions & typeof spoolerOptions = { ...watchOptions, ...spoolerOptions }

/** Those that operators may set by IPP. */
export const settableQueueOptions: OptionSchema = settableOptions(queueOptions)

/** Checked values of {@link moduleOptions}. */
export type ModuleSettings = OptionValues<typeof moduleOptions>

/** A queue's settings. */
export interface QueueSettings extends DeliveryPolicy {
  /** Milliseconds between two questions to its device while no job is on it; 0: none are asked. */
  readonly statusInterval: number
  /** Seconds; 0 for no limit. */
  readonly cancelAfter: number
  /** Seconds. */
  readonly multipleOperationTimeOut: number
  readonly timeOutAction: 'abort-job' | 'hold-job' | 'process-job'
  readonly fallback: FallbackPolicy
  /** `undefined`: none. */
  readonly limits: QueueLimits | undefined
  /** What the names of `job-hold-until` stand for; `undefined`: what the module says. */
  readonly holdPeriods: HoldPeriods | undefined
}

/** Where jobs go whose device stays down. */
export interface FallbackPolicy {
  /** Queues, the preferred first. */
  readonly queues: readonly string[]
  /** Milliseconds. */
  readonly after: number
  readonly afterSend: boolean
  readonly limit: number
}

const names = (list: string): string[] => [...new Set(list.split(/[\s,]+/).filter((one) => one !== ''))]

const limited = (most: number, unit = 1): number | undefined => (most === 0 ? undefined : most * unit)

/** Checks the module's options. @throws OptionError */
export const readModuleSettings = (given: Options): ModuleSettings => readOptions(moduleOptions, given)

/** Checks a queue's options. @throws OptionError */
export function readQueueSettings(given: Options): QueueSettings {
  const values = readOptions(queueOptions, given)
  return {
    statusInterval: values['status-interval'] * 1000,
    errorPolicy: values['error-policy'],
    afterBrokenSend: values['after-broken-send'],
    afterCrash: values['after-crash'],
    reprintLimit: values['reprint-limit'],
    cancelAfter: values['job-cancel-after'],
    multipleOperationTimeOut: values['multiple-operation-time-out'],
    timeOutAction: values['multiple-operation-time-out-action'],
    fallback: { queues: names(values.fallback), after: values['fallback-after'] * 1000, afterSend: values['fallback-after-send'], limit: values['fallback-limit'] },
    limits: limitsOf(values),
    holdPeriods: values['hold-periods'] === '' ? undefined : readHoldPeriods(values['hold-periods']),
  }
}

function limitsOf(values: OptionValues<typeof queueOptions>): QueueLimits | undefined {
  const limits = {
    jobs: limited(values['max-jobs']),
    jobsPerUser: limited(values['max-jobs-per-user']),
    jobOctets: limited(values['max-job-size'], 1024),
    queueOctets: limited(values['max-queue-size'], 1024),
  }
  return Object.values(limits).every((one) => one === undefined) ? undefined : limits
}
