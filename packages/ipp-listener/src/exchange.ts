/** A request and its answer without any web server: what an HTTP entry hands in and gets back. */

/** How a request reached the server. */
export interface Exchange {
  /** The body's octets: an IPP message with the document behind it. Read once, with back-pressure. */
  readonly body: AsyncIterable<Uint8Array>
  /** The path the client asked for, `/printers/office`. */
  readonly path: string
  /** The authority the client used (HTTP Host), `localhost:8631`. */
  readonly authority: string
  /** Whether the connection is encrypted. */
  readonly secure: boolean
  /** The address of the client. */
  readonly peer: string
  /** The user that the HTTP entry authenticated. */
  readonly user?: string
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal
}

/** What to send back. */
export interface Answer {
  /** 200 for every IPP answer, IPP errors included; 400 where the body is no IPP message at all. */
  readonly httpStatus: number
  readonly contentType: string
  readonly body: Uint8Array
  /**
   * The body in parts, where there are some that other answers share: who can write one part after another writes these, and
   * nobody puts ten thousand octets together anew for each client that asks the same. They must not be changed.
   */
  readonly parts?: readonly Uint8Array[]
  /** Octets that follow the body: a document that is given back. To be read once, as fast as the client takes it. */
  readonly document?: AnsweredDocument
}

/** A document behind an answer's attributes. */
export interface AnsweredDocument {
  /** How many octets it has. */
  readonly octets: number
  readonly data: AsyncIterable<Uint8Array>
}
