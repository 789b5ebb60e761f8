/** The PAPI calls: what a print service answers. Names are those of papi.h, without the prefix. */
import type { Attributes } from '@platen/ipp-core'
import type { Call } from './call.js'
import type { Document, OpenedDocument } from './document.js'
import type { PrintEvent } from './events.js'
import type { JobHappening, PrinterHappening } from './history.js'
import type { IdentifyAction } from './identification.js'
import type { DocumentRequest, Job, JobFilter, JobPassword, JobRequest } from './job.js'
import type { QueueDefinition, QueueDefinitionChanges } from './module.js'
import type { Printer } from './printer.js'

/**
 * A print service: the printers of one module, and their jobs.
 *
 * The first calls every service has. The optional ones are its capabilities: the listener offers an operation for a
 * queue exactly if its service has the call. Every call may throw a `PapiError`: `not-found` for a printer or job that
 * is not this service's, `not-authorized` for a caller that may not, and what each call says.
 */
export interface PrintService extends AsyncDisposable {
  /** Every printer, in the order of the configuration. */
  printersList(call: Call): Promise<readonly Printer[]>
  /** One printer. */
  printerQuery(call: Call, printer: string): Promise<Printer>
  /** Jobs: unfinished ones in the order they will print, finished ones newest first (RFC 8011 section 4.2.6.2). */
  printerListJobs(call: Call, filter: JobFilter): Promise<readonly Job[]>
  /** Whether a job like that would be taken. @throws PapiError as {@link PrintService.jobSubmit} would */
  jobValidate(call: Call, printer: string, request: JobRequest, format: string): Promise<void>
  /**
   * Makes a job of one document. Resolves when the job is accepted for good: a service with a memory has it on disk, flushed.
   *
   * @throws PapiError `not-accepting-jobs`, `document-format-not-supported`, `temporary-error` (disk full), or what
   * reading `document.data` threw. Nothing is left of a job that was refused.
   */
  jobSubmit(call: Call, printer: string, request: JobRequest, document: DocumentRequest): Promise<Job>
  /** One job. */
  jobQuery(call: Call, job: number): Promise<Job>
  /** Ends a job that is not finished. @throws PapiError `not-possible` if it is finished */
  jobCancel(call: Call, job: number, message?: string): Promise<void>

  /**
   * Ends an unfinished job because what its client sent cannot be printed.
   *
   * @param reasons - `job-state-reasons` besides `aborted-by-system`, such as `unsupported-document-format`
   * @param message - for people
   */
  jobAbort?(call: Call, job: number, reasons: readonly string[], message: string): Promise<void>

  /** Makes an open job, to which documents are added. */
  jobCreate?(call: Call, printer: string, request: JobRequest): Promise<Job>
  /** Adds a document to an open job; it is kept as {@link PrintService.jobSubmit} keeps it. @throws PapiError `not-possible` if the job is not open, `conflicting-attributes` for what its ticket's fidelity forbids */
  jobStreamAdd?(call: Call, job: number, document: DocumentRequest): Promise<Job>
  /** Closes an open job: it prints. Closing a closed job changes nothing. */
  jobCommit?(call: Call, job: number): Promise<Job>
  /**
   * Changes Job Template attributes and `job-name` of an unfinished job: all of them, or none. An attribute with the
   * out-of-band value `delete-attribute` is taken away (RFC 3380 section 8.1).
   *
   * @throws PapiError `not-possible` if the job is printing or finished
   */
  jobModify?(call: Call, job: number, changes: Attributes): Promise<Job>
  /**
   * Holds a job that is not yet printing.
   *
   * @param until - a `job-hold-until` keyword, or the instant when it prints by itself (`job-hold-until-time`), milliseconds since 1970. Default `indefinite`
   */
  jobHold?(call: Call, job: number, until?: string | number): Promise<void>
  /**
   * Lets a held job print.
   *
   * @param password - what unlocks a job that was made with a password (PWG 5100.11)
   * @throws PapiError `not-possible` if the job has a password and none or another is given, or if only an operator may release it;
   * `not-authorized` if it waits for its owner and the caller has neither proved to be that nor says so at the host it came from
   */
  jobRelease?(call: Call, job: number, password?: JobPassword): Promise<void>
  /**
   * Prints a finished job again, under its id.
   *
   * @param until - holds it first, as for {@link PrintService.jobHold}. Default: it is not held
   * @throws PapiError `not-possible` if its documents are gone or it is not finished
   */
  jobRestart?(call: Call, job: number, until?: string | number): Promise<void>
  /**
   * Makes a new job of the documents of a finished one; that one stays as it is (Reprocess-Job, Resubmit-Job).
   *
   * @param request - the new job's name if it gets another, and attributes that replace those of the old job's ticket
   * @throws PapiError `not-possible` if its documents are gone or it is not finished, and what {@link PrintService.jobSubmit} throws
   */
  jobResubmit?(call: Call, job: number, request: ResubmitRequest): Promise<Job>
  /** Puts a pending job before all others of its printer. Operators only. */
  jobPromote?(call: Call, job: number): Promise<void>
  /**
   * Puts a pending job right behind another of its printer (RFC 3998 section 3.2). Operators only.
   *
   * @param predecessor - a job that is pending or printing
   * @throws PapiError `not-possible` if one of them is in no state for that, or they are of different printers
   */
  jobScheduleAfter?(call: Call, job: number, predecessor: number): Promise<void>
  /**
   * Stops feeding the device with a job that is printing; the device stays with it (RFC 3998 section 3.2).
   *
   * @throws PapiError `not-possible` if it is not printing
   */
  jobSuspend?(call: Call, job: number): Promise<void>
  /** Goes on with a suspended job. @throws PapiError `not-possible` if it is not suspended */
  jobResume?(call: Call, job: number): Promise<void>
  /** Moves an unfinished job to another printer of this service. */
  jobMove?(call: Call, job: number, printer: string): Promise<void>

  /** What has happened to a job, oldest first. A service may forget the middle of a long history. */
  jobHistory?(call: Call, job: number): Promise<readonly JobHappening[]>
  /** What has happened to a printer itself, oldest first: who paused it, when its device went down and came back. A service may forget the oldest. */
  printerHistory?(call: Call, printer: string): Promise<readonly PrinterHappening[]>

  /** The documents of a job, in their order (PWG 5100.5). */
  documentsList?(call: Call, job: number): Promise<readonly Document[]>
  /**
   * Changes the description of a document that is not yet printing.
   *
   * @throws PapiError `not-found` for a number the job has no document of, `not-possible` in any later state
   */
  documentModify?(call: Call, job: number, document: number, changes: DocumentChanges): Promise<void>
  /**
   * Leaves a document out of an unfinished job; one that is being sent is broken off. A job of which no document is left ends canceled.
   *
   * @throws PapiError `not-found` for a number the job has no document of, `not-possible` if the document is finished
   */
  documentCancel?(call: Call, job: number, document: number): Promise<void>
  /**
   * Gives a document back as its client sent it. For operators, and for the owner of its job: who has proved to be that, or says
   * so at the host that the job came from.
   *
   * @throws PapiError `not-authorized` also for a job that was made with a password, `not-found` for a number the job has no
   * document of, `not-possible` if it is no longer kept
   */
  documentOpen?(call: Call, job: number, document: number): Promise<OpenedDocument>

  /** Stops printing; jobs are still accepted. A job that is printing is finished. @param message - for people */
  printerPause?(call: Call, printer: string, message?: string): Promise<void>
  /** Prints again. */
  printerResume?(call: Call, printer: string): Promise<void>
  /** Accepts jobs. */
  printerEnable?(call: Call, printer: string): Promise<void>
  /** Refuses new jobs; those accepted print on. @param message - for people */
  printerDisable?(call: Call, printer: string, message?: string): Promise<void>
  /** From now on new jobs are held (RFC 3998 section 3.1). @param message - for people */
  printerHoldNewJobs?(call: Call, printer: string, message?: string): Promise<void>
  /** Lets the jobs print that were held because they were new, and holds no more. */
  printerReleaseHeldNewJobs?(call: Call, printer: string): Promise<void>
  /** Takes a printer out of service: the job that is printing is finished, no other is printed or accepted. It lasts over restarts of the server. @param message - for people */
  printerShutdown?(call: Call, printer: string, message?: string): Promise<void>
  /** Puts a printer back into service. */
  printerStartup?(call: Call, printer: string): Promise<void>
  /** Puts a printer back into service, and forgets what was known of its device: it is tried at once. A job that is printing is not disturbed. */
  printerRestart?(call: Call, printer: string): Promise<void>
  /**
   * Takes a printer out of use: the job that is printing is finished, no other is printed or accepted, and it answers
   * questions only (RFC 3998 section 3.1). It lasts over restarts of the server. @param message - for people
   */
  printerDeactivate?(call: Call, printer: string, message?: string): Promise<void>
  /** Puts a deactivated printer back into use. */
  printerActivate?(call: Call, printer: string): Promise<void>
  /** Cancels every job of a printer and forgets them. */
  printerPurgeJobs?(call: Call, printer: string): Promise<void>

  /**
   * Makes a printer noticed by people near it (PWG 5100.13). `identifiable` gives it to a service that has no way of its own.
   *
   * @param message - to be shown, empty for none
   */
  printerIdentify?(call: Call, printer: string, actions: readonly IdentifyAction[], message: string): Promise<void>

  /**
   * Adds a printer: it accepts jobs and prints. For operators, as are the two calls below.
   *
   * The three change what the service serves now. Definitions are kept by whoever opened the service: at its next start
   * it is given what then holds.
   *
   * @throws PapiError `not-possible` if there is one of that name; what opening its device throws
   */
  printerAdd?(call: Call, definition: QueueDefinition): Promise<Printer>
  /**
   * Changes a printer's definition. Its jobs stay. If the device changes, what is being sent to the old one is taken
   * back and printed on the new one; a service without a spool cannot take back, and refuses.
   *
   * @throws PapiError `not-possible` if the device cannot change now; what opening the new device throws
   */
  printerModify?(call: Call, printer: string, changes: QueueDefinitionChanges): Promise<Printer>
  /**
   * Removes a printer. Its unfinished jobs are canceled, and all its jobs are forgotten, as CUPS does it. Resolves when its
   * device has let go.
   */
  printerRemove?(call: Call, printer: string): Promise<void>

  /** Events from now on, until the signal is aborted. */
  events?(signal?: AbortSignal): AsyncIterable<PrintEvent>
}

/** What a job made from another's documents has of its own. */
export interface ResubmitRequest {
  /** Default: the old job's. */
  readonly name?: string
  /** Attributes that replace those of the old ticket. */
  readonly ticket: Attributes
}

/** What may be changed of a document. */
export interface DocumentChanges {
  readonly name?: string
}
