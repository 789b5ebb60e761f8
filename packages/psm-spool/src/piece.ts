/** What is sent to a device at a time: a document of a job, or a sheet that the spooler adds to it. */

/** One delivery's worth of a job. */
export interface Piece {
  /** As it stands in the journal of sends: copies and documents count from 0; sheets are below. */
  readonly part: number
  /** The number of the document; none for a sheet. */
  readonly document: number | undefined
  /** `document-name`. */
  readonly name: string
  /** `document-format`. */
  readonly format: string
  /** What is sent, anew each time. */
  octets(): AsyncIterable<Uint8Array>
}
