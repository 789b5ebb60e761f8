/** Messages to JSON, without loss. */
import type { Attributes } from './attributes.js'
import { toBase64 } from './base64.js'
import { dateTimeText } from './date-time-text.js'
import type { AttributeJSON, MessageJSON, ValueJSON } from './json-form.js'
import type { Message } from './message.js'
import { syntaxName, ValueTag } from './tags.js'
import type { Value } from './value.js'

/**
 * A message as plain data that JSON holds. `fromJSON` gives back a message that encodes to the same octets: odd octets,
 * unknown tags, repeated names and empty groups included.
 */
export function toJSON(message: Message): MessageJSON {
  return {
    version: `${message.version.major}.${message.version.minor}`,
    code: message.code,
    requestId: message.requestId,
    groups: message.groups.map(({ tag, attributes }) => ({ tag, attributes: attributesToJSON(attributes) })),
  }
}

/** Attributes as plain data that JSON holds, as {@link toJSON} does it. */
export function attributesToJSON(attributes: Attributes): AttributeJSON[] {
  return [...attributes].map(({ name, values }) => ({ name, values: values.map(valueToJSON) }))
}

function valueToJSON(value: Value): ValueJSON {
  const syntax = value.tag === ValueTag.begCollection ? 'collection' : syntaxName(value.tag)
  switch (value.kind) {
    case 'integer':
    case 'boolean':
      return { syntax, value: value.value }
    case 'string':
      return { syntax, value: value.value, ...(value.octets === undefined ? {} : { octets: toBase64(value.octets) }) }
    case 'localized':
      return { syntax, value: value.value, language: value.language }
    case 'dateTime':
      return { syntax, value: dateTimeText(value) }
    case 'resolution':
      return { syntax, crossFeed: value.crossFeed, feed: value.feed, units: value.units }
    case 'range':
      return { syntax, lower: value.lower, upper: value.upper }
    case 'collection':
      return { syntax, members: attributesToJSON(value.members) }
    case 'octets':
      return { syntax, octets: toBase64(value.value) }
    case 'out-of-band':
      return { syntax }
  }
}
