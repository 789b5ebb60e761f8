/** The document that a request names by `document-number` (PWG 5100.5 section 3). */
import type { Attributes } from '@platen/ipp-core'
import { PapiError, type Document } from '@platen/papi'
import type { JobRequestOf } from '../operation.js'
import { badRequest } from '../refusal.js'
import { verb } from './verb.js'

/** Which document of a job a request means. @throws Refusal bad-request if it does not say */
export function documentNumber(operation: Attributes): number {
  const number = operation.integer('document-number')
  if (number === undefined || number < 1) throw badRequest('document-number, 1 or more, must say which document of the job is meant (PWG 5100.5)')
  return number
}

/**
 * The document.
 *
 * @throws Refusal bad-request without `document-number`, PapiError `not-found` for a number the job has no document of
 */
export async function jobDocument({ service, call, queried, operation }: JobRequestOf): Promise<Document> {
  const number = documentNumber(operation)
  const document = (await verb(service, 'documentsList')(call, queried.id)).find((one) => one.number === number)
  if (document === undefined) throw new PapiError('not-found', `job ${queried.id} has no document ${number}; it has ${queried.documents}`)
  return document
}
