/**
 * Pages of PCL 5: form feeds, and the end (or reset) of a page that has something on it. Escape sequences are read as the
 * "PCL 5 Printer Language Technical Reference Manual" builds them, so that octets of raster and font data do not count.
 */
import type { DocumentScanner, Scan } from './document-scanner.js'

const escape = 0x1b
const formFeed = 0x0c

/** Where the reader is: in text, in an escape sequence, or in binary data of that many octets still to come. */
type Place = { readonly in: 'text' } | { readonly in: 'escape' } | { readonly in: 'sequence'; readonly group: string; readonly value: string } | { readonly in: 'data'; readonly left: number }

const text: Place = { in: 'text' }

/** Whether a sequence's last letter means that its value counts octets of data to follow: all of `W`, and transparent print data `&p#X`. */
function takesData(group: string, letter: string): boolean {
  return letter === 'W' || (letter === 'X' && group === '&p')
}

/** A reader of PCL. */
export function pclScanner(): DocumentScanner {
  let place = text
  return {
    scan: (octets): Scan => {
      let at = 0
      while (at < octets.length) {
        if (place.in === 'data') {
          const skipped = Math.min(place.left, octets.length - at)
          at += skipped
          place = skipped < place.left ? { in: 'data', left: place.left - skipped } : text
          continue
        }
        if (place.in === 'text') {
          const found = next(octets, at)
          if (found < 0) return { length: octets.length }
          at = found + 1
          if (octets[found] === formFeed) return { length: at, event: { type: 'page' } }
          place = { in: 'escape' }
          continue
        }
        place = follow(place, String.fromCharCode(octets[at++] ?? 0))
      }
      return { length: octets.length }
    },
  }
}

/** The next octet that is an escape or a form feed. */
function next(octets: Uint8Array, from: number): number {
  for (let at = from; at < octets.length; at++) if (octets[at] === escape || octets[at] === formFeed) return at
  return -1
}

/** The place after one more character of an escape sequence. */
function follow(place: Extract<Place, { in: 'escape' | 'sequence' }>, character: string): Place {
  if (place.in === 'escape') {
    // Parameterized: ESC, a character from ! to /, mostly a letter of the group, then a value and a letter. Else of two characters.
    return character >= '!' && character <= '/' ? { in: 'sequence', group: character, value: '' } : text
  }
  const { group, value } = place
  if (group.length === 1 && character >= '`' && character <= '~') return { in: 'sequence', group: group + character, value: '' }
  if (/[-+.0-9]/.test(character)) return value.length < 12 ? { in: 'sequence', group, value: value + character } : text
  // A small letter ends one parameter and begins the next of the same group; a capital ends the sequence.
  if (character >= '`' && character <= '~') return { in: 'sequence', group, value: '' }
  const octets = Math.abs(Math.trunc(Number(value))) || 0
  return takesData(group, character) && octets > 0 ? { in: 'data', left: octets } : text
}
