/**
 * Reads the lines `%%[ key: value; ... ]%%` that PostScript printers say on the back channel (Adobe's PostScript Language
 * Reference Manual and the printers' supplements: status messages and messages of the server).
 */

/** One line, taken apart. */
export interface PostScriptMessage {
  /** Values by key in lower case: `status`, `job`, `source`, `error`, `printererror`, ...; the first of a key counts. */
  readonly fields: ReadonlyMap<string, string>
  /** What stands between the brackets, in one line. */
  readonly text: string
}

/** Characters between the brackets that are kept; more is dropped. */
const bound = 1024

/** Reads messages as their octets come, however they are cut; what stands between them is passed over. */
export class PostScriptReader {
  /** The message that is open; `undefined` between messages. */
  #open: string | undefined
  /** The last three characters: where a bracket may be half in. */
  #tail = ''

  /** Takes octets. @returns the messages that are complete now */
  take(octets: Uint8Array): PostScriptMessage[] {
    const messages: PostScriptMessage[] = []
    for (const octet of octets) {
      // Between messages only a bracket matters: a printer that floods the channel costs little.
      if (this.#open === undefined && octet !== 0x25 && octet !== 0x5b) {
        this.#tail = ''
        continue
      }
      // No message has such a control character in it: something else came, which the message would take up.
      if (this.#open !== undefined && isForeign(octet) && !isOfCommand(this.#open, octet)) {
        this.#open = undefined
        this.#tail = ''
        continue
      }
      const character = String.fromCharCode(octet)
      this.#tail = `${this.#tail}${character}`.slice(-3)
      // A message that opens inside another ends it: the printer was cut short.
      if (this.#tail === '%%[') {
        this.#close(messages, 2)
        this.#open = ''
        this.#tail = ''
      } else if (this.#tail === ']%%') {
        this.#close(messages, 2)
        this.#tail = ''
      } else if (this.#open !== undefined && this.#open.length < bound) this.#open += character
    }
    return messages
  }

  /** The connection is over. @returns the message that was not closed */
  end(): PostScriptMessage[] {
    const messages: PostScriptMessage[] = []
    this.#close(messages, 0)
    this.#tail = ''
    return messages
  }

  /** @param over - characters of the bracket that closed it which are in it already */
  #close(messages: PostScriptMessage[], over: number): void {
    const open = this.#open
    this.#open = undefined
    if (open === undefined) return
    const text = open.slice(0, open.length < bound ? open.length - over : bound).replace(/[\s\0]+/g, ' ').trim()
    if (text !== '') messages.push({ fields: fieldsOf(text), text })
  }
}

/** Control characters but for the ends of lines, tabs, and the NUL that some printers fill up with. */
const isForeign = (octet: number): boolean => octet < 0x20 && octet !== 0x00 && octet !== 0x09 && octet !== 0x0a && octet !== 0x0d

/** The command that a program failed at may be any octets: those of a universal exit that no PJL took, say. Only Ctrl-D ends what is said. */
const isOfCommand = (open: string, octet: number): boolean => octet !== 0x04 && /offendingcommand\s*:/i.test(open)

/** `a: b; c: d` as fields. A value may have colons of its own (`job: C: drive`); a piece without a key goes to the value before it. */
function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  let last: string | undefined
  for (const piece of text.split(';')) {
    const [, key, value = ''] = /^\s*([A-Za-z][A-Za-z ]{0,40}?)\s*:\s*(.*)$/.exec(piece) ?? []
    if (key !== undefined) {
      const name = key.toLowerCase().replaceAll(' ', '')
      last = fields.has(name) ? undefined : name
      if (last !== undefined) fields.set(last, value.trim())
    } else if (last !== undefined && piece.trim() !== '') fields.set(last, `${fields.get(last) ?? ''}; ${piece.trim()}`)
  }
  return fields
}
