/** Bounds on what a decoder takes from a stranger. */

/** Bounds on a message. Passing one is an `IppError` with the code `limit-exceeded`. */
export interface Limits {
  /** Octets of a message without its document data. Default 1 MiB. */
  readonly messageOctets: number
  /** Groups of a message, empty ones too. Default 10,000. */
  readonly groups: number
  /** Attributes in all groups and collections of a message, members included. Default 10,000. */
  readonly attributes: number
  /** Values in all attributes of a message, each collection and each value in it counted. Default 100,000. */
  readonly values: number
  /** Collections within collections: 1 allows collections that hold none. Default 16. */
  readonly depth: number
  /** Octets of the name of an attribute or member. Default 32,767, all that the wire carries; names are keywords, of 255 octets at most (RFC 8011 section 5.1.4). */
  readonly nameOctets: number
  /** Octets of a value, a collection's counted member by member. Default 32,767, all that the wire carries; the longest syntaxes of RFC 8011 section 5.1 have 1,023. */
  readonly valueOctets: number
}

/** The limits where none are given: far above any real printer's message, far below what hurts. */
export const defaultLimits: Limits = { messageOctets: 1 << 20, groups: 10_000, attributes: 10_000, values: 100_000, depth: 16, nameOctets: 0x7fff, valueOctets: 0x7fff }
