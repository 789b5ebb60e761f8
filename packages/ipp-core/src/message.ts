/** An IPP message: request or response (RFC 8010 section 3.1). */
import type { Attributes } from './attributes.js'

/** The IPP version of a message, 1.1 or 2.0. */
export interface Version {
  readonly major: number
  readonly minor: number
}

/** A group of attributes with its delimiter tag (a `GroupTag`, or one the registry does not know). */
export interface AttributeGroup {
  readonly tag: number
  readonly attributes: Attributes
}

/** A message without its document data. */
export interface Message {
  readonly version: Version
  /** The operation of a request, the status code of a response. */
  readonly code: number
  /** 1 to 2147483647 in a valid message; kept as received. */
  readonly requestId: number
  readonly groups: readonly AttributeGroup[]
}

/** The first group with that tag, as most messages have one of each. */
export function groupOf(message: Message, tag: number): Attributes | undefined {
  return message.groups.find((group) => group.tag === tag)?.attributes
}
