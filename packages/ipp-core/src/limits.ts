/** Bounds on what a decoder takes from a stranger. */
export interface Limits {
  /** Octets of a message without its document data. Default 1 MiB. */
  readonly messageOctets: number
  /** Attributes in all groups and collections of a message. Default 10,000. */
  readonly attributes: number
  /** Values in all attributes of a message. Default 100,000. */
  readonly values: number
  /** Collections within collections. Default 16. */
  readonly depth: number
}

/** The limits where none are given: far above any real printer's message, far below what hurts. */
export const defaultLimits: Limits = { messageOctets: 1 << 20, attributes: 10_000, values: 100_000, depth: 16 }
