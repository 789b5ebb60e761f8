/** Pages of a PDF, about: its page objects that are not in compressed object streams, those of earlier revisions included. */
import { patternScanner, type DocumentScanner } from './document-scanner.js'

/** A reader of PDF: `/Type /Page`, and not `/Type /Pages`. */
export function pdfScanner(): DocumentScanner {
  return patternScanner(/\/Type[\0\t\n\f\r ]{0,8}\/Page[^A-Za-z]/, 20, () => ({ type: 'page' }))
}
