/** How much a queue takes: jobs, octets, of one user. Pure. */
import { PapiError } from '@platen/papi'

/** A queue's limits; `undefined`: none. */
export interface QueueLimits {
  /** Unfinished jobs. */
  readonly jobs: number | undefined
  readonly jobsPerUser: number | undefined
  /** Octets of one job. */
  readonly jobOctets: number | undefined
  /** Octets of all unfinished jobs. */
  readonly queueOctets: number | undefined
}

/** What waits in a queue. */
export interface QueueLoad {
  readonly jobs: number
  readonly octets: number
  /** Unfinished jobs of that user. */
  readonly ofUser: (user: string) => number
}

/** What is to be added: a job, or a document to a job that is there. */
export interface Addition {
  readonly user: string
  /** Octets that come. */
  readonly octets: number
  /** Octets of the job, these included. */
  readonly jobOctets: number
  /** Whether it is another job. */
  readonly isJob: boolean
}

/** Octets as people read them. */
const size = (octets: number): string => (octets < 1024 * 1024 ? `${Math.ceil(octets / 1024)} KiB` : `${Math.round(octets / 1024 / 1024)} MiB`)

/** The refusal of a job that is too large. */
export const tooLarge = (printer: string, limit: number): PapiError => new PapiError('request-entity-too-large', `printer "${printer}" takes jobs of at most ${size(limit)}`)

/** Why a queue does not take more; `undefined` if it does. */
export function overLimit(printer: string, limits: QueueLimits, load: QueueLoad, addition: Addition): PapiError | undefined {
  if (limits.jobOctets !== undefined && addition.jobOctets > limits.jobOctets) return tooLarge(printer, limits.jobOctets)
  if (addition.isJob && limits.jobs !== undefined && load.jobs >= limits.jobs) {
    return new PapiError('too-many-jobs', `printer "${printer}" has ${load.jobs} jobs waiting and takes no more; try again when some have printed`)
  }
  if (addition.isJob && limits.jobsPerUser !== undefined && load.ofUser(addition.user) >= limits.jobsPerUser) {
    return new PapiError('too-many-jobs', `user "${addition.user}" has ${limits.jobsPerUser} jobs waiting at printer "${printer}", and may have no more; try again when some have printed`)
  }
  // An empty queue takes any job that is not too large by itself.
  if (limits.queueOctets !== undefined && load.octets > 0 && load.octets + addition.octets > limits.queueOctets) {
    return new PapiError('not-accepting-jobs', `printer "${printer}" has ${size(load.octets)} waiting and takes no more than ${size(limits.queueOctets)}; try again when some of it has printed`)
  }
  return undefined
}
