/** An IPP message: request or response (RFC 8010 section 3.1). */
import type { Attributes } from './attributes.js'

/** The IPP version of a message, 1.1 or 2.0. */
export interface Version {
  /** 1 or 2, 0 to 255 as received. */
  readonly major: number
  /** 0 to 255. */
  readonly minor: number
}

/** A group of attributes with its delimiter tag (a `GroupTag`, or one the registry does not know). */
export interface AttributeGroup {
  /** 0x00 to 0x0f, without 0x03 (RFC 8010 section 3.5.1). */
  readonly tag: number
  /** In order; none in an empty group. */
  readonly attributes: Attributes
}

/** A message without its document data. */
export interface Message {
  /** The version of IPP that it is in (RFC 8011 section 4.1.8). */
  readonly version: Version
  /** The operation of a request, the status code of a response. */
  readonly code: number
  /** 1 to 2147483647 in a valid message; kept as received. */
  readonly requestId: number
  /** In order. Several of one tag, such as one for each job, stay apart; so do empty ones. */
  readonly groups: readonly AttributeGroup[]
}

/** The first group with that tag, as most messages have one of each. */
export function groupOf(message: Message, tag: number): Attributes | undefined {
  return message.groups.find((group) => group.tag === tag)?.attributes
}
