/** Attributes that are still octets: a decoded group, or the members of a decoded collection, read as they are asked for. */
import { Attributes, type Attribute } from './attributes.js'
import { knownText } from './known-strings.js'
import { emptyList, listOfOne, PlainAttribute, PlainCollection } from './plain-objects.js'
import { keepValue, readValue } from './read-value.js'
import type { Source } from './source.js'
import { ValueTag } from './tags.js'
import { decodeText } from './utf8.js'
import type { Value } from './value.js'

const { integer, enum: enumeration, begCollection, memberAttrName } = ValueTag

/** Octets of a field of a collection before its value: tag, name-length of 0, value-length. */
const fieldHead = 5

// Results for which no object is made. Where the attribute is that was found, or where the one ends that was passed or
// read, and the index of the first span from there.
let behind = 0
let nextSpan = 0
// Of the first value of the attribute that was found: its tag, and the octet of its length.
let foundTag = 0
let foundLengthAt = 0

/**
 * The octets between two delimiter tags, or of a collection's members. `walk` has found them well-formed.
 *
 * An attribute that was read is kept, so that it is the same object each time. As long as nothing that was read can have
 * been changed, the octets say what the attributes are, and `encode` copies them.
 */
export class EncodedAttributes implements Iterable<Attribute> {
  readonly #source: Source
  readonly #from: number
  readonly #to: number
  readonly #span: number
  readonly #parent: EncodedAttributes | undefined
  #changed = false
  /** Attributes read one by one, by the octet at which they stand. */
  #read: Map<number, Attribute> | undefined

  /**
   * @param from - the octet of the first tag
   * @param to - the octet behind the last value: that of a delimiter tag or endCollection
   * @param span - the index in the source's spans of the first collection from there
   * @param parent - the attributes that have the collection whose members these are; none for a group
   */
  constructor(source: Source, from: number, to: number, span: number, parent: EncodedAttributes | undefined) {
    this.#source = source
    this.#from = from
    this.#to = to
    this.#span = span
    this.#parent = parent
  }

  /** Whether these are members of a collection, which are written otherwise than the attributes of a group. */
  get isCollection(): boolean {
    return this.#parent !== undefined
  }

  /** Whether the octets may no longer say what the attributes are. */
  get changed(): boolean {
    return this.#changed
  }

  /** The octets, and those of what follows up to the end of `last`. */
  octets(last: EncodedAttributes = this): Uint8Array {
    return this.#source.octets.subarray(this.#from, last.#to)
  }

  /** Whether this group stands behind that one, with that delimiter tag between them. */
  follows(other: EncodedAttributes, tag: number): boolean {
    return this.#source === other.#source && this.#from === other.#to + 1 && this.#source.octets[other.#to] === tag
  }

  /** Tells that the octets no longer say what the attributes are, nor those of the collections around them. */
  change(): void {
    this.#changed = true
    for (let around = this.#parent; around !== undefined && !around.#changed; around = around.#parent) around.#changed = true
  }

  [Symbol.iterator](): IterableIterator<Attribute> {
    return this.all()[Symbol.iterator]()
  }

  /** Reads every attribute. */
  all(): Attribute[] {
    const all = emptyList<Attribute>()
    behind = this.#from
    nextSpan = this.#span
    while (behind < this.#to) all.push(this.#attribute(behind, nextSpan))
    this.#read = undefined
    return all
  }

  /** The first attribute of that name. */
  get(name: string): Attribute | undefined {
    if (!this.#find(name)) return undefined
    const at = behind
    const one = this.#attribute(at, nextSpan)
    if (this.#read === undefined) this.#read = new Map()
    this.#read.set(at, one)
    return one
  }

  /** Whether there is an attribute of that name. */
  has(name: string): boolean {
    return this.#find(name)
  }

  /** The first value of the first attribute of that name, if it is an integer or enum. */
  integer(name: string): number | undefined {
    if (!this.#find(name) || (foundTag !== integer && foundTag !== enumeration)) return undefined
    const { view } = this.#source
    return view.getUint16(foundLengthAt) === 4 ? view.getInt32(foundLengthAt + 2) : undefined
  }

  /** The first value of the first attribute of that name, if it is no collection. It is not kept. */
  simple(name: string): Value | undefined {
    if (!this.#find(name) || foundTag === begCollection) return undefined
    const length = this.#source.view.getUint16(foundLengthAt)
    return readValue(this.#source, foundTag, foundLengthAt + 2, length) ?? keepValue(this.#source, foundTag, foundLengthAt + 2, length)
  }

  /** Where an attribute's name is, counted from its first octet. Its length stands before it. */
  get #nameOffset(): number {
    return this.#parent === undefined ? 3 : fieldHead
  }

  /** Looks for the first attribute of that name. If there is one, it is at `behind`. */
  #find(name: string): boolean {
    if (this.#walkTo(name)) return true
    // Names beyond ASCII are rare enough to be read as strings, one by one, once it is known that there is no other.
    return !isAscii(name) && this.#walkToText(name)
  }

  /** Looks for a name of ASCII. */
  #walkTo(name: string): boolean {
    const { view, spans } = this.#source
    const to = this.#to
    const inGroup = this.#parent === undefined
    const offset = inGroup ? 3 : fieldHead
    const { length } = name
    const lastOctet = name.charCodeAt(length - 1)
    let at = this.#from
    let span = this.#span
    while (at < to) {
      const nameAt = at + offset
      const nameLength = view.getUint16(nameAt - 2)
      const nameEnd = nameAt + nameLength
      // Names differ in their length or at their end more often than at their beginning.
      const isFound = nameLength === length && view.getUint8(nameEnd - 1) === lastOctet && isNamed(view, nameAt, name)
      let tag = view.getUint8(inGroup ? at : nameEnd)
      let lengthAt = inGroup ? nameEnd : nameEnd + 3
      if (isFound) {
        behind = at
        nextSpan = span
        foundTag = tag
        foundLengthAt = lengthAt
        return true
      }
      for (;;) {
        if (tag === begCollection) {
          at = (spans[span] ?? 0) + fieldHead
          span = spans[span + 1] ?? 0
        } else at = lengthAt + 2 + view.getUint16(lengthAt)
        if (at >= to || view.getUint16(at + 1) !== 0) break
        tag = view.getUint8(at)
        if (tag === memberAttrName) break
        lengthAt = at + 3
      }
    }
    return false
  }

  /** Looks for any name. */
  #walkToText(name: string): boolean {
    const { octets, view } = this.#source
    const inGroup = this.#parent === undefined
    behind = this.#from
    nextSpan = this.#span
    while (behind < this.#to) {
      const nameAt = behind + this.#nameOffset
      const nameLength = view.getUint16(nameAt - 2)
      const nameEnd = nameAt + nameLength
      if (decodeText(octets, nameAt, nameLength) === name) {
        foundTag = view.getUint8(inGroup ? behind : nameEnd)
        foundLengthAt = inGroup ? nameEnd : nameEnd + 3
        return true
      }
      this.#pass()
    }
    return false
  }

  /** From an attribute at `behind` to the one behind it. */
  #pass(): void {
    const { view, spans } = this.#source
    const inGroup = this.#parent === undefined
    const nameAt = behind + this.#nameOffset
    const nameEnd = nameAt + view.getUint16(nameAt - 2)
    let tag = view.getUint8(inGroup ? behind : nameEnd)
    let lengthAt = inGroup ? nameEnd : nameEnd + 3
    for (;;) {
      if (tag === begCollection) {
        behind = (spans[nextSpan] ?? 0) + fieldHead
        nextSpan = spans[nextSpan + 1] ?? 0
      } else behind = lengthAt + 2 + view.getUint16(lengthAt)
      if (behind >= this.#to || view.getUint16(behind + 1) !== 0) return
      tag = view.getUint8(behind)
      if (tag === memberAttrName) return
      lengthAt = behind + 3
    }
  }

  /** Reads the attribute that stands there, unless it was read before. `behind` and `nextSpan` are then behind it. */
  #attribute(start: number, firstSpan: number): Attribute {
    const kept = this.#read?.get(start)
    if (kept !== undefined) {
      this.#pass()
      return kept
    }
    const { octets, view } = this.#source
    const to = this.#to
    const inGroup = this.#parent === undefined
    const nameAt = start + (inGroup ? 3 : fieldHead)
    const nameEnd = nameAt + view.getUint16(nameAt - 2)
    const name = knownText(octets, view, nameAt, nameEnd - nameAt) ?? ''
    nextSpan = firstSpan
    const values = listOfOne(inGroup ? this.#value(view.getUint8(start), nameEnd + 2) : this.#value(view.getUint8(nameEnd), nameEnd + fieldHead))
    while (behind < to && view.getUint16(behind + 1) === 0) {
      const tag = view.getUint8(behind)
      if (tag === memberAttrName) break
      values.push(this.#value(tag, behind + fieldHead))
    }
    return new PlainAttribute(name, values)
  }

  /** Reads the value whose length stands before `at`. `behind` and `nextSpan` are then behind it. */
  #value(tag: number, at: number): Value {
    const source = this.#source
    if (tag === begCollection) {
      const span = nextSpan
      const end = source.spans[span] ?? 0
      nextSpan = source.spans[span + 1] ?? 0
      behind = end + fieldHead
      return new PlainCollection(tag, new Attributes(new EncodedAttributes(source, at, end, span + 2, this)))
    }
    const length = source.view.getUint16(at - 2)
    behind = at + length
    const value = readValue(source, tag, at, length)
    if (value !== undefined) return value
    // Octets can be written to by who gets them.
    this.change()
    return keepValue(source, tag, at, length)
  }
}

/** Whether the name that stands there is that one, of the same length and of ASCII. */
function isNamed(view: DataView, at: number, name: string): boolean {
  for (let index = name.length - 1; index >= 0; index--) {
    const character = name.charCodeAt(index)
    if (view.getUint8(at + index) !== character || character > 0x7f) return false
  }
  return true
}

/** Whether a string is of ASCII alone: its octets are its characters then. */
function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false
  return true
}
