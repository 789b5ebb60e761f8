/** Requests that are refused, and how each error becomes an IPP status. */
import { IppError, isLimitCode, StatusCode, type Attributes } from '@platen/ipp-core'
import { PapiError, type PapiStatus } from '@platen/papi'

/** A request that is refused: status, a sentence, and the attributes that were the reason. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  /** For the unsupported-attributes group (RFC 8011 section 4.1.7). */
  readonly unsupported: Attributes | undefined
  /** Operation attributes of the answer, behind status-message. */
  readonly operation: Attributes | undefined

  constructor(
    readonly status: StatusCode,
    message: string,
    unsupported?: Attributes,
    operation?: Attributes,
  ) {
    super(message)
    this.unsupported = unsupported
    this.operation = operation
  }
}

/** The one table from PAPI statuses to IPP status codes. */
const statusOfPapi: Readonly<Record<PapiStatus, StatusCode>> = {
  'bad-request': StatusCode.ClientErrorBadRequest,
  forbidden: StatusCode.ClientErrorForbidden,
  'not-authenticated': StatusCode.ClientErrorNotAuthenticated,
  'not-authorized': StatusCode.ClientErrorNotAuthorized,
  'not-possible': StatusCode.ClientErrorNotPossible,
  timeout: StatusCode.ClientErrorTimeout,
  'not-found': StatusCode.ClientErrorNotFound,
  gone: StatusCode.ClientErrorGone,
  'request-entity-too-large': StatusCode.ClientErrorRequestEntityTooLarge,
  'request-value-too-long': StatusCode.ClientErrorRequestValueTooLong,
  'document-format-not-supported': StatusCode.ClientErrorDocumentFormatNotSupported,
  'attributes-or-values-not-supported': StatusCode.ClientErrorAttributesOrValuesNotSupported,
  'uri-scheme-not-supported': StatusCode.ClientErrorUriSchemeNotSupported,
  'charset-not-supported': StatusCode.ClientErrorCharsetNotSupported,
  'conflicting-attributes': StatusCode.ClientErrorConflictingAttributes,
  'compression-not-supported': StatusCode.ClientErrorCompressionNotSupported,
  'compression-error': StatusCode.ClientErrorCompressionError,
  'document-format-error': StatusCode.ClientErrorDocumentFormatError,
  'document-access-error': StatusCode.ClientErrorDocumentAccessError,
  'attributes-not-settable': StatusCode.ClientErrorAttributesNotSettable,
  'internal-error': StatusCode.ServerErrorInternalError,
  'operation-not-supported': StatusCode.ServerErrorOperationNotSupported,
  'service-unavailable': StatusCode.ServerErrorServiceUnavailable,
  'device-error': StatusCode.ServerErrorDeviceError,
  'temporary-error': StatusCode.ServerErrorTemporaryError,
  'not-accepting-jobs': StatusCode.ServerErrorNotAcceptingJobs,
  busy: StatusCode.ServerErrorBusy,
  'job-canceled': StatusCode.ServerErrorJobCanceled,
  'multiple-document-jobs-not-supported': StatusCode.ServerErrorMultipleDocumentJobsNotSupported,
  'printer-is-deactivated': StatusCode.ServerErrorPrinterIsDeactivated,
  'too-many-jobs': StatusCode.ServerErrorTooManyJobs,
  'too-many-documents': StatusCode.ServerErrorTooManyDocuments,
  'bad-argument': StatusCode.ServerErrorInternalError,
}

/**
 * The refusal that an error means to the client.
 *
 * @returns `undefined` for an error that is nobody's request's fault: the caller logs it and answers internal-error
 */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (error instanceof PapiError) return error.code === 'bad-argument' ? undefined : new Refusal(statusOfPapi[error.code], error.message)
  if (error instanceof IppError) {
    const status = isLimitCode(error.code) ? StatusCode.ClientErrorRequestEntityTooLarge : StatusCode.ClientErrorBadRequest
    return new Refusal(status, `the request is not a well-formed IPP message: ${error.message}`)
  }
  return undefined
}

/** A client-error-bad-request. */
export const badRequest = (message: string): Refusal => new Refusal(StatusCode.ClientErrorBadRequest, message)
