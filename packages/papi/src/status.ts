/** What a PAPI call can answer instead of a result. */

/**
 * PAPI's status names: those of papi.h without their prefix, in the spelling of IPP keywords.
 * The listener maps each to an IPP status code in one table.
 */
export type PapiStatus =
  | 'bad-request'
  | 'forbidden'
  | 'not-authenticated'
  | 'not-authorized'
  | 'not-possible'
  | 'timeout'
  | 'not-found'
  | 'gone'
  | 'request-entity-too-large'
  | 'request-value-too-long'
  | 'document-format-not-supported'
  | 'attributes-or-values-not-supported'
  | 'uri-scheme-not-supported'
  | 'charset-not-supported'
  | 'conflicting-attributes'
  | 'compression-not-supported'
  | 'compression-error'
  | 'document-format-error'
  | 'document-access-error'
  | 'attributes-not-settable'
  | 'internal-error'
  | 'operation-not-supported'
  | 'service-unavailable'
  | 'device-error'
  | 'temporary-error'
  | 'not-accepting-jobs'
  | 'busy'
  | 'job-canceled'
  | 'multiple-document-jobs-not-supported'
  | 'printer-is-deactivated'
  | 'too-many-jobs'
  | 'too-many-documents'
  /** A caller of the API made a mistake; no client can cause it. */
  | 'bad-argument'

/** The one error of PAPI and of every print-service module: what happened, to what, and what to do. */
export class PapiError extends Error {
  override readonly name = 'PapiError'

  constructor(
    /** The PAPI status. */
    readonly code: PapiStatus,
    /** A sentence for people; clients show it (`status-message`). */
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
