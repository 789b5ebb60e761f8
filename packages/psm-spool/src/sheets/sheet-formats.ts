/** The formats that a job's sheets can be made in, the best first. Pure. */
import type { MediaSheet } from '../pages/media-sheet.js'
import { pdfSheet } from './pdf-sheet.js'
import { postscriptSheet } from './postscript-sheet.js'
import type { SheetText } from './sheet-text.js'
import { textSheet } from './text-sheet.js'

/** A format that sheets are made in. */
export type SheetFormat = 'application/pdf' | 'application/postscript' | 'text/plain'

const writers: Readonly<Record<SheetFormat, (text: SheetText, sheet: MediaSheet) => Uint8Array>> = {
  'application/pdf': pdfSheet,
  'application/postscript': postscriptSheet,
  'text/plain': textSheet,
}

const plain = (format: string): string => format.replace(/;.*$/, '').trim().toLowerCase()
const isSheetFormat = (format: string): format is SheetFormat => Object.hasOwn(writers, format)

/**
 * The format of a job's sheets: that of its document, if sheets are made in it, for the printer surely knows it; else the
 * best that the queue takes; `undefined` if it takes none.
 */
export function sheetFormat(formats: readonly string[], document?: string | null): SheetFormat | undefined {
  const own = plain(document ?? '')
  const taken = formats.map(plain)
  if (isSheetFormat(own) && taken.includes(own)) return own
  return (Object.keys(writers) as SheetFormat[]).find((format) => taken.includes(format))
}

/** A sheet as a document. */
export const writeSheet = (format: SheetFormat, text: SheetText, sheet: MediaSheet): Uint8Array => writers[format](text, sheet)
