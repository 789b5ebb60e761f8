/** Where the words of a sheet stand on its medium, for the formats that have places. Pure. */
import type { MediaSheet } from '../pages/media-sheet.js'
import { octetsOf, type Repertoire } from './characters.js'
import type { SheetText } from './sheet-text.js'

/** Words at a place. */
export interface PlacedWords {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly bold: boolean
  readonly octets: readonly number[]
}

/** A sheet's words, to be drawn enlarged by a scale. */
export interface SheetLayout {
  readonly scale: number
  readonly words: readonly PlacedWords[]
  /** The rule below the heading: from, to, height. */
  readonly rule: readonly [left: number, right: number, y: number]
}

/** The medium it is made for: larger and smaller ones enlarge and reduce it. */
const usualWidth = 595
const usualHeight = 500
/** How wide a character of Helvetica is at most in a text of some length, of its size. */
const widest = 0.62
/** The most lines of a heading. */
const mostLines = 3

/** Lays a sheet out. */
export function layOut(text: SheetText, { width, height, margin }: MediaSheet, repertoire: Repertoire): SheetLayout {
  const scale = Math.min(width / usualWidth, height / usualHeight)
  const [across, up] = [width / scale, height / scale]
  const left = Math.max(50, (margin / scale) * 1.5)
  const words: PlacedWords[] = []
  let y = up - left
  const put = (octets: readonly number[], size: number, bold: boolean): void => {
    for (const line of folded(octets, Math.floor((across - 2 * left) / (size * widest)))) {
      y -= size * 1.25
      words.push({ x: left, y, size, bold, octets: line })
    }
  }
  put(octetsOf(text.title, repertoire), 36, true)
  y -= 8
  put(octetsOf(text.subtitle, repertoire), 20, false)
  y -= 16
  const rule = [left, across - left, y] as const
  y -= 10
  for (const [label, value] of text.lines) {
    y -= 20
    words.push({ x: left, y, size: 13, bold: true, octets: octetsOf(label, repertoire) })
    const [line = [], cut] = folded(octetsOf(value, repertoire), Math.floor((across - 2 * left - 100) / (13 * widest)))
    words.push({ x: left + 100, y, size: 13, bold: false, octets: cut === undefined ? line : [...line, ...ellipsis] })
  }
  return { scale, words, rule }
}

const ellipsis = [0x2e, 0x2e, 0x2e]

/** Lines of at most so many characters. */
function folded(octets: readonly number[], most: number): (readonly number[])[] {
  const lines: (readonly number[])[] = []
  let rest = octets
  while (rest.length > most && lines.length + 1 < mostLines) {
    const space = rest.slice(0, most + 1).lastIndexOf(0x20)
    const end = space > most / 2 ? space : most
    lines.push(rest.slice(0, end))
    rest = rest.slice(space > most / 2 ? end + 1 : end)
  }
  return [...lines, rest.length > most ? [...rest.slice(0, Math.max(most - 3, 0)), ...ellipsis] : rest]
}
