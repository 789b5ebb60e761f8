/** What an operation handler is, and what it is given. */
import type { Attributes, Message, Operation, StatusCode } from '@platen/ipp-core'
import type { Call, Job, PrintService, PrintServiceDirectory, PrintSystem } from '@platen/papi'
import type { AnswerUris } from './answer-uris.js'
import type { ListenerConfiguration } from './configuration.js'
import type { AnsweredDocument } from './exchange.js'
import type { Locations } from './locations.js'
import type { EncodedGroup, PrinterDescriptions } from './printer-descriptions.js'
import type { SubscriptionRegistry } from './subscriptions/registry.js'
import type { Target } from './target.js'

/** A checked request on its way to its handler. */
export interface OperationRequest {
  readonly message: Message
  /** The operation-attributes group. */
  readonly operation: Attributes
  /** The job-attributes group; empty if there is none. */
  readonly job: Attributes
  /** The document data. */
  readonly document: AsyncIterable<Uint8Array>
  readonly call: Call
  readonly services: PrintServiceDirectory
  readonly configuration: ListenerConfiguration
  /** Descriptions of printers, kept between requests. */
  readonly descriptions: PrinterDescriptions
  /** The system, if queues may come and go here. */
  readonly system: PrintSystem | undefined
  /** The subscriptions to events. */
  readonly subscriptions: SubscriptionRegistry
  readonly uris: AnswerUris
  readonly target: Target
  /** `job-id`, or the job of a job-uri. */
  readonly jobId: number | undefined
  /** Milliseconds since 1970. */
  readonly now: number
  /** `operations-supported` of a queue: what its print service can do and the listener has switched on for it. The same list for the same queue. */
  readonly offered: (service: PrintService, queue: string) => readonly Operation[]
  readonly locations: Locations
  /** `operations-supported` of the system. */
  readonly offeredBySystem: () => readonly Operation[]
}

/** A request about the system. */
export interface SystemRequest extends OperationRequest {
  readonly system: PrintSystem
}

/** A request about a queue that may or may not be there. */
export interface QueueRequestOf extends SystemRequest {
  /** Its name. */
  readonly queue: string
}

/** A request about a printer. */
export interface PrinterRequest extends OperationRequest {
  readonly printer: string
  readonly service: PrintService
}

/** A request about a job. */
export interface JobRequestOf extends OperationRequest {
  readonly service: PrintService
  /** The job as it was when the request was checked. */
  readonly queried: Job
}

/** What a handler answers. The dispatcher adds version, request-id, charset and language. */
export interface OperationAnswer {
  /** Default successful-ok. */
  readonly status?: StatusCode
  /** `status-message`, for people. */
  readonly message?: string
  /** Operation attributes of this operation's answer, behind status-message. */
  readonly operation?: Attributes
  /** Groups behind the operation attributes, in the order of RFC 8011 section 4.1.3. Only the last may bring octets. */
  readonly groups?: readonly EncodedGroup[]
  /** Data behind the attributes. */
  readonly document?: AnsweredDocument
}

interface HandlerOf<Kind extends string, Request> {
  readonly code: Operation
  /** What the request must be about: the dispatcher refuses others and finds the print service. */
  readonly target: Kind
  /** Whether the listener is configured for it. Default: it needs nothing. */
  readonly enabledBy?: (configuration: ListenerConfiguration) => boolean
  /** Whether a print service can do it, as long as it lives: queues advertise the operation exactly then. Default: every service can. */
  readonly offeredBy?: (service: PrintService) => boolean
  /** `operator`: only operators may. Default: everyone, and the print service minds who owns a job. */
  readonly access?: 'operator'
  /** Whether it changes or asks the system, though it is about something else: not offered where there is none. Default false. */
  readonly needsSystem?: true
  /** Whether the System object takes it, too, for the printer of `printer-id` or the default one, or for its own subscriptions (PWG 5100.22). Default false. */
  readonly onSystem?: true
  /** Whether it is always refused, with a sentence that helps: then nothing advertises it. Default false. */
  readonly alwaysRefused?: true
  readonly handle: (request: Request) => Promise<OperationAnswer>
}

/**
 * An operation handler, by what it is about: `none` needs no target (CUPS), `server` takes any target, a printer, a job,
 * the system, or a queue by name whether it is there or not.
 */
export type OperationHandler = HandlerOf<'none', OperationRequest> | HandlerOf<'server', OperationRequest> | HandlerOf<'printer', PrinterRequest> | HandlerOf<'job', JobRequestOf> | HandlerOf<'system', SystemRequest> | HandlerOf<'queue', QueueRequestOf>
