/**
 * Text in the octets of printers' own fonts, which have the letters of Western Europe only. Others lose their marks
 * (`Dvořák`, `Dvorák`), or become question marks: a sheet with some of them is of more use than none. Pure.
 */

/** Which characters there are behind ASCII. */
export type Repertoire = 'ascii' | 'latin-1' | 'windows-1252'

/** Windows-1252 from 0x80 on; a space where there is none. */
const windows = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

/** Characters that are others in disguise, for repertoires without them. */
const plainer: Readonly<Record<string, string>> = {
  '€': 'EUR', '‚': ',', '„': '"', '…': '...', '‘': "'", '’': "'", '“': '"', '”': '"', '•': '*', '–': '-', '—': '-', '‹': '<', '›': '>', '™': 'TM', 'Œ': 'OE', 'œ': 'oe', 'ß': 'ss', 'Æ': 'AE', 'æ': 'ae',
  'Ø': 'O', 'ø': 'o', 'Ł': 'L', 'ł': 'l', 'Đ': 'D', 'đ': 'd', 'ı': 'i', '\u2010': '-', '\u2011': '-', '\u2212': '-', '\u00a0': ' ',
}

const characters = new Intl.Segmenter('und', { granularity: 'grapheme' })
const charactersOf = (text: string): string[] => Array.from(characters.segment(text), ({ segment }) => segment)

/** The octets of a text, of one line: what separates lines becomes a space. */
export function octetsOf(text: string, repertoire: Repertoire): number[] {
  return charactersOf(text.normalize('NFC')).flatMap((character) => {
    const own = octetOf(character, repertoire)
    if (own !== undefined) return [own]
    const bare = plainer[character] ?? character.normalize('NFKD').replace(/\p{M}/gu, '')
    const octets = charactersOf(bare).flatMap((one) => octetOf(one, repertoire) ?? [])
    return octets.length > 0 && octets.length === bare.length ? octets : [0x3f]
  })
}

function octetOf(character: string, repertoire: Repertoire): number | undefined {
  if (/^[\p{Cc}\p{Z}]+$/u.test(character)) return 0x20
  const code = character.charCodeAt(0)
  if (character.length > 1) return undefined
  if (code < 0x80) return code
  if (repertoire === 'ascii') return undefined
  if (code >= 0xa0 && code <= 0xff) return code
  const at = repertoire === 'windows-1252' ? windows.indexOf(character) : -1
  return at < 0 ? undefined : 0x80 + at
}

/** Octets as a string of PDF or PostScript: `(...)`. */
export const literal = (octets: readonly number[]): string =>
  `(${octets.map((octet) => (octet < 0x20 || octet > 0x7e ? `\\${octet.toString(8).padStart(3, '0')}` : ['(', ')', '\\'].includes(String.fromCharCode(octet)) ? `\\${String.fromCharCode(octet)}` : String.fromCharCode(octet))).join('')})`
