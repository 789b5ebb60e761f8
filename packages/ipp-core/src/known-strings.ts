/**
 * Strings that were read before. Messages consist of the same few hundred names and keywords over and over: finding one
 * here costs less than making it again, and all its readers share one string.
 *
 * The table is of a fixed size, and what is found in it has been compared octet by octet: strangers can make it forget,
 * but neither grow nor lie.
 */
import { decodeText } from './utf8.js'

/** Longer strings are hardly ever repeated. */
const longest = 64
const wordsEach = longest / 4
const slotBits = 11
const slots = 1 << slotBits

const strings: (string | undefined)[] = new Array<string | undefined>(slots).fill(undefined)
const lengths = new Uint8Array(slots)
/** The octets of each string, four to a number. */
const words = new Int32Array(slots * wordsEach)
/** The last four octets again: lengths are no multiples of four. */
const tails = new Int32Array(slots)
/** The hash that each slot was last asked for in vain. Only who asks twice gets a slot, or job names would drive out the keywords. */
const asked = new Int32Array(slots)

/**
 * The string that octets are in UTF-8, `undefined` if they are none.
 *
 * @param view - the same octets
 */
export function knownText(octets: Uint8Array, view: DataView, at: number, length: number): string | undefined {
  if (length > longest) return decodeText(octets, at, length)
  if (length < 4) return shortText(octets, at, length)
  const last = at + length - 4
  const head = view.getInt32(at, true)
  const tail = view.getInt32(last, true)
  const middle = view.getInt32(at + ((length - 4) >> 1), true)
  const mixed = Math.imul(head ^ Math.imul(tail, 0x2c1b3c6d) ^ Math.imul(middle + length, 0x297a2d39), 0x9e3779b1 | 0)
  const hash = mixed ^ (mixed >>> 15)
  const slot = hash >>> (32 - slotBits)
  if (lengths[slot] === length && tails[slot] === tail) {
    let word = slot * wordsEach
    let next = at
    while (next < last && view.getInt32(next, true) === words[word]) {
      next += 4
      word++
    }
    if (next >= last) return strings[slot]
  }
  const text = decodeText(octets, at, length)
  if (asked[slot] !== hash) asked[slot] = hash
  else if (text !== undefined) {
    strings[slot] = text
    lengths[slot] = length
    tails[slot] = tail
    for (let next = at, word = slot * wordsEach; next < last; next += 4, word++) words[word] = view.getInt32(next, true)
  }
  return text
}

function shortText(octets: Uint8Array, at: number, length: number): string | undefined {
  return length === 0 ? '' : decodeText(octets, at, length)
}
