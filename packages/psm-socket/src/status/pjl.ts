/**
 * Reads PJL from the back channel (HP PJL Technical Reference, chapter 7): `@PJL` and a heading, lines, a form feed.
 *
 * What is not PJL is passed over: PostScript's lines and whatever else a printer says are on the same channel.
 */
import { readPjlMessage, type PjlMessage } from './pjl-message.js'

/** Characters of a line, and lines of a message, that are kept; more is dropped. */
const lineBound = 512
const linesBound = 512

/** Reads messages as their octets come, however they are cut. */
export class PjlReader {
  #line = ''
  #heading: string | undefined
  #lines: string[] = []

  /** Takes octets. @returns the messages that are complete now */
  take(octets: Uint8Array): PjlMessage[] {
    const messages: PjlMessage[] = []
    for (const octet of octets) {
      // Line feed, carriage return, form feed.
      if (octet === 0x0a || octet === 0x0d) this.#endLine(messages)
      else if (octet === 0x0c) {
        this.#endLine(messages)
        this.#endMessage(messages)
      } else if (this.#line.length < lineBound) this.#line += String.fromCharCode(octet)
    }
    return messages
  }

  /** The connection is over. @returns the message that was not ended by a form feed, as some printers' are not */
  end(): PjlMessage[] {
    const messages: PjlMessage[] = []
    this.#endLine(messages)
    this.#endMessage(messages)
    return messages
  }

  #endLine(messages: PjlMessage[]): void {
    const line = this.#line
    this.#line = ''
    // A universal exit may stand before it, or padding.
    const heading = /^(?:.?%-12345X|[^\w@]{0,9})@PJL(?:[ \t]+(.*))?$/i.exec(line)
    if (heading !== null) {
      // The form feed before it was left out.
      this.#endMessage(messages)
      this.#heading = (heading[1] ?? '').replace(/\s+/g, ' ').trim()
    } else if (this.#heading !== undefined && line !== '' && !line.startsWith('%%[') && this.#lines.length < linesBound) this.#lines.push(line)
  }

  #endMessage(messages: PjlMessage[]): void {
    if (this.#heading !== undefined) messages.push(readPjlMessage(this.#heading, this.#lines))
    this.#heading = undefined
    this.#lines = []
  }
}
