/** The options of the module and of its queues: one description for the configuration, the docs and the code. */
import { readOptions, watchOptions, type Options, type OptionValues } from '@platen/papi'
import type { DeliveryPolicy } from './after-delivery.js'

/** Options of the spooler as a whole. */
export const moduleOptions = {
  'history-jobs': { type: 'integer', default: 500, minimum: 0, maximum: 100_000, unit: 'jobs', description: 'Finished jobs that are remembered, of all queues together: the newest.' },
  'history-seconds': { type: 'integer', default: 604_800, minimum: 0, maximum: 315_360_000, unit: 'seconds', description: 'How long a finished job is remembered.' },
  'retain-documents': { type: 'integer', default: 86_400, minimum: 0, maximum: 315_360_000, unit: 'seconds', description: 'How long the documents of a finished job are kept, for Restart-Job. 0: not at all.' },
  'longest-retention': { type: 'integer', default: 2_678_400, minimum: 0, maximum: 315_360_000, unit: 'seconds', description: 'How long a client may have the documents of its finished job kept (job-retain-until). 0: it may not ask.' },
} as const

/** Options of each queue but for those of {@link watchOptions}. */
const spoolerOptions = {
  'error-policy': {
    type: 'keyword',
    default: 'retry',
    keywords: ['retry', 'hold', 'abort', 'stop-printer'],
    description: 'When the device cannot be reached: try again later, at most 30 s apart; hold the job; abort the job; or pause the printer.',
  },
  'after-broken-send': { type: 'keyword', default: 'reprint', keywords: ['reprint', 'hold'], description: 'When the connection breaks after octets were sent: print again from the beginning of the document, or hold the job for a person.' },
  'after-crash': { type: 'keyword', default: 'reprint', keywords: ['reprint', 'hold'], description: 'The same, when the server stopped in the middle of a send.' },
  'reprint-limit': { type: 'integer', default: 5, minimum: 1, maximum: 1000, unit: 'sends', description: 'Broken sends of a job after which it is held in any case, so that it does not eat paper for ever.' },
  'job-cancel-after': { type: 'integer', default: 0, minimum: 0, maximum: 31_536_000, unit: 'seconds', description: 'How long a job may take from when it is first sent, where its client does not say; then it is canceled. 0: as long as it takes.' },
  'multiple-operation-time-out': { type: 'integer', default: 300, minimum: 1, maximum: 86_400, unit: 'seconds', description: 'How long an open job waits for its next document.' },
  'multiple-operation-time-out-action': { type: 'keyword', default: 'abort-job', keywords: ['abort-job', 'hold-job', 'process-job'], description: 'What happens then; a job without a document is aborted in any case.' },
} as const

/** Options of each queue. */
export const queueOptions: typeof watchOptions & typeof spoolerOptions = { ...watchOptions, ...spoolerOptions }

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
}

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
  }
}
