/** Message to octets, piece by piece: for answers that are too long to be held whole (RFC 8010 section 3). */
import { Attributes, encodedOf, type Attribute } from './attributes.js'
import type { Message } from './message.js'
import { GroupTag } from './tags.js'
import { writeGroupTag, writeParameters } from './write-message.js'
import { checkAttribute, writeValue } from './write-value.js'
import { Writer } from './writer.js'

/** A message whose groups, and the attributes of each, are asked for only when they are written: a {@link Message}, or one with generators in it. */
export interface MessageSource extends Omit<Message, 'groups'> {
  /** In the order of the message. Each is asked for when the one before it was written. */
  readonly groups: Iterable<GroupSource>
}

/** A group of attributes with its delimiter tag. */
export interface GroupSource {
  /** A `GroupTag`, or one the registry does not know. */
  readonly tag: number
  /** In the order of the group. Each is asked for when the one before it was written. */
  readonly attributes: Iterable<Attribute>
}

/**
 * Encodes a message in chunks. Together they are what {@link encode} gives. Groups, attributes and values are taken one
 * after the other, so that no more than a chunk and one value is held at a time, however long the message is.
 *
 * To send it: `Readable.from(encodeChunks(message))` in Node.js, `new Response(ReadableStream.from(encodeChunks(message)))`
 * elsewhere. Both ask for the next chunk when the last has gone.
 *
 * @param message - what to encode. Its groups are read once
 * @param chunkOctets - how long a chunk is before it is given: all but the last are at least that long. Default 16 KiB
 * @returns the chunks, each in a buffer of its own. What cannot be encoded is thrown when it is reached, after the chunks before it
 * @throws {@link IppError} as {@link encode}
 */
export function* encodeChunks(message: MessageSource, chunkOctets: number = 16_384): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
  const writer = new Writer()
  writeParameters(writer, message)
  for (const { tag, attributes } of message.groups) {
    writeGroupTag(writer, tag)
    const encoded = attributes instanceof Attributes ? encodedOf(attributes) : undefined
    if (encoded?.isCollection === false && !encoded.changed) {
      const octets = encoded.octets()
      for (let at = 0; at < octets.length; at += chunkOctets) {
        writer.raw(octets.subarray(at, at + chunkOctets))
        if (writer.length >= chunkOctets) yield writer.take()
      }
      continue
    }
    for (const attribute of attributes) {
      checkAttribute(writer, attribute)
      let { name } = attribute
      for (const value of attribute.values) {
        writeValue(writer, name, value)
        name = ''
        if (writer.length >= chunkOctets) yield writer.take()
      }
    }
  }
  writer.uint8(GroupTag.endOfAttributes)
  yield writer.take()
}
