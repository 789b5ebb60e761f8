/** A sheet as plain text, for printers that take nothing else: ASCII, for nobody knows which letters they have beside it. Pure. */
import { octetsOf } from './characters.js'
import type { SheetText } from './sheet-text.js'

/** Characters of a line. */
const most = 72

/** A document of one page: its lines end as printers want it, and a form feed brings the next page. */
export function textSheet({ title, subtitle, lines }: SheetText): Uint8Array {
  const ascii = (text: string): string => String.fromCharCode(...octetsOf(text, 'ascii')).slice(0, most)
  const rows = ['', ascii(title), ascii(subtitle), '-'.repeat(most), ...lines.map(([label, value]) => ascii(`${`${label}:`.padEnd(12)}${value}`)), '-'.repeat(most)]
  return Buffer.from(`${rows.map((row) => row.trimEnd()).join('\r\n')}\r\n\f`, 'latin1')
}
