/** The job object. */
import type { Attributes, JobState } from '@platen/ipp-core'
import type { WhichJobs } from './which-jobs.js'

/** What a print service knows of a job now. */
export interface Job {
  /** `job-id`, unique in the server. */
  readonly id: number
  /** The queue it is in. */
  readonly printer: string
  readonly name: string
  /** `job-originating-user-name`. */
  readonly user: string
  /** `job-originating-host-name`. */
  readonly host: string
  readonly state: JobState
  /** `job-state-reasons`; empty means `none`. */
  readonly stateReasons: readonly string[]
  /** `job-state-message`: one sentence for people, saying why it is where it is. */
  readonly stateMessage: string
  /** 1 to 100, 100 first. */
  readonly priority: number
  /** Milliseconds since 1970. */
  readonly createdAt: number
  /** When it was first sent to a device. */
  readonly processingAt?: number
  /** When it reached a terminal state. */
  readonly completedAt?: number
  /** Octets of its documents. */
  readonly octets: number
  /** Octets its device has taken, in this attempt. */
  readonly octetsProcessed: number
  readonly impressionsCompleted: number
  readonly documents: number
  /** `document-format` of its first document. */
  readonly documentFormat?: string
  /** Unfinished jobs that print before it. */
  readonly interveningJobs?: number
  /** The queues it was moved from, in order. Default: none. */
  readonly movedFrom?: readonly string[]
  /** The queue whose device it is or was sent to (`output-device-assigned`), where that is another than its own: a class's member. */
  readonly outputDevice?: string
  /** `job-release-action`: what lets it print. Left out if nothing has to. */
  readonly releaseAction?: 'job-password' | 'owner-authorized'
  /** Its Job Template attributes as accepted (`copies`, `sides`, `job-hold-until`, ...). */
  readonly ticket: Attributes
}

/** A job to be made. */
export interface JobRequest {
  readonly name: string
  /**
   * Job Template attributes, already checked against the printer's capabilities. With `ipp-attribute-fidelity` `true` among them, a
   * document with which one cannot be carried out is refused; otherwise it is printed without (RFC 8011 section 4.2.1.1).
   */
  readonly ticket: Attributes
  /** `job-password`: the job is held until it is released with it. Only for printers whose capabilities have `job-password-supported`. */
  readonly password?: JobPassword
  /** Held until its owner releases it. Only for printers whose `job-release-action-supported` has `owner-authorized`. Default: it is not. */
  readonly awaitsOwner?: true
}

/** A job's password as its client gives it (PWG 5100.11 section 5.2). */
export interface JobPassword {
  /** `job-password-encryption`: `none`, or the name of the hash the octets are of, `sha2-256`. */
  readonly encryption: string
  /** The password or its hash; hashes also come in hexadecimal digits. */
  readonly octets: Uint8Array
}

/** A document to be added to a job. */
export interface DocumentRequest {
  /** `document-name`; empty if the client gave none. */
  readonly name: string
  /** `document-format`: what the client said, or what its first octets showed. */
  readonly format: string
  /** `document-natural-language`, if the client said. */
  readonly naturalLanguage?: string
  /** The document, uncompressed, read once and with back-pressure. It throws if the client goes away in mid-document. */
  readonly data: AsyncIterable<Uint8Array>
}

/** Which jobs a listing wants. */
export interface JobFilter {
  /** Only jobs of that printer; all printers of the service if left out. */
  readonly printer?: string
  /** Default `not-completed`. */
  readonly which?: WhichJobs
  /** Only jobs of that user. */
  readonly user?: string
  /** Only these jobs. */
  readonly ids?: readonly number[]
  /** Only jobs with that id or a greater one. */
  readonly fromId?: number
  /** At most that many, after ordering. */
  readonly limit?: number
  /** Leave out that many of the first. Default 0. */
  readonly offset?: number
}
