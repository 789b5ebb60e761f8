/** Messages from JSON: what comes from outside is checked. */
import { Attributes, type Attribute } from './attributes.js'
import { fromBase64 } from './base64.js'
import { readDateTime } from './date-time-text.js'
import { IppError } from './errors.js'
import type { Message } from './message.js'
import { syntaxTag } from './syntax-tags.js'
import { ValueTag } from './tags.js'
import type { IntegerValue, LocalizedValue, StringTag, Value } from './value.js'

/**
 * The message of its JSON form, parsed: `fromJSON(JSON.parse(text))`.
 *
 * Numbers that a field of the wire does not hold are found when the message is encoded.
 *
 * @throws {@link IppError} `bad-text` if it is not in that form, naming the attribute
 */
export function fromJSON(json: unknown): Message {
  const { version, code, requestId, groups } = object(json, 'a message', '')
  const [, major, minor] = /^(\d{1,3})\.(\d{1,3})$/.exec(typeof version === 'string' ? version : '') ?? []
  if (major === undefined) throw bad('a message has a "version" such as "2.0"', '')
  return {
    version: { major: Number(major), minor: Number(minor) },
    code: number(code, 'the "code" of a message', ''),
    requestId: number(requestId, 'the "requestId" of a message', ''),
    groups: array(groups, 'the "groups" of a message', '').map((one) => {
      const { tag, attributes } = object(one, 'a group', '')
      return { tag: number(tag, 'the "tag" of a group', ''), attributes: attributesFromJSON(attributes) }
    }),
  }
}

/** Attributes of their JSON form. @throws {@link IppError} `bad-text` if they are not in that form, naming the attribute */
export function attributesFromJSON(json: unknown): Attributes {
  return attributesAt(json, '', 0)
}

/** Collections within collections that are read: it recurses that deep. */
const mostDepth = 200

function attributesAt(json: unknown, path: string, depth: number): Attributes {
  if (depth > mostDepth) throw new IppError('too-deep', `more than ${mostDepth} collections within each other`)
  return new Attributes(
    array(json, path === '' ? 'the "attributes" of a group' : 'the "members" of a collection', path).map((one): Attribute => {
      const { name, values } = object(one, 'an attribute', path)
      if (typeof name !== 'string') throw bad('an attribute has a "name", a string', path)
      const at = path === '' ? name : `${path}/${name}`
      return { name, values: array(values, 'the "values" of an attribute', at).map((value) => valueAt(value, at, depth)) }
    }),
  )
}

/** Tags whose values are strings. */
const stringTags: ReadonlySet<number> = /* @__PURE__ */ new Set<number>([
  ValueTag.textWithoutLanguage,
  ValueTag.nameWithoutLanguage,
  ValueTag.keyword,
  ValueTag.uri,
  ValueTag.uriScheme,
  ValueTag.charset,
  ValueTag.naturalLanguage,
  ValueTag.mimeMediaType,
])
const isStringTag = (tag: number): tag is StringTag => stringTags.has(tag)
const isIntegerTag = (tag: number): tag is IntegerValue['tag'] => tag === ValueTag.integer || tag === ValueTag.enum
const isLocalizedTag = (tag: number): tag is LocalizedValue['tag'] => tag === ValueTag.textWithLanguage || tag === ValueTag.nameWithLanguage

function valueAt(json: unknown, path: string, depth: number): Value {
  const fields = object(json, 'a value', path)
  const { syntax, value, language, octets, members } = fields
  const tag = typeof syntax === 'string' ? syntaxTag(syntax) : undefined
  if (tag === undefined) throw bad('a value has a "syntax", the name of its tag', path)
  if (octets !== undefined) {
    const content = typeof octets === 'string' ? fromBase64(octets) : undefined
    if (content === undefined) throw bad('"octets" are in base64', path)
    if (value === undefined) return { kind: 'octets', tag, value: content }
    if (isStringTag(tag) && typeof value === 'string') return { kind: 'string', tag, value, octets: content }
  } else if (isIntegerTag(tag) && typeof value === 'number') return { kind: 'integer', tag, value }
  else if (tag === ValueTag.boolean && typeof value === 'boolean') return { kind: 'boolean', tag, value }
  else if (isStringTag(tag) && typeof value === 'string') return { kind: 'string', tag, value }
  else if (isLocalizedTag(tag) && typeof value === 'string' && typeof language === 'string') return { kind: 'localized', tag, value, language }
  else if (tag === ValueTag.dateTime && typeof value === 'string') {
    const dateTime = readDateTime(value)
    if (dateTime !== undefined) return dateTime
  } else if (tag === ValueTag.begCollection && members !== undefined) return { kind: 'collection', tag, members: attributesAt(members, path, depth + 1) }
  else if (tag === ValueTag.rangeOfInteger) return { kind: 'range', tag, lower: number(fields['lower'], '"lower"', path), upper: number(fields['upper'], '"upper"', path) }
  else if (tag === ValueTag.resolution) {
    const [crossFeed, feed, units] = ['crossFeed', 'feed', 'units'].map((name) => number(fields[name], `"${name}"`, path))
    return { kind: 'resolution', tag, crossFeed: crossFeed ?? 0, feed: feed ?? 0, units: units ?? 0 }
  } else if (tag <= 0x1f && value === undefined) return { kind: 'out-of-band', tag }
  throw bad(`this is no value of the syntax ${String(syntax)}`, path)
}

function object(json: unknown, what: string, path: string): Readonly<Record<string, unknown>> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw bad(`${what} is an object`, path)
  return json as Readonly<Record<string, unknown>>
}

function array(json: unknown, what: string, path: string): readonly unknown[] {
  if (!Array.isArray(json)) throw bad(`${what} are an array`, path)
  return json
}

function number(json: unknown, what: string, path: string): number {
  if (typeof json !== 'number') throw bad(`${what} is a number`, path)
  return json
}

const bad = (message: string, path: string) => new IppError('bad-text', message, -1, path)
