/** Text that came from a printer, made fit to be shown and kept. */
import { printable } from '../back-channel.js'

/** Characters of a text that are kept. */
export const shownCharacters = 200

/** One line, bounded, without control characters: a terminal or a page must not obey a printer. */
export function shownText(text: string, bound: number = shownCharacters): string {
  // Cut before and after: escapes make text longer, and a megabyte need not be worked on.
  return printable(text.slice(0, bound * 4).replace(/[\s\0]+/g, ' ').trim()).slice(0, bound)
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
const latin1 = new TextDecoder('latin1')

/** Text of octets whose charset nobody told: UTF-8 if they are that, else Latin-1. */
export function textOfOctets(octets: Uint8Array): string {
  try {
    return utf8.decode(octets)
  } catch {
    // Not an error: Latin-1 is the other charset printers use, and takes any octets.
    return latin1.decode(octets)
  }
}
