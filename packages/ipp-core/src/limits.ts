/** Bounds on what a decoder takes from a stranger. */
import type { IppErrorCode, LimitCode } from './errors.js'

/** Bounds on a message. Passing one is an {@link IppError} with a code of its own, see {@link LimitCode}. */
export interface Limits {
  /** Octets of a message without its document data. Default 1 MiB. */
  readonly messageOctets: number
  /** Groups of a message, empty ones too. Default 10,000. */
  readonly groups: number
  /** Attributes in all groups and collections of a message, members included. Default 10,000. */
  readonly attributes: number
  /** Values in all attributes of a message, each collection and each value in it counted. Default 100,000. */
  readonly values: number
  /** Values of one attribute or member, those within its collections not counted. Default 20,000: lists of media, the longest there are, have some hundreds. */
  readonly valuesEach: number
  /** Collections within collections: 1 allows collections that hold none. Default 16. */
  readonly depth: number
  /** Octets of the name of an attribute or member. Default 255: names are keywords (RFC 8011 section 5.1.4). The wire carries 32,767. */
  readonly nameOctets: number
  /** Octets of a value, a collection's counted member by member. Default 32,767, all that the wire carries: the syntaxes of RFC 8011 section 5.1 end at 1,023, values under tags of vendors need not. */
  readonly valueOctets: number
}

/** The limits where none are given: far above any real printer's message, far below what hurts. */
export const defaultLimits: Limits = { messageOctets: 1 << 20, groups: 10_000, attributes: 10_000, values: 100_000, valuesEach: 20_000, depth: 16, nameOctets: 255, valueOctets: 0x7fff }

/** The code of the error that says that a limit is passed. */
export const limitCodes: Readonly<Record<keyof Limits, LimitCode>> = {
  messageOctets: 'message-too-long',
  groups: 'too-many-groups',
  attributes: 'too-many-attributes',
  values: 'too-many-values',
  valuesEach: 'too-many-values-of-attribute',
  depth: 'too-deep',
  nameOctets: 'name-too-long',
  valueOctets: 'value-too-long',
}

const codes: ReadonlySet<string> = new Set(Object.values(limitCodes))

/** Whether an error's code says that a limit is passed: the message may be well-formed, but is too much. */
export function isLimitCode(code: IppErrorCode): code is LimitCode {
  return codes.has(code)
}
