/** Message to octets (RFC 8010 section 3). */
import { encodedOf, listOf } from './attributes.js'
import type { EncodedAttributes } from './encoded-attributes.js'
import type { Message } from './message.js'
import { GroupTag } from './tags.js'
import { writeAttribute, writeGroupTag, writeParameters } from './write-message.js'
import { Writer } from './writer.js'

/**
 * Encodes a message, end-of-attributes included. Document data goes behind it.
 *
 * What it gives is always a well-formed message: whatever the wire cannot carry is refused, never cut or wrapped around.
 * Strings are written in UTF-8, a lone surrogate as U+FFFD. Groups and collections that were decoded and not changed
 * since are copied.
 *
 * @returns the octets, in a buffer of just their size
 * @throws {@link IppError} `not-encodable` for a name or value of more than 32767 octets, an attribute without a name or
 * without values, a number beyond its field, or a tag that cannot stand where it does
 */
export function encode(message: Message): Uint8Array<ArrayBuffer> {
  return withWriter(message, (writer) => writer.take())
}

/**
 * Encodes a message into a buffer of the caller's.
 *
 * @param target - where to write
 * @param at - the octet of `target` to begin at
 * @returns how many octets were written
 * @throws {@link IppError} as {@link encode}; RangeError if the message does not fit there. Nothing is written then
 */
export function encodeTo(message: Message, target: Uint8Array, at: number = 0): number {
  return withWriter(message, (writer) => writer.copyTo(target, at))
}

/** The writer of the last message, for the next. It is away while a message is written: what is written may itself encode. */
let idle: Writer | undefined
/** A writer that has grown beyond this is not kept. */
const keptOctets = 1 << 20

function withWriter<Result>(message: Message, finish: (writer: Writer) => Result): Result {
  const writer = idle ?? new Writer()
  idle = undefined
  try {
    writeMessage(writer, message)
    return finish(writer)
  } finally {
    if (writer.capacity <= keptOctets) {
      writer.reset()
      idle = writer
    }
  }
}

function writeMessage(writer: Writer, message: Message): void {
  writeParameters(writer, message)
  // Groups that still are what was decoded, side by side: copied in one piece.
  let first: EncodedAttributes | undefined
  let last: EncodedAttributes | undefined
  for (const { tag, attributes } of message.groups) {
    const encoded = encodedOf(attributes)
    const untouched = encoded?.isCollection === false && !encoded.changed ? encoded : undefined
    if (last !== undefined && untouched?.follows(last, tag) === true) {
      last = untouched
      continue
    }
    if (first !== undefined) writer.raw(first.octets(last))
    writeGroupTag(writer, tag)
    first = untouched
    last = untouched
    if (untouched === undefined) for (const attribute of listOf(attributes)) writeAttribute(writer, attribute)
  }
  if (first !== undefined) writer.raw(first.octets(last))
  writer.attribute = ''
  writer.uint8(GroupTag.endOfAttributes)
}
