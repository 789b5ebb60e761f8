/** Octets to message (RFC 8010 section 3). */
import { Attributes, type Attribute } from './attributes.js'
import { IppError } from './errors.js'
import { defaultLimits, type Limits } from './limits.js'
import type { AttributeGroup, Message } from './message.js'
import { GroupTag, ValueTag } from './tags.js'
import type { StringTag, Value } from './value.js'

/** A decoded message and where it ended. */
export interface Decoded {
  readonly message: Message
  /** Octets the message took, end-of-attributes included: what follows is document data. */
  readonly octets: number
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lossy = new TextDecoder('utf-8', { ignoreBOM: true })

const stringTags: ReadonlySet<number> = new Set<number>([
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

/** Delimiter tags are 0x00 to 0x0f; value tags lie above (RFC 8010 section 3.5). */
const isDelimiter = (tag: number) => tag <= 0x0f

/**
 * Decodes a message from the front of a buffer.
 *
 * Values keep their tags and odd octets, so `encode` gives back the same octets for any well-formed message. Nothing of
 * the message refers to the buffer: it may be used again.
 *
 * @param octets - the message, with or without document data behind it
 * @param limits - bounds, where they differ from {@link defaultLimits}
 * @throws {@link IppError} saying what is wrong, at which octet, in which attribute
 */
export function decode(octets: Uint8Array, limits: Partial<Limits> = {}): Decoded {
  return new Decoder(octets, { ...defaultLimits, ...limits }).message()
}

class Decoder {
  readonly #octets: Uint8Array
  readonly #view: DataView
  readonly #limits: Limits
  #at = 0
  #attributes = 0
  #values = 0

  constructor(octets: Uint8Array, limits: Limits) {
    // A plain view: slice() of Node's Buffer would not copy.
    this.#octets = new Uint8Array(octets.buffer, octets.byteOffset, octets.byteLength)
    this.#view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength)
    this.#limits = limits
  }

  message(): Decoded {
    // Parameters of eight octets and end-of-attributes (RFC 8010 section 3.1.1).
    if (this.#octets.length < 9) throw new IppError('truncated', `a message has at least 9 octets, here are ${this.#octets.length}`, this.#octets.length)
    const version = { major: this.#view.getUint8(0), minor: this.#view.getUint8(1) }
    const code = this.#view.getUint16(2)
    const requestId = this.#view.getInt32(4)
    this.#at = 8
    const groups: AttributeGroup[] = []
    for (;;) {
      const tag = this.#octet('', 'a delimiter tag')
      if (tag === GroupTag.endOfAttributes) break
      if (!isDelimiter(tag)) throw new IppError('unexpected-tag', `value tag 0x${hex(tag)} where a group must begin`, this.#at - 1)
      groups.push({ tag, attributes: this.#group() })
    }
    return { message: { version, code, requestId, groups }, octets: this.#at }
  }

  /** Attributes up to the next delimiter tag, which is left unread. */
  #group(): Attributes {
    const attributes: { name: string; values: Value[] }[] = []
    for (;;) {
      const tag = this.#peek()
      if (isDelimiter(tag)) return new Attributes(attributes)
      this.#at++
      const start = this.#at - 1
      const nameLength = this.#length('', 'name-length')
      let current = attributes.at(-1)
      if (nameLength > 0) {
        current = { name: this.#name(nameLength, ''), values: [] }
        attributes.push(current)
        this.#within('attributes', ++this.#attributes, start, current.name)
      } else if (current === undefined) {
        throw new IppError('unexpected-tag', 'the first attribute of a group has no name', start)
      }
      current.values.push(this.#value(tag, start, current.name, 0))
    }
  }

  #value(tag: number, start: number, path: string, depth: number): Value {
    this.#within('values', ++this.#values, start, path)
    const length = this.#length(path, 'value-length')
    if (tag === ValueTag.begCollection) {
      if (length > 0) throw new IppError('bad-length', `begCollection has ${length} octets of value, must have none`, start, path)
      this.#within('depth', depth + 1, start, path)
      return { kind: 'collection', tag, members: this.#members(path, depth + 1) }
    }
    if (tag === ValueTag.endCollection || tag === ValueTag.memberAttrName) {
      throw new IppError('unexpected-tag', `${tag === ValueTag.endCollection ? 'endCollection' : 'memberAttrName'} outside a collection`, start, path)
    }
    const from = this.#at
    this.#need(length, path, 'a value')
    this.#at += length
    return this.#simple(tag, from, length)
  }

  /** Members up to and with endCollection (RFC 8010 section 3.1.6). */
  #members(path: string, depth: number): Attributes {
    const members: { name: string; values: Value[] }[] = []
    for (;;) {
      const start = this.#at
      const tag = this.#octet(path, 'a member of a collection')
      if (isDelimiter(tag)) throw new IppError('unexpected-tag', `delimiter tag 0x${hex(tag)} within a collection`, start, path)
      const nameLength = this.#length(path, 'name-length')
      if (nameLength > 0) throw new IppError('bad-length', 'a name within a collection must be a memberAttrName', start, path)
      if (tag === ValueTag.endCollection) {
        const length = this.#length(path, 'value-length')
        if (length > 0) throw new IppError('bad-length', `endCollection has ${length} octets of value, must have none`, start, path)
        this.#complete(members.at(-1), start, path)
        return new Attributes(members)
      }
      if (tag === ValueTag.memberAttrName) {
        this.#complete(members.at(-1), start, path)
        const length = this.#length(path, 'value-length')
        if (length === 0) throw new IppError('bad-length', 'a memberAttrName is empty', start, path)
        const member: { name: string; values: Value[] } = { name: this.#name(length, path), values: [] }
        members.push(member)
        this.#within('attributes', ++this.#attributes, start, `${path}/${member.name}`)
        continue
      }
      const member = members.at(-1)
      if (member === undefined) throw new IppError('unexpected-tag', 'a value before the first memberAttrName', start, path)
      member.values.push(this.#value(tag, start, `${path}/${member.name}`, depth))
    }
  }

  #complete(member: Attribute | undefined, start: number, path: string): void {
    if (member?.values.length === 0) throw new IppError('unexpected-tag', 'a member attribute has no value', start, `${path}/${member.name}`)
  }

  #simple(tag: number, from: number, length: number): Value {
    const view = this.#view
    if (isStringTag(tag)) {
      const octets = this.#octets.subarray(from, from + length)
      try {
        return { kind: 'string', tag, value: utf8.decode(octets) }
      } catch {
        // Another charset, or damage: shown as well as can be, kept as received.
        return { kind: 'string', tag, value: lossy.decode(octets), octets: octets.slice() }
      }
    }
    switch (tag) {
      case ValueTag.integer:
      case ValueTag.enum:
        if (length === 4) return { kind: 'integer', tag, value: view.getInt32(from) }
        break
      case ValueTag.boolean:
        if (length === 1 && view.getUint8(from) <= 1) return { kind: 'boolean', tag, value: view.getUint8(from) === 1 }
        break
      case ValueTag.rangeOfInteger:
        if (length === 8) return { kind: 'range', tag, lower: view.getInt32(from), upper: view.getInt32(from + 4) }
        break
      case ValueTag.resolution:
        if (length === 9) return { kind: 'resolution', tag, crossFeed: view.getInt32(from), feed: view.getInt32(from + 4), units: view.getInt8(from + 8) }
        break
      case ValueTag.dateTime: {
        const direction = length === 11 ? view.getUint8(from + 8) : 0
        if (direction === 0x2b || direction === 0x2d) {
          return {
            kind: 'dateTime',
            tag,
            year: view.getUint16(from),
            month: view.getUint8(from + 2),
            day: view.getUint8(from + 3),
            hour: view.getUint8(from + 4),
            minutes: view.getUint8(from + 5),
            seconds: view.getUint8(from + 6),
            deciSeconds: view.getUint8(from + 7),
            utcDirection: direction === 0x2b ? '+' : '-',
            utcHours: view.getUint8(from + 9),
            utcMinutes: view.getUint8(from + 10),
          }
        }
        break
      }
      case ValueTag.textWithLanguage:
      case ValueTag.nameWithLanguage: {
        const localized = this.#localized(tag, from, length)
        if (localized !== undefined) return localized
        break
      }
      default:
        if (tag >= 0x10 && tag <= 0x1f && length === 0) return { kind: 'out-of-band', tag }
    }
    // An unknown tag, or octets that do not fit their syntax: kept as received for the reader to judge.
    return { kind: 'octets', tag, value: this.#octets.slice(from, from + length) }
  }

  #localized(tag: typeof ValueTag.textWithLanguage | typeof ValueTag.nameWithLanguage, from: number, length: number): Value | undefined {
    if (length < 4) return undefined
    const languageLength = this.#view.getUint16(from)
    if (languageLength + 4 > length) return undefined
    const textLength = this.#view.getUint16(from + 2 + languageLength)
    if (languageLength + 4 + textLength !== length) return undefined
    try {
      const language = utf8.decode(this.#octets.subarray(from + 2, from + 2 + languageLength))
      const value = utf8.decode(this.#octets.subarray(from + 4 + languageLength, from + length))
      return { kind: 'localized', tag, value, language }
    } catch {
      return undefined
    }
  }

  #name(length: number, path: string): string {
    this.#need(length, path, 'a name')
    const octets = this.#octets.subarray(this.#at, this.#at + length)
    const start = this.#at
    this.#at += length
    try {
      return utf8.decode(octets)
    } catch {
      throw new IppError('bad-name', 'the octets of an attribute name are no characters', start, path)
    }
  }

  #length(path: string, what: string): number {
    this.#need(2, path, what)
    const length = this.#view.getUint16(this.#at)
    if (length > 0x7fff) throw new IppError('bad-length', `${what} ${length} is above 32767: it is signed (RFC 8010 sections 3.6 and 3.8)`, this.#at, path)
    this.#at += 2
    return length
  }

  #octet(path: string, what: string): number {
    this.#need(1, path, what)
    return this.#view.getUint8(this.#at++)
  }

  #peek(): number {
    this.#need(1, '', 'a tag')
    return this.#view.getUint8(this.#at)
  }

  #need(length: number, path: string, what: string): void {
    const end = this.#at + length
    const { messageOctets } = this.#limits
    if (end > messageOctets) throw new IppError('limit-exceeded', `the message is longer than ${messageOctets} octets (limit "messageOctets")`, messageOctets, path)
    if (end > this.#octets.length) {
      throw new IppError('truncated', `${what} of ${length} octets, but ${this.#octets.length - this.#at} are left`, this.#at, path)
    }
  }

  #within(limit: 'attributes' | 'values' | 'depth', value: number, start: number, path: string): void {
    if (value > this.#limits[limit]) throw new IppError('limit-exceeded', `more than ${this.#limits[limit]} (limit "${limit}")`, start, path)
  }
}

const hex = (octet: number) => octet.toString(16).padStart(2, '0')
