/** Message to octets (RFC 8010 section 3). */
import type { Attribute } from './attributes.js'
import { IppError } from './errors.js'
import type { Message } from './message.js'
import { GroupTag, ValueTag } from './tags.js'
import type { DateTimeValue, Value } from './value.js'
import { Writer } from './writer.js'

/**
 * Encodes a message, end-of-attributes included. Document data goes behind it.
 *
 * What it gives is always a well-formed message: whatever the wire cannot carry is refused, never cut or wrapped around.
 * Strings are written in UTF-8, a lone surrogate as U+FFFD.
 *
 * @throws {@link IppError} `not-encodable` for a name or value of more than 32767 octets, an attribute without a name or
 * without values, a number beyond its field, or a tag that cannot stand where it does
 */
export function encode(message: Message): Uint8Array<ArrayBuffer> {
  const writer = new Writer()
  writer.uint8(message.version.major, '')
  writer.uint8(message.version.minor, '')
  writer.uint16(message.code, '')
  writer.int32(message.requestId, '')
  for (const group of message.groups) {
    if (group.tag > 0x0f || group.tag === GroupTag.endOfAttributes) throw notEncodable(`tag ${group.tag} cannot begin a group (RFC 8010 section 3.5.1)`, '')
    writer.uint8(group.tag, '')
    for (const attribute of group.attributes) writeAttribute(writer, attribute)
  }
  writer.uint8(GroupTag.endOfAttributes, '')
  return writer.finish()
}

function writeAttribute(writer: Writer, attribute: Attribute): void {
  checkAttribute(attribute, attribute.name)
  let first = true
  for (const value of attribute.values) {
    writeTag(writer, value, attribute.name)
    // An additional value has a name of no octets (RFC 8010 section 3.1.5).
    writer.string(first ? attribute.name : '', attribute.name)
    first = false
    writeValue(writer, value, attribute.name)
  }
}

function writeMember(writer: Writer, member: Attribute, path: string): void {
  checkAttribute(member, path)
  writer.uint8(ValueTag.memberAttrName, path)
  writer.uint16(0, path)
  writer.string(member.name, path)
  for (const value of member.values) {
    writeTag(writer, value, path)
    writer.uint16(0, path)
    writeValue(writer, value, path)
  }
}

/** Without a name it would become another value of the attribute before it; without a value it would not be there. */
function checkAttribute(attribute: Attribute, path: string): void {
  if (attribute.name === '') throw notEncodable('an attribute needs a name', path)
  if (attribute.values.length === 0) throw notEncodable('an attribute needs a value; use an out-of-band value such as noValue', path)
}

const structural: ReadonlySet<number> = new Set<number>([ValueTag.begCollection, ValueTag.endCollection, ValueTag.memberAttrName])

/** A tag that its value does not fit would make the message read as another. */
function writeTag(writer: Writer, value: Value, path: string): void {
  if (!isTagOf(value)) throw notEncodable(`tag ${value.tag} cannot be that of a value of kind "${value.kind}" (RFC 8010 section 3.5.2)`, path)
  writer.uint8(value.tag, path)
}

function isTagOf({ kind, tag }: Value): boolean {
  if (kind === 'collection') return true
  if (kind === 'out-of-band') return tag >= 0x10 && tag <= 0x1f
  return tag >= 0x10 && tag <= 0xff && !structural.has(tag)
}

/** A value's length and octets (RFC 8010 section 3.9). */
function writeValue(writer: Writer, value: Value, path: string): void {
  switch (value.kind) {
    case 'integer':
      writer.uint16(4, path)
      writer.int32(value.value, path)
      return
    case 'boolean':
      writer.uint16(1, path)
      writer.uint8(value.value ? 1 : 0, path)
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
      writeDateTime(writer, value, path)
      return
    case 'resolution':
      writer.uint16(9, path)
      writer.int32(value.crossFeed, path)
      writer.int32(value.feed, path)
      writer.int8(value.units, path)
      return
    case 'range':
      writer.uint16(8, path)
      writer.int32(value.lower, path)
      writer.int32(value.upper, path)
      return
    case 'out-of-band':
      writer.uint16(0, path)
      return
    case 'octets':
      writer.octets(value.value, path)
      return
    case 'collection':
      writer.uint16(0, path)
      for (const member of value.members) writeMember(writer, member, `${path}/${member.name}`)
      writer.uint8(ValueTag.endCollection, path)
      writer.uint16(0, path)
      writer.uint16(0, path)
  }
}

/** RFC 2579's DateAndTime with its zone: eleven octets. */
function writeDateTime(writer: Writer, value: DateTimeValue, path: string): void {
  writer.uint16(11, path)
  writer.uint16(value.year, path)
  for (const octet of [value.month, value.day, value.hour, value.minutes, value.seconds, value.deciSeconds]) writer.uint8(octet, path)
  writer.uint8(value.utcDirection === '+' ? 0x2b : 0x2d, path)
  writer.uint8(value.utcHours, path)
  writer.uint8(value.utcMinutes, path)
}

const notEncodable = (message: string, path: string) => new IppError('not-encodable', message, -1, path)
