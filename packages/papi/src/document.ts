/** The document object (PWG 5100.5). */
import type { DocumentState } from '@platen/ipp-core'

/** What a print service knows of a document of a job now. */
export interface Document {
  /** The job it is in. */
  readonly job: number
  /** `document-number`: 1 for the first. */
  readonly number: number
  /** `document-name`; empty if its client gave none. */
  readonly name: string
  /** `document-format`. */
  readonly format: string
  /** `document-natural-language`, if its client said. */
  readonly naturalLanguage?: string
  readonly state: DocumentState
  /** `document-state-reasons`; empty means `none`. */
  readonly stateReasons: readonly string[]
  /** When it had come in whole, milliseconds since 1970. */
  readonly createdAt: number
  /** When it was first sent to a device. */
  readonly processingAt?: number
  /** When it reached a terminal state. */
  readonly completedAt?: number
  readonly octets: number
  /** Octets its device has taken of it in the last attempt that is known. */
  readonly octetsProcessed: number
  /** Whether no document follows it: the job is closed, and it is the job's last. */
  readonly isLast: boolean
}

/** A document that can be read. */
export interface OpenedDocument {
  readonly document: Document
  /** Its octets, `document.octets` of them; read at most once, and nothing is held open until then. It throws if the document goes before it is read. */
  readonly data: AsyncIterable<Uint8Array>
}
