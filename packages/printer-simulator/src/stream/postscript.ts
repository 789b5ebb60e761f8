/**
 * PostScript as a printer's channel sees it: Ctrl-D, Ctrl-C, Ctrl-T, quoting by the Tagged Binary Communications Protocol
 * (TBCP: Ctrl-A, then the octet with bit 6 turned), pages, `exitserver`, and this simulator's own triggers.
 *
 * Pages: a conforming document (one that begins `%!PS-Adobe-`) by its `%%Page:` comments, any other by the word `showpage`.
 */
import { patternScanner, type DocumentEvent, type DocumentScanner } from './document-scanner.js'

const controlEvents: Readonly<Record<string, DocumentEvent>> = { '\u0003': { type: 'interrupt' }, '\u0004': { type: 'end-of-job' }, '\u0014': { type: 'status-query' } }

const words = /%!PS-Adobe-|%%Page:|showpage|exitserver|%%Simulate:[^\r\n]{0,200}[\r\n]/
const withControls = new RegExp(`[\\x03\\x04\\x14]|\\x01[^]|${words.source}`)
/** A trigger's line. */
const longest = 212

/** The event of a control character in PostScript's protocol. */
export function controlEvent(character: string): DocumentEvent | undefined {
  return controlEvents[character]
}

/** A reader of PostScript. @param controls - whether Ctrl-C, Ctrl-D and Ctrl-T are commands, as they are to a printer that talks PostScript */
export function postScriptScanner(controls: boolean): DocumentScanner {
  let conforming = false
  return patternScanner(controls ? withControls : words, longest, (match, position) => {
    switch (match) {
      case '%!PS-Adobe-':
        // Its first line, which TBCP's two octets may precede.
        conforming ||= position <= 2
        return undefined
      case '%%Page:':
        return conforming ? { type: 'page' } : undefined
      case 'showpage':
        return conforming ? undefined : { type: 'page' }
      case 'exitserver':
        return { type: 'exitserver' }
      default:
        return match.startsWith('%%Simulate:') ? { type: 'trigger', text: match.slice('%%Simulate:'.length).trim() } : controlEvent(match)
    }
  })
}
