/** The printer object: a queue as clients see it. */
import type { Attributes, PrinterState } from '@platen/ipp-core'
import type { DeviceFacts } from './device-report.js'

/** What a print service knows of a printer now. URIs and protocol facts are the listener's to add. */
export interface Printer {
  /** The queue's name, unique in the server: letters, digits and `-_.`. */
  readonly name: string
  /** `printer-info`: what people call it. */
  readonly info: string
  /** `printer-location`. */
  readonly location: string
  /** `printer-make-and-model`. */
  readonly makeAndModel: string
  /** `printer-uuid` as `urn:uuid:...`; stays the same for ever. */
  readonly uuid: string
  readonly state: PrinterState
  /** `printer-state-reasons` with severity suffixes; empty means `none`. */
  readonly stateReasons: readonly string[]
  /** `printer-state-message`: one sentence for people. */
  readonly stateMessage: string
  /** `printer-message-from-operator`: what an operator wants users to read. */
  readonly messageFromOperator?: string
  /** When state, reasons or acceptance last changed, milliseconds since 1970. */
  readonly stateChangedAt: number
  /** When its configuration last changed, milliseconds since 1970. */
  readonly configChangedAt: number
  readonly isAcceptingJobs: boolean
  /** `queued-job-count`: jobs that are not finished. */
  readonly queuedJobCount: number
  /** Where its documents go, without secrets. */
  readonly deviceUri: string
  /** `document-format-supported`, the preferred first. */
  readonly formats: readonly string[]
  /** `document-format-default`. */
  readonly defaultFormat: string
  /** The queues that share its jobs, if it is a class. */
  readonly members?: readonly string[]
  /** Whether a job may have more than one document. */
  readonly multipleDocuments: boolean
  /** `multiple-operation-time-out`, seconds; an open job waits that long for its next document. */
  readonly multipleOperationTimeOut: number
  /**
   * What the printer can do and does by default: `media-supported`, `sides-default`, ... Job Template attributes it
   * carries out have their `-supported` here, and only those. Besides, whatever else the service knows of its printer:
   * `printer-supply`, `printer-organization`, `printer-device-id`. An attribute here stands in place of the listener's own.
   *
   * The same object as long as nothing in it changes: the listener keeps what it has derived from it.
   */
  readonly capabilities: Attributes
  /**
   * Attributes that stand in place of those in `capabilities` for documents of a format, by MIME type in lower case: pages
   * can be selected in PDF but not in PostScript, say. `application/octet-stream` is a document whose octets do not show what it
   * is; what holds of it says nothing of a document that is still to come. Default: none.
   */
  readonly formatExceptions?: ReadonlyMap<string, Attributes>
  /**
   * What its device tells of itself: alerts, supplies, paper, pages. It stands in place of what `capabilities` say of the same.
   * The same object as long as nothing in it changes.
   */
  readonly deviceFacts?: DeviceFacts
}
