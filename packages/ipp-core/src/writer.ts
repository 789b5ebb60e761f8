/** A buffer that grows as it is written: the fields of the wire format, each checked to hold its number (RFC 8010 section 3). */
import { IppError } from './errors.js'

const utf8 = new TextEncoder()

/** Writes big-endian fields. `path` names the attribute in errors. */
export class Writer {
  #buffer = new Uint8Array(1024)
  #view = new DataView(this.#buffer.buffer)
  #at = 0

  /** @throws IppError `not-encodable` unless it is a whole number of 0 to 255 */
  uint8(value: number, path: string): void {
    whole(value, 0, 0xff, path)
    this.#room(1)
    this.#view.setUint8(this.#at++, value)
  }

  /** @throws IppError `not-encodable` unless it is a whole number of -128 to 127 */
  int8(value: number, path: string): void {
    whole(value, -0x80, 0x7f, path)
    this.#room(1)
    this.#view.setInt8(this.#at++, value)
  }

  /** @throws IppError `not-encodable` unless it is a whole number of 0 to 65535 */
  uint16(value: number, path: string): void {
    whole(value, 0, 0xffff, path)
    this.#room(2)
    this.#view.setUint16(this.#at, value)
    this.#at += 2
  }

  /** @throws IppError `not-encodable` unless it is a whole number of -2147483648 to 2147483647 */
  int32(value: number, path: string): void {
    whole(value, -0x8000_0000, 0x7fff_ffff, path)
    this.#room(4)
    this.#view.setInt32(this.#at, value)
    this.#at += 4
  }

  /** A length and that many octets. @throws IppError `not-encodable` if there are more than 32767 */
  octets(value: Uint8Array, path: string): void {
    fits(value.length, path)
    this.uint16(value.length, path)
    this.#room(value.length)
    this.#buffer.set(value, this.#at)
    this.#at += value.length
  }

  /** A length and a string in UTF-8. @throws IppError `not-encodable` if it takes more than 32767 octets */
  string(value: string, path: string): void {
    // No character takes less than an octet: what cannot fit is refused before there is room made for it.
    fits(value.length, path)
    this.#room(2 + value.length * 3)
    const { written } = utf8.encodeInto(value, this.#buffer.subarray(this.#at + 2))
    fits(written, path)
    this.#view.setUint16(this.#at, written)
    this.#at += 2 + written
  }

  /** A length and what `write` writes. @throws IppError `not-encodable` if it writes more than 32767 octets */
  measured(path: string, write: () => void): void {
    const start = this.#at
    this.uint16(0, path)
    write()
    const length = this.#at - start - 2
    fits(length, path)
    this.#view.setUint16(start, length)
  }

  /** What was written, in a buffer of its own. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#buffer.slice(0, this.#at)
  }

  #room(octets: number): void {
    if (this.#at + octets <= this.#buffer.length) return
    const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#at + octets))
    larger.set(this.#buffer)
    this.#buffer = larger
    this.#view = new DataView(larger.buffer)
  }
}

function whole(value: number, least: number, most: number, path: string): void {
  if (!Number.isInteger(value) || value < least || value > most) throw new IppError('not-encodable', `${value} is not a whole number of ${least} to ${most}`, -1, path)
}

/** Lengths are signed (RFC 8010 sections 3.6 and 3.8). */
function fits(length: number, path: string): void {
  if (length > 0x7fff) throw new IppError('not-encodable', `${length} octets, the wire carries 32767 at most`, -1, path)
}
