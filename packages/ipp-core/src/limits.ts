/** Bounds on what a decoder takes from a stranger. */

/** Bounds on a message. Passing one is an `IppError` with the code `limit-exceeded`. */
export interface Limits {
  /** Octets of a message without its document data. Default 1 MiB. */
  readonly messageOctets: number
  /** Attributes in all groups and collections of a message, members included. Default 10,000. */
  readonly attributes: number
  /** Values in all attributes of a message, each collection and each value in it counted. Default 100,000. */
  readonly values: number
  /** Collections within collections: 1 allows collections that hold none. Default 16. Decoding recurses that deep, so keep it below 1,000. */
  readonly depth: number
}

/** The limits where none are given: far above any real printer's message, far below what hurts. */
export const defaultLimits: Limits = { messageOctets: 1 << 20, attributes: 10_000, values: 100_000, depth: 16 }
