/** A buffer that grows as it is written: the fields of the wire format, each checked to hold its number (RFC 8010 section 3). */
import { IppError } from './errors.js'
import { knownPlace, knownWords } from './known-octets.js'
import { longestLength } from './names-and-lengths.js'

const utf8 = new TextEncoder()
/** Room that is left behind each name: enough for an integer with its length. */
const slack = 16
/** Up to this length, the characters one by one are faster than a TextEncoder. */
const shortText = 16
/** Up to this length, a string is encoded beside the buffer and then copied: for its own place, TextEncoder needs a view. */
const besideText = 256
const beside = new Uint8Array(besideText * 3)
const besideView = new DataView(beside.buffer)

/** Writes big-endian fields. */
export class Writer {
  #octets = new Uint8Array(4096)
  #view = new DataView(this.#octets.buffer)
  #at = 0
  /** The attributes around the one that is being written, outermost first. For errors. */
  readonly around: string[] = []
  /** The attribute, or member of a collection, that is being written. For errors. */
  attribute = ''

  /** Octets written since the last {@link Writer.take}. */
  get length(): number {
    return this.#at
  }

  /** Octets there is room for. */
  get capacity(): number {
    return this.#octets.length
  }

  /** A tag and a name. @throws IppError `not-encodable` if the name takes more than 32767 octets */
  field(tag: number, name: string): void {
    this.#room(1)
    this.#octets[this.#at++] = tag
    this.keyword(name)
  }

  /** A tag and a name-length of 0. */
  nameless(tag: number): void {
    this.#room(3 + slack)
    const at = this.#at
    this.#octets[at] = tag
    this.#octets[at + 1] = 0
    this.#octets[at + 2] = 0
    this.#at = at + 3
  }

  /** A length of 4 and a number, behind a field's name. @throws IppError `not-encodable` unless it is a whole number of 32 bits */
  integer(value: number): void {
    if ((value | 0) !== value) this.#refuseNumber(value, -0x8000_0000, 0x7fff_ffff)
    const at = this.#at
    this.#view.setUint16(at, 4)
    this.#view.setInt32(at + 2, value)
    this.#at = at + 6
  }

  /** @throws IppError `not-encodable` unless it is a whole number of 0 to 255 */
  uint8(value: number): void {
    if ((value & 0xff) !== value) this.#refuseNumber(value, 0, 0xff)
    this.#room(1)
    this.#octets[this.#at++] = value
  }

  /** @throws IppError `not-encodable` unless it is a whole number of -128 to 127 */
  int8(value: number): void {
    if ((value << 24) >> 24 !== value) this.#refuseNumber(value, -0x80, 0x7f)
    this.#room(1)
    this.#octets[this.#at++] = value
  }

  /** @throws IppError `not-encodable` unless it is a whole number of 0 to 65535 */
  uint16(value: number): void {
    if ((value & 0xffff) !== value) this.#refuseNumber(value, 0, 0xffff)
    this.#room(2)
    this.#view.setUint16(this.#at, value)
    this.#at += 2
  }

  /** @throws IppError `not-encodable` unless it is a whole number of -2147483648 to 2147483647 */
  int32(value: number): void {
    if ((value | 0) !== value) this.#refuseNumber(value, -0x8000_0000, 0x7fff_ffff)
    this.#room(4)
    this.#view.setInt32(this.#at, value)
    this.#at += 4
  }

  /** A length and octets. @throws IppError `not-encodable` if there are more than 32767 */
  octets(value: Uint8Array): void {
    this.#fits(value.length)
    this.uint16(value.length)
    this.raw(value)
  }

  /** Octets as they are. */
  raw(value: Uint8Array): void {
    this.#room(value.length)
    this.#octets.set(value, this.#at)
    this.#at += value.length
  }

  /** A length and a string in UTF-8 that will be written again: a name or keyword. @throws IppError `not-encodable` if it takes more than 32767 octets */
  keyword(value: string): void {
    const place = knownPlace(value)
    if (place < 0) {
      this.string(value)
      return
    }
    const length = place & 127
    // The last word may have octets too many, and what follows needs room as well.
    this.#room(length + 6 + slack)
    const view = this.#view
    let at = this.#at
    view.setUint16(at, length)
    at += 2
    const end = at + length
    this.#at = end
    for (let word = place >> 7; at < end; word++, at += 4) view.setInt32(at, knownWords[word] ?? 0, true)
  }

  /** A length and a string in UTF-8. @throws IppError `not-encodable` if it takes more than 32767 octets */
  string(value: string): void {
    const { length } = value
    // No character takes less than an octet: what cannot fit is refused before there is room made for it.
    this.#fits(length)
    this.#room(length * 3 + 6 + slack)
    if (length <= shortText && this.#ascii(value)) return
    const start = this.#at + 2
    if (length <= besideText) {
      const { written } = utf8.encodeInto(value, beside)
      this.#length(written)
      const view = this.#view
      for (let from = 0; from < written; from += 4) view.setInt32(start + from, besideView.getInt32(from))
      this.#at = start + written
    } else {
      const { written } = utf8.encodeInto(value, this.#octets.subarray(start))
      this.#fits(written)
      this.#length(written)
      this.#at = start + written
    }
  }

  /** Room for a length that is not known yet. @returns what {@link Writer.measured} takes */
  measure(): number {
    this.uint16(0)
    return this.#at
  }

  /** Writes the length of what was written since {@link Writer.measure}. @throws IppError `not-encodable` if that is more than 32767 octets */
  measured(start: number): void {
    const length = this.#at - start
    this.#fits(length)
    this.#view.setUint16(start - 2, length)
  }

  /** What was written, in a buffer of its own. The writer is empty then. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#octets.slice(0, this.#at)
    this.#at = 0
    return taken
  }

  /** Copies what was written to `target`. The writer is empty then. @returns how many octets that was @throws RangeError if they do not fit */
  copyTo(target: Uint8Array, at: number): number {
    const length = this.#at
    target.set(this.#octets.subarray(0, length), at)
    this.#at = 0
    return length
  }

  /** Forgets what was written. */
  reset(): void {
    this.#at = 0
    if (this.around.length > 0) this.around.length = 0
    this.attribute = ''
  }

  /** The error of what cannot be written, in the attribute that is being written. */
  refusal(message: string): IppError {
    return new IppError('not-encodable', message, -1, [...this.around, this.attribute].join('/'))
  }

  /** Writes a string and its length, if it is of ASCII. */
  #ascii(value: string): boolean {
    const octets = this.#octets
    const start = this.#at + 2
    const { length } = value
    for (let index = 0; index < length; index++) {
      const code = value.charCodeAt(index)
      if (code > 0x7f) return false
      octets[start + index] = code
    }
    this.#length(length)
    this.#at = start + length
    return true
  }

  #length(length: number): void {
    this.#view.setUint16(this.#at, length)
    this.#at += 2
  }

  #room(octets: number): void {
    if (this.#at + octets > this.#octets.length) this.#grow(octets)
  }

  #grow(octets: number): void {
    const larger = new Uint8Array(Math.max(this.#octets.length * 2, this.#at + octets))
    larger.set(this.#octets.subarray(0, this.#at))
    this.#octets = larger
    this.#view = new DataView(larger.buffer)
  }

  #refuseNumber(value: number, least: number, most: number): never {
    throw this.refusal(`${value} is not a whole number of ${least} to ${most}`)
  }

  #fits(length: number): void {
    if (length > longestLength) throw this.refusal(`${length} octets, the wire carries ${longestLength} at most`)
  }
}
