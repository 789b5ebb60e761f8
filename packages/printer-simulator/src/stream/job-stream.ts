/**
 * The data of a connection, as a printer reads it: PJL between UEL sequences, documents in their languages, PostScript's
 * control characters. A pure state machine, fed octets however they were cut, that stops after every thing to be acted on.
 */
import type { DocumentEvent, DocumentScanner } from './document-scanner.js'
import { detectLanguage, namedLanguage, type Language } from './language.js'
import { controlEvent } from './postscript.js'
import { scannerOf } from './scanner-of.js'

/** The Universal Exit Language sequence, which ends any language (PJL Technical Reference Manual, chapter 2). */
export const uel = '\u001b%-12345X'

/** What was read. */
export type StreamEvent =
  | DocumentEvent
  | { readonly type: 'uel' }
  /** A line of PJL without its end. */
  | { readonly type: 'pjl'; readonly line: string }
  /** A document begins. */
  | { readonly type: 'document'; readonly language: Language }

/** A part of the data. */
export interface Step {
  /** Octets read, at least one. */
  readonly length: number
  /** Whether they are page data, which a printer that is stopped does not take. */
  readonly isPageData: boolean
  readonly events: readonly StreamEvent[]
}

/** Between documents; in a line of PJL; in a document. */
type Mode = 'between' | 'pjl' | 'document'

const pjlPrefix = '@PJL'
const longestLine = 4096

/** The machine of one connection. */
export class JobStream {
  #mode: Mode = 'between'
  /** Octets read that are not yet understood: the beginning of something, or of a line. */
  #held = ''
  /** Set by UEL: PJL may follow. */
  #exited = false
  #named: Language | undefined
  #scanner: DocumentScanner | undefined
  readonly #controls: boolean

  /** @param options - `postScriptControls`: Ctrl-C, Ctrl-D and Ctrl-T are commands in PostScript and between documents */
  constructor(options: { readonly postScriptControls: boolean }) {
    this.#controls = options.postScriptControls
  }

  /** Reads octets, not none, up to the next thing to be acted on. */
  step(octets: Uint8Array): Step {
    switch (this.#mode) {
      case 'between':
        return this.#between(octets)
      case 'pjl':
        return this.#line(octets)
      case 'document':
        return this.#document(octets)
    }
  }

  /** The data has ended: what is held is what it is. */
  end(): readonly StreamEvent[] {
    if (this.#mode === 'pjl') return this.#pjl(this.#held)
    return this.#mode === 'between' && this.#held !== '' ? this.#begin(this.#named ?? 'unknown', this.#held).events : []
  }

  #between(octets: Uint8Array): Step {
    const character = String.fromCharCode(octets[0] ?? 0)
    if (this.#held === '') {
      const control = this.#controls ? controlEvent(character) : undefined
      if (control !== undefined) return { length: 1, isPageData: false, events: [control] }
      // Blank lines between PJL commands and documents mean nothing; nor does a Ctrl-D to a printer without PostScript.
      if (['\r', '\n', '\u0004'].includes(character)) return { length: 1, isPageData: false, events: [] }
    }
    const text = this.#held + character
    if (text === uel) {
      this.#held = ''
      this.#exited = true
      return { length: 1, isPageData: false, events: [{ type: 'uel' }] }
    }
    if (this.#exited && text === pjlPrefix) {
      this.#mode = 'pjl'
      this.#held = text
      return { length: 1, isPageData: false, events: [] }
    }
    if (uel.startsWith(text) || (this.#exited && pjlPrefix.startsWith(text))) return this.#hold(text)
    const language = this.#named ?? detectLanguage(text)
    if (language === 'undecided') return this.#hold(text)
    return this.#begin(language, text)
  }

  #hold(text: string): Step {
    this.#held = text
    return { length: 1, isPageData: false, events: [] }
  }

  /** Begins a document, whose first octets are held already; the last of them has been read just now. */
  #begin(language: Language, text: string): Step {
    this.#mode = 'document'
    this.#held = ''
    this.#scanner = scannerOf(language, { postScriptControls: this.#controls })
    return { length: 1, isPageData: true, events: [{ type: 'document', language }, ...this.#feed(Buffer.from(text, 'latin1'))] }
  }

  #line(octets: Uint8Array): Step {
    const end = octets.indexOf(0x0a)
    const length = end < 0 ? octets.length : end + 1
    this.#held += Buffer.from(octets.buffer, octets.byteOffset, length).toString('latin1')
    // A UEL ends a line that was not ended.
    const exit = this.#held.indexOf(uel)
    if (exit >= 0) {
      const surplus = this.#held.length - exit - uel.length
      const line = this.#held.slice(0, exit)
      this.#mode = 'between'
      this.#held = ''
      this.#exited = true
      return { length: Math.max(1, length - surplus), isPageData: false, events: [...this.#pjl(line), { type: 'uel' }] }
    }
    if (end < 0 && this.#held.length < longestLine) return { length, isPageData: false, events: [] }
    const line = this.#held
    this.#mode = 'between'
    this.#held = ''
    return { length, isPageData: false, events: this.#pjl(line) }
  }

  #pjl(text: string): readonly StreamEvent[] {
    const line = text.replace(/[\r\n]+$/, '')
    const [, entered] = /^@PJL\s+ENTER\s+LANGUAGE\s*=\s*(\S+)/i.exec(line) ?? []
    if (entered !== undefined) {
      this.#named = namedLanguage(entered)
      this.#exited = false
    }
    return [{ type: 'pjl', line }]
  }

  #document(octets: Uint8Array): Step {
    // What is held may be the beginning of a UEL.
    if (this.#held !== '') {
      const character = String.fromCharCode(octets[0] ?? 0)
      const text = this.#held + character
      if (text === uel) return this.#exit(1)
      if (uel.startsWith(text)) return this.#hold(text)
      this.#held = ''
      const events = this.#feed(Buffer.from(text.slice(0, -1), 'latin1'))
      if (character === '\u001b') return { ...this.#hold(character), isPageData: true, events }
      return { length: 1, isPageData: true, events: [...events, ...this.#feed(octets.subarray(0, 1))] }
    }
    const view = Buffer.from(octets.buffer, octets.byteOffset, octets.length)
    const exit = view.indexOf(uel, 0, 'latin1')
    if (exit === 0) return this.#exit(uel.length)
    const escape = exit > 0 ? exit : beginningOfUel(view)
    if (escape === 0) return this.#holdAll(view)
    const { length, event } = this.#scanner?.scan(octets.subarray(0, escape < 0 ? octets.length : escape)) ?? { length: octets.length }
    if (event?.type === 'end-of-job') this.#reset()
    const isControl = length === 1 && (event?.type === 'end-of-job' || event?.type === 'interrupt' || event?.type === 'status-query')
    return { length, isPageData: !isControl, events: event === undefined ? [] : [event] }
  }

  #holdAll(octets: Buffer): Step {
    this.#held = octets.toString('latin1')
    return { length: octets.length, isPageData: false, events: [] }
  }

  #exit(length: number): Step {
    this.#reset()
    this.#exited = true
    return { length, isPageData: false, events: [{ type: 'uel' }] }
  }

  #reset(): void {
    this.#mode = 'between'
    this.#held = ''
    this.#named = undefined
    this.#scanner = undefined
  }

  #feed(octets: Uint8Array): StreamEvent[] {
    const events: StreamEvent[] = []
    for (let rest = octets; rest.length > 0; ) {
      const { length, event } = this.#scanner?.scan(rest) ?? { length: rest.length }
      if (event !== undefined) events.push(event)
      rest = rest.subarray(length)
    }
    return events
  }
}

/** Where a UEL that is not whole begins at the end of octets, or -1. */
function beginningOfUel(octets: Buffer): number {
  const from = Math.max(0, octets.length - uel.length + 1)
  for (let at = octets.indexOf(0x1b, from); at >= 0; at = octets.indexOf(0x1b, at + 1)) {
    if (uel.startsWith(octets.toString('latin1', at))) return at
  }
  return -1
}
