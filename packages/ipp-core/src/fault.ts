/**
 * What is wrong with octets that `walk` refused: the same grammar read once more, with an eye on where it is. Only who
 * sends a faulty message waits for that.
 */
import { IppError } from './errors.js'
import { limitCodes, type Limits } from './limits.js'
import { GroupTag, ValueTag } from './tags.js'
import { isText, showText } from './utf8.js'
import { parameterOctets } from './walk.js'

/**
 * Throws the first fault of octets that are no message, or pass a limit.
 *
 * @throws {@link IppError} that fault; Error if there is none
 */
export function throwFault(octets: Uint8Array, limits: Limits): never {
  new FaultFinder(octets, limits).message()
  throw new Error('a message was refused in which there is no fault')
}

/** A collection that has not ended: the path of the attribute it is a value of, and its last member. */
interface Level {
  readonly path: string
  member: string | undefined
  /** Values of that member. */
  values: number
}

class FaultFinder {
  readonly #octets: Uint8Array
  readonly #limits: Limits
  readonly #levels: Level[] = []
  #at = parameterOctets
  #groups = 0
  #attributes = 0
  #values = 0

  constructor(octets: Uint8Array, limits: Limits) {
    this.#octets = octets
    this.#limits = limits
  }

  message(): void {
    // Parameters of eight octets and end-of-attributes (RFC 8010 section 3.1.1).
    if (this.#octets.length < 9) throw new IppError('truncated', `a message has at least 9 octets, here are ${this.#octets.length}`, this.#octets.length)
    let tag = this.#octet('', 'a delimiter tag')
    if (tag > 0x0f) throw new IppError('unexpected-tag', `value tag 0x${hex(tag)} where a group must begin`, this.#at - 1)
    let name: string | undefined
    let values = 0
    if (tag !== GroupTag.endOfAttributes) this.#within('groups', ++this.#groups, this.#at - 1, '')
    while (tag !== GroupTag.endOfAttributes) {
      const start = this.#at
      tag = this.#octet('', 'a tag')
      if (tag <= 0x0f) {
        name = undefined
        if (tag !== GroupTag.endOfAttributes) this.#within('groups', ++this.#groups, start, '')
        continue
      }
      const nameLength = this.#length('', 'name-length')
      if (nameLength > 0) {
        name = this.#name(nameLength, start, '')
        values = 0
        this.#within('attributes', ++this.#attributes, start, name)
      } else if (name === undefined) {
        throw new IppError('unexpected-tag', 'the first attribute of a group has no name', start)
      }
      this.#value(tag, start, name, ++values)
      for (let level = this.#levels.at(-1); level !== undefined; level = this.#levels.at(-1)) this.#field(level)
    }
  }

  /** The length of a value and its octets; a collection's are left to {@link FaultFinder.#field}. */
  #value(tag: number, start: number, path: string, ofAttribute: number): void {
    this.#within('values', ++this.#values, start, path)
    this.#within('valuesEach', ofAttribute, start, path)
    const length = this.#length(path, 'value-length')
    this.#within('valueOctets', length, start, path)
    if (tag === ValueTag.begCollection) {
      if (length > 0) throw new IppError('bad-length', `begCollection has ${length} octets of value, must have none`, start, path)
      this.#within('depth', this.#levels.length + 1, start, path)
      this.#levels.push({ path, member: undefined, values: 0 })
    } else if (tag === ValueTag.endCollection || tag === ValueTag.memberAttrName) {
      throw new IppError('unexpected-tag', `${tag === ValueTag.endCollection ? 'endCollection' : 'memberAttrName'} outside a collection`, start, path)
    } else {
      this.#need(length, path, 'a value')
      this.#at += length
    }
  }

  /** A field of a collection: a memberAttrName, a value of the last member, or endCollection (RFC 8010 section 3.1.6). */
  #field(level: Level): void {
    const { path, member, values } = level
    const start = this.#at
    const tag = this.#octet(path, 'a member of a collection')
    if (tag <= 0x0f) throw new IppError('unexpected-tag', `delimiter tag 0x${hex(tag)} within a collection`, start, path)
    const nameLength = this.#length(path, 'name-length')
    if (nameLength > 0) throw new IppError('bad-length', 'a name within a collection must be a memberAttrName', start, path)
    if (tag === ValueTag.endCollection) {
      const length = this.#length(path, 'value-length')
      if (length > 0) throw new IppError('bad-length', `endCollection has ${length} octets of value, must have none`, start, path)
    }
    if (tag === ValueTag.endCollection || tag === ValueTag.memberAttrName) {
      if (member !== undefined && values === 0) throw new IppError('unexpected-tag', 'a member attribute has no value', start, `${path}/${member}`)
    }
    if (tag === ValueTag.endCollection) {
      this.#levels.pop()
    } else if (tag === ValueTag.memberAttrName) {
      const length = this.#length(path, 'value-length')
      if (length === 0) throw new IppError('bad-length', 'a memberAttrName is empty', start, path)
      level.member = this.#name(length, start, path)
      level.values = 0
      this.#within('attributes', ++this.#attributes, start, `${path}/${level.member}`)
    } else if (member === undefined) {
      throw new IppError('unexpected-tag', 'a value before the first memberAttrName', start, path)
    } else {
      level.values++
      this.#value(tag, start, `${path}/${member}`, level.values)
    }
  }

  #name(length: number, start: number, path: string): string {
    this.#within('nameOctets', length, start, path)
    this.#need(length, path, 'a name')
    const at = this.#at
    if (!isText(this.#octets, at, length)) throw new IppError('bad-name', 'the octets of an attribute name are no characters', at, path)
    this.#at += length
    return showText(this.#octets, at, length)
  }

  #length(path: string, what: string): number {
    this.#need(2, path, what)
    const length = ((this.#octets[this.#at] ?? 0) << 8) | (this.#octets[this.#at + 1] ?? 0)
    if (length > 0x7fff) throw new IppError('bad-length', `${what} ${length} is above 32767: it is signed (RFC 8010 sections 3.6 and 3.8)`, this.#at, path)
    this.#at += 2
    return length
  }

  #octet(path: string, what: string): number {
    this.#need(1, path, what)
    return this.#octets[this.#at++] ?? 0
  }

  #need(length: number, path: string, what: string): void {
    const end = this.#at + length
    const { messageOctets } = this.#limits
    if (end > messageOctets) throw new IppError('message-too-long', `the message is longer than ${messageOctets} octets (limit "messageOctets")`, messageOctets, path)
    if (end > this.#octets.length) {
      throw new IppError('truncated', `${what} of ${length} octets, but ${this.#octets.length - this.#at} are left`, this.#at, path)
    }
  }

  #within(limit: Exclude<keyof Limits, 'messageOctets'>, value: number, start: number, path: string): void {
    if (value > this.#limits[limit]) throw new IppError(limitCodes[limit], `${exceeded[limit]}, ${this.#limits[limit]} at most (limit "${limit}")`, start, path)
  }
}

/** What is too much. */
const exceeded: Readonly<Record<Exclude<keyof Limits, 'messageOctets'>, string>> = {
  groups: 'too many groups',
  attributes: 'too many attributes',
  values: 'too many values',
  valuesEach: 'too many values of one attribute',
  depth: 'too many collections within each other',
  nameOctets: 'too long a name',
  valueOctets: 'too long a value',
}

const hex = (octet: number) => octet.toString(16).padStart(2, '0')
