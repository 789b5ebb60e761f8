/** `limit` and `first-index`: which part of a listing a client wants (RFC 8011 section 4.2.6.1, PWG 5100.13). */
import type { Attributes } from '@platen/ipp-core'
import { badRequest } from './refusal.js'

/** A part of a listing. */
export interface Page {
  readonly limit?: number
  /** How many of the first are left out. */
  readonly offset?: number
}

/** Reads a request's page. @throws Refusal bad-request for a number less than 1 */
export function readPage(operation: Attributes): Page {
  const limit = operation.integer('limit')
  if (limit !== undefined && limit < 1) throw badRequest(`limit is ${limit}, must be 1 or more (RFC 8011 section 4.2.6.1)`)
  const first = operation.integer('first-index')
  if (first !== undefined && first < 1) throw badRequest(`first-index is ${first}, must be 1 or more`)
  return { ...(limit === undefined ? {} : { limit }), ...(first === undefined ? {} : { offset: first - 1 }) }
}
