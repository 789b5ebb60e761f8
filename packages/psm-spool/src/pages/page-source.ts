/** A stored document, as its pages are looked for. */

/** A stored document. */
export interface PageSource {
  /** Octets in all. */
  readonly size: number
  /** Octets from an offset on: as many as asked for, or as there are. */
  read(offset: number, length: number): Promise<Uint8Array>
  /** The whole document, from its start. */
  all(): AsyncIterable<Uint8Array>
}
