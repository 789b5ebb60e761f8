/** A value to octets (RFC 8010 section 3.9). */
import { encodedOf, listOf, type Attribute, type Attributes } from './attributes.js'
import { ValueTag } from './tags.js'
import type { DateTimeValue, Value } from './value.js'
import type { Writer } from './writer.js'

/** Tags under which any octets may stand: 0x10 to 0xff, but those of a collection's structure. */
const simpleTags = Uint8Array.from({ length: 0x100 }, (_, tag) => (tag < 0x10 || tag === ValueTag.begCollection || tag === ValueTag.endCollection || tag === ValueTag.memberAttrName ? 0 : 1))

/** Without a name it would become another value of the attribute before it; without a value it would not be there. @throws IppError `not-encodable` */
export function checkAttribute(writer: Writer, { name, values }: Attribute): void {
  writer.attribute = name
  if (name === '') throw writer.refusal('an attribute needs a name')
  if (values.length === 0) throw writer.refusal('an attribute needs a value; use an out-of-band value such as noValue')
}

/**
 * A value with its tag and name.
 *
 * @param name - empty for an additional value, and in collections (RFC 8010 sections 3.1.5 and 3.1.7)
 * @throws IppError `not-encodable` for what the wire cannot carry
 */
export function writeValue(writer: Writer, name: string, value: Value): void {
  // Read once: values have many shapes, so that each look at a property they share is a search.
  const { kind, tag } = value
  if (kind !== 'collection' && (simpleTags[tag] !== 1 || (kind === 'out-of-band' && tag > 0x1f))) {
    // The message would read as another.
    throw writer.refusal(`tag ${tag} cannot be that of a value of kind "${kind}" (RFC 8010 section 3.5.2)`)
  }
  if (name === '') writer.nameless(tag)
  else writer.field(tag, name)
  switch (kind) {
    case 'integer':
      writer.integer(value.value)
      return
    case 'string':
      if (value.octets !== undefined) writer.octets(value.octets)
      else if (tag === ValueTag.keyword || tag >= ValueTag.uriScheme) writer.keyword(value.value)
      else writer.string(value.value)
      return
    case 'boolean':
      writer.uint16(1)
      writer.uint8(value.value ? 1 : 0)
      return
    case 'localized': {
      const start = writer.measure()
      writer.keyword(value.language)
      writer.string(value.value)
      writer.measured(start)
      return
    }
    case 'dateTime':
      writeDateTime(writer, value)
      return
    case 'resolution':
      writer.uint16(9)
      writer.int32(value.crossFeed)
      writer.int32(value.feed)
      writer.int8(value.units)
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
      writer.octets(value.value)
      return
    case 'collection':
      writer.uint16(0)
      writeMembers(writer, value.members)
      writer.nameless(ValueTag.endCollection)
      writer.uint16(0)
  }
}

/** RFC 2579's DateAndTime with its zone: eleven octets. */
function writeDateTime(writer: Writer, value: DateTimeValue): void {
  writer.uint16(11)
  writer.uint16(value.year)
  writer.uint8(value.month)
  writer.uint8(value.day)
  writer.uint8(value.hour)
  writer.uint8(value.minutes)
  writer.uint8(value.seconds)
  writer.uint8(value.deciSeconds)
  writer.uint8(value.utcDirection === '+' ? 0x2b : 0x2d)
  writer.uint8(value.utcHours)
  writer.uint8(value.utcMinutes)
}

/** The members of a collection (RFC 8010 section 3.1.7): their octets as they were decoded, if they still are what was decoded. */
function writeMembers(writer: Writer, members: Attributes): void {
  const encoded = encodedOf(members)
  if (encoded?.isCollection === true && !encoded.changed) {
    writer.raw(encoded.octets())
    return
  }
  const { attribute } = writer
  writer.around.push(attribute)
  for (const member of listOf(members)) {
    checkAttribute(writer, member)
    writer.nameless(ValueTag.memberAttrName)
    writer.keyword(member.name)
    for (const value of member.values) writeValue(writer, '', value)
  }
  writer.around.pop()
  writer.attribute = attribute
}
