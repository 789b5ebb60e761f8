/** Message to octets (RFC 8010 section 3). */
import type { Attribute } from './attributes.js'
import { IppError } from './errors.js'
import type { Message } from './message.js'
import { GroupTag, ValueTag } from './tags.js'
import type { Value } from './value.js'

const utf8 = new TextEncoder()

/**
 * Encodes a message, end-of-attributes included. Document data goes behind it.
 *
 * @throws {@link IppError} `not-encodable` if a name or value is longer than the wire can say (32767 octets)
 */
export function encode(message: Message): Uint8Array {
  const writer = new Writer()
  writer.uint8(message.version.major)
  writer.uint8(message.version.minor)
  writer.uint16(message.code)
  writer.int32(message.requestId)
  for (const group of message.groups) {
    writer.uint8(group.tag)
    for (const attribute of group.attributes) writeAttribute(writer, attribute)
  }
  writer.uint8(GroupTag.endOfAttributes)
  return writer.finish()
}

function writeAttribute(writer: Writer, attribute: Attribute): void {
  if (attribute.values.length === 0) throw new IppError('not-encodable', 'an attribute needs a value; use an out-of-band value such as noValue', -1, attribute.name)
  let first = true
  for (const value of attribute.values) {
    writer.uint8(value.tag)
    if (first) writer.string(attribute.name, attribute.name)
    else writer.uint16(0)
    first = false
    writeValue(writer, value, attribute.name)
  }
}

function writeValue(writer: Writer, value: Value, path: string): void {
  switch (value.kind) {
    case 'integer':
      writer.uint16(4)
      writer.int32(value.value)
      return
    case 'boolean':
      writer.uint16(1)
      writer.uint8(value.value ? 1 : 0)
      return
    case 'string':
      if (value.octets === undefined) writer.string(value.value, path)
      else writer.octets(value.octets, path)
      return
    case 'localized':
      writer.measured(path, () => {
        writer.string(value.language, path)
        writer.string(value.value, path)
      })
      return
    case 'dateTime':
      writer.uint16(11)
      writer.uint16(value.year)
      for (const octet of [value.month, value.day, value.hour, value.minutes, value.seconds, value.deciSeconds]) writer.uint8(octet)
      writer.uint8(value.utcDirection === '+' ? 0x2b : 0x2d)
      writer.uint8(value.utcHours)
      writer.uint8(value.utcMinutes)
      return
    case 'resolution':
      writer.uint16(9)
      writer.int32(value.crossFeed)
      writer.int32(value.feed)
      writer.uint8(value.units & 0xff)
      return
    case 'range':
      writer.uint16(8)
      writer.int32(value.lower)
      writer.int32(value.upper)
      return
    case 'out-of-band':
      writer.uint16(0)
      return
    case 'octets':
      writer.octets(value.value, path)
      return
    case 'collection':
      writer.uint16(0)
      for (const member of value.members) writeMember(writer, member, `${path}/${member.name}`)
      writer.uint8(ValueTag.endCollection)
      writer.uint16(0)
      writer.uint16(0)
  }
}

function writeMember(writer: Writer, member: Attribute, path: string): void {
  if (member.values.length === 0) throw new IppError('not-encodable', 'a member attribute needs a value', -1, path)
  writer.uint8(ValueTag.memberAttrName)
  writer.uint16(0)
  writer.string(member.name, path)
  for (const value of member.values) {
    writer.uint8(value.tag)
    writer.uint16(0)
    writeValue(writer, value, path)
  }
}

/** A buffer that grows as it is written. */
class Writer {
  #buffer = new Uint8Array(1024)
  #view = new DataView(this.#buffer.buffer)
  #at = 0

  uint8(value: number): void {
    this.#room(1)
    this.#view.setUint8(this.#at++, value)
  }

  uint16(value: number): void {
    this.#room(2)
    this.#view.setUint16(this.#at, value)
    this.#at += 2
  }

  int32(value: number): void {
    this.#room(4)
    this.#view.setInt32(this.#at, value)
    this.#at += 4
  }

  /** A length and that many octets. */
  octets(value: Uint8Array, path: string): void {
    fits(value.length, path)
    this.uint16(value.length)
    this.#room(value.length)
    this.#buffer.set(value, this.#at)
    this.#at += value.length
  }

  /** A length and a string in UTF-8. */
  string(value: string, path: string): void {
    this.#room(2 + value.length * 3)
    const { written } = utf8.encodeInto(value, this.#buffer.subarray(this.#at + 2))
    fits(written, path)
    this.#view.setUint16(this.#at, written)
    this.#at += 2 + written
  }

  /** A length and what `write` writes. */
  measured(path: string, write: () => void): void {
    const start = this.#at
    this.uint16(0)
    write()
    const length = this.#at - start - 2
    fits(length, path)
    this.#view.setUint16(start, length)
  }

  finish(): Uint8Array {
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

function fits(length: number, path: string): void {
  if (length > 0x7fff) throw new IppError('not-encodable', `${length} octets, the wire carries 32767 at most`, -1, path)
}
