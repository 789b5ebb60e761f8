/**
 * Hex dumps back to octets: xxd, hexdump, od, tcpdump -X, tshark -x, Wireshark's, and hex digits by themselves.
 *
 * A text may hold several dumps, as one of packets does: each begins where the offset does not go on from the last line's.
 */
import { IppError } from '../errors.js'

/** How the words behind an offset are to be read. */
interface WordForm {
  readonly digits: number
  readonly octets: number
  readonly radix: 8 | 16
  /** The octet of the lower address is that of lower value: `hexdump` and `od` by themselves, on the machines of today. */
  readonly littleEndian: boolean
}

interface DumpLine {
  readonly number: number
  readonly offset: string
  /** Words that look like octets, the characters beside them perhaps among them. */
  readonly words: readonly { readonly digits: string; readonly end: number }[]
  readonly form: WordForm | undefined
  /** The line before is repeated up to this one. */
  readonly repeats: boolean
  /** It stands under a heading `NAME (N bytes)` of something that tshark put together from packets shown before. */
  readonly derived: boolean
}

/**
 * The octets of a text of hex.
 *
 * @returns one buffer for each dump in it, at least one
 * @throws {@link IppError} `bad-text` with the line, if it is none
 */
export function readHexDump(text: string): Uint8Array<ArrayBuffer>[] {
  const lines = text.split(/\r?\n|\r/)
  const dumped = dumpLines(lines)
  if (dumped.length === 0) return [plainHex(lines)]
  return sectionsOf(dumped).flatMap((section) => (section[0]?.derived === true ? [] : [sectionOctets(section)]))
}

/** Behind the offset: a colon (xxd, tcpdump), two octets' digits (hexdump -C, od -t x1, tshark), or words if the offset is 0. */
const lineForm = /^\s*(?<offset>(?:0x)?[0-9a-f]{4,16})(?<colon>:?)(?:\s+(?<rest>\S.*))?\s*$/i

function dumpLines(lines: readonly string[]): DumpLine[] {
  const dumped: DumpLine[] = []
  let repeats = false
  let derived = false
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '*') repeats = true
    const [, heading] = /^(\S.*) \(\d+ bytes\):?\s*$/.exec(line) ?? []
    if (heading !== undefined) derived = !/^(?:frame|packet)\b/i.test(heading)
    const { offset, colon, rest } = lineForm.exec(line)?.groups ?? {}
    if (offset === undefined) continue
    const words = rest === undefined ? [] : wordsOf(line, line.lastIndexOf(rest))
    const form = formOf(words[0]?.digits ?? '', offset, colon === ':')
    // Behind a dump's first line an offset may stand alone, to say the length, or before words of any form.
    const known = dumped.length > 0 || colon === ':' || form?.digits === 2 || (form !== undefined && /^(?:0x)?0+$/i.test(offset))
    if (!known || (rest !== undefined && form === undefined)) continue
    dumped.push({ number: index + 1, offset, words, form, repeats, derived })
    repeats = false
  }
  return dumped
}

function wordsOf(line: string, start: number): DumpLine['words'] {
  const words: { digits: string; end: number }[] = []
  for (const { 0: word, index } of line.slice(start).matchAll(/\S+/g)) {
    if (!/^[0-9a-f]+$/i.test(word)) break
    words.push({ digits: word, end: start + index + word.length })
  }
  return words
}

function formOf(word: string, offset: string, colon: boolean): WordForm | undefined {
  const { length } = word
  // Six or seven digits and no colon are what hexdump and od write.
  const ofTool = !colon && (offset.length === 6 || offset.length === 7)
  if (ofTool && (length === 3 || length === 6)) return /^[0-7]+$/.test(word) ? { digits: length, octets: length / 3, radix: 8, littleEndian: true } : undefined
  if (length === 0 || length % 2 !== 0) return undefined
  return { digits: length, octets: length / 2, radix: 16, littleEndian: ofTool && length > 2 }
}

/** The dumps of a text: the offset of a first line is not above that of the line before it. */
function sectionsOf(lines: readonly DumpLine[]): DumpLine[][] {
  const sections: DumpLine[][] = []
  let before = Number.POSITIVE_INFINITY
  for (const line of lines) {
    const at = Number.parseInt(line.offset, 16)
    if (at <= before && !(line.words.length === 0 && at === before)) sections.push([])
    sections.at(-1)?.push(line)
    before = at
  }
  return sections
}

/** Octets of one dump: `*` and an offset could ask for any number. */
const mostOctets = 64 << 20

function sectionOctets(lines: readonly DumpLine[]): Uint8Array<ArrayBuffer> {
  const radix = radixOf(lines)
  const offsetOf = (line: DumpLine) => Number.parseInt(line.offset, radix)
  const start = offsetOf(lines[0] ?? badDump(1))
  const column = lastColumn(lines, offsetOf)
  const octets: number[] = []
  let row: number[] = []
  for (const [index, line] of lines.entries()) {
    const at = offsetOf(line) - start
    if (at > mostOctets) badDump(line.number, `the offset ${line.offset} is beyond what a dump is read to`)
    while (line.repeats && row.length > 0 && octets.length < at) octets.push(...row.slice(0, at - octets.length))
    // The length that a last line without octets gives: padding to a whole word goes.
    if (line.words.length === 0 && at <= octets.length) octets.length = at
    if (at !== octets.length) badDump(line.number, `the offset ${line.offset} does not go on from ${octets.length} octets`)
    const next = lines[index + 1]
    const most = next === undefined || next.repeats ? Number.POSITIVE_INFINITY : offsetOf(next) - offsetOf(line)
    row = lineOctets(line, most, next === undefined ? column : Number.POSITIVE_INFINITY)
    octets.push(...row)
  }
  return Uint8Array.from(octets)
}

/** Offsets are in hex, or as od wrote them, in octal or decimal: what makes the second line go on from the first. */
function radixOf(lines: readonly DumpLine[]): number {
  const [first, second] = lines
  if (first === undefined || second === undefined || !/^\d{6,}$/.test(first.offset) || !/^\d{6,}$/.test(second.offset)) return 16
  const { length } = lineOctets(first, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)
  const steps = [16, 8, 10].map((radix) => ({ radix, step: Number.parseInt(second.offset, radix) - Number.parseInt(first.offset, radix) }))
  // More octets than the step are characters beside them that look like some, or padding.
  return (steps.find(({ step }) => step === length) ?? steps.find(({ step }) => step < length))?.radix ?? 16
}

/** Where octets end in lines whose number of octets is known: in the last line, what stands behind is characters. */
function lastColumn(lines: readonly DumpLine[], offsetOf: (line: DumpLine) => number): number {
  const ends = lines.slice(0, -1).map((line, index) => {
    const most = offsetOf(lines[index + 1] ?? line) - offsetOf(line)
    return line.words[Math.ceil(most / (line.form?.octets ?? 1)) - 1]?.end ?? 0
  })
  const widest = Math.max(0, ...ends)
  return widest === 0 ? Number.POSITIVE_INFINITY : widest
}

function lineOctets({ words, form }: DumpLine, most: number, column: number): number[] {
  const octets: number[] = []
  if (form === undefined) return octets
  for (const { digits, end } of words) {
    // A shorter word is the last one of xxd, half a word; what comes then is characters.
    const short = digits.length < form.digits
    if (octets.length >= most || end > column || digits.length > form.digits || (short && (digits.length % 2 !== 0 || form.radix === 8))) break
    const word = wordOctets(digits, form)
    octets.push(...(form.littleEndian ? word.reverse() : word))
    if (short) break
  }
  return octets.slice(0, most)
}

function wordOctets(digits: string, { octets, radix }: WordForm): number[] {
  if (radix === 16) return (digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
  const value = Number.parseInt(digits, 8)
  return octets === 1 ? [value & 0xff] : [value >> 8, value & 0xff]
}

/** Digits with what people put between them: blanks, commas, colons, 0x, \x, and the braces and brackets of a literal. */
function plainHex(lines: readonly string[]): Uint8Array<ArrayBuffer> {
  const octets: number[] = []
  for (const [index, line] of lines.entries()) {
    const digits = line.replace(/^.*\{|\}.*$|^unsigned int .*$/g, '').replaceAll(/0x|\\x|[\s,;:[\]"'-]/gi, '')
    if (!/^(?:[0-9a-f]{2})*$/i.test(digits)) badDump(index + 1)
    for (const pair of digits.match(/../g) ?? []) octets.push(Number.parseInt(pair, 16))
  }
  if (octets.length === 0) throw new IppError('truncated', 'there is nothing to read', 0)
  return Uint8Array.from(octets)
}

function badDump(line: number, why = 'this is neither an IPP message nor a hex dump'): never {
  throw new IppError('bad-text', `line ${line}: ${why}`)
}
