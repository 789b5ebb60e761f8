/** The parts of a message to octets, in the order in which `encode` and `encodeChunks` write them (RFC 8010 section 3.1). */
import type { Attribute } from './attributes.js'
import type { Message } from './message.js'
import { GroupTag } from './tags.js'
import { checkAttribute, writeValue } from './write-value.js'
import type { Writer } from './writer.js'

/** Version, operation or status code, request-id. @throws IppError `not-encodable` for a number beyond its field */
export function writeParameters(writer: Writer, { version, code, requestId }: Pick<Message, 'version' | 'code' | 'requestId'>): void {
  writer.uint8(version.major)
  writer.uint8(version.minor)
  writer.uint16(code)
  writer.int32(requestId)
}

/** The delimiter tag that begins a group. @throws IppError `not-encodable` if no group can begin with it */
export function writeGroupTag(writer: Writer, tag: number): void {
  writer.attribute = ''
  if (tag > 0x0f || tag === GroupTag.endOfAttributes) throw writer.refusal(`tag ${tag} cannot begin a group (RFC 8010 section 3.5.1)`)
  writer.uint8(tag)
}

/** An attribute of a group. @throws IppError `not-encodable` for what the wire cannot carry */
export function writeAttribute(writer: Writer, attribute: Attribute): void {
  checkAttribute(writer, attribute)
  let { name } = attribute
  for (const value of attribute.values) {
    writeValue(writer, name, value)
    name = ''
  }
}
