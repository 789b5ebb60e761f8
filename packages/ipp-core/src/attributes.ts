/** Attributes and ordered lists of them: the one model for the wire, PAPI and print-service modules. */
import { EncodedAttributes } from './encoded-attributes.js'
import type { AttributeName, TypedAttribute, ValueFor, ValueOf } from './registry/syntaxes.js'
import type { Value } from './value.js'

/** A named attribute with one value or more (RFC 8011 section 5.1). */
export interface Attribute {
  readonly name: string
  readonly values: readonly Value[]
}

/** An attribute of one value or more: `attribute('sides', keyword('one-sided'))`. */
export function attribute(name: string, first: Value, ...more: readonly Value[]): Attribute {
  return { name, values: [first, ...more] }
}

/** An attribute of a list of values; `undefined`, as {@link Attributes.of} takes it, if the list is empty: an attribute without values cannot be. */
export function attributeOf(name: string, values: readonly Value[]): Attribute | undefined {
  return values.length === 0 ? undefined : { name, values }
}

/** So many times a name is looked up in octets before there is an index: it costs as much as about so many look-ups. */
const lookupsInOctets = 16

/** The octets that attributes were decoded from, if they are still those. Not part of the package's interface. */
export let encodedOf: (attributes: Attributes) => EncodedAttributes | undefined
/** Attributes as a list. It is not to be changed. Not part of the package's interface. */
export let listOf: (attributes: Attributes) => readonly Attribute[]

/**
 * An ordered list of attributes: a group of a message, the members of a collection, a job's ticket.
 * Order and repeated names are kept as received; look-ups by name find the first.
 */
export class Attributes implements Iterable<Attribute> {
  /** All attributes; not there as long as they are octets. */
  #list: Attribute[] | undefined
  /** The octets that these were decoded from, until they are changed. */
  #encoded: EncodedAttributes | undefined
  #index: Map<string, number> | undefined
  #lookups = 0

  constructor(attributes: Iterable<Attribute> = []) {
    if (attributes instanceof EncodedAttributes) this.#encoded = attributes
    else this.#list = [...attributes]
  }

  static {
    encodedOf = (attributes) => attributes.#encoded
    listOf = (attributes) => attributes.#all()
  }

  /** A list of the given attributes; `undefined` entries are left out, so that conditions read inline. */
  static of(...attributes: readonly (Attribute | undefined)[]): Attributes {
    return new Attributes(attributes.filter((one) => one !== undefined))
  }

  /** How many attributes there are. */
  get size(): number {
    return this.#all().length
  }

  [Symbol.iterator](): IterableIterator<Attribute> {
    return this.#all()[Symbol.iterator]()
  }

  #all(): Attribute[] {
    return (this.#list ??= this.#encoded?.all() ?? [])
  }

  /** The octets, to look a name up in them, if these are not a list yet. After a few times they become one: it has an index. */
  #unread(): EncodedAttributes | undefined {
    if (this.#list !== undefined) return undefined
    if (this.#lookups++ < lookupsInOctets) return this.#encoded
    this.#all()
    return undefined
  }

  /** The list, to be changed: the octets no longer say what it is. */
  #own(): Attribute[] {
    const list = this.#all()
    this.#encoded?.change()
    this.#encoded = undefined
    return list
  }

  #position(name: string): number | undefined {
    if (this.#index === undefined) {
      this.#index = new Map()
      for (const [position, one] of this.#all().entries()) if (!this.#index.has(one.name)) this.#index.set(one.name, position)
    }
    return this.#index.get(name)
  }

  /** The first attribute of that name. */
  get<Name extends AttributeName>(name: Name): TypedAttribute<Name, ValueOf<Name>> | undefined
  get(name: string): Attribute | undefined {
    const encoded = this.#unread()
    if (encoded !== undefined) return encoded.get(name)
    const position = this.#position(name)
    return position === undefined ? undefined : this.#all()[position]
  }

  /** Whether there is an attribute of that name. */
  has(name: string): boolean {
    return this.#unread()?.has(name) ?? this.#position(name) !== undefined
  }

  /** The first value of that attribute. */
  value<Name extends AttributeName>(name: Name): ValueOf<Name> | undefined
  value(name: string): Value | undefined {
    return this.get(name)?.values[0]
  }

  /** The first value of that attribute, if it is of a simple syntax: no need to read and keep the others. */
  #simple(name: string): Value | undefined {
    const encoded = this.#unread()
    return encoded === undefined ? this.value(name) : encoded.simple(name)
  }

  /** The first value as a string, if it is of a string syntax (with or without language). */
  string(name: string): string | undefined {
    return stringOf(this.#simple(name))
  }

  /** Every value that is of a string syntax. */
  strings(name: string): string[] {
    return (this.get(name)?.values ?? []).map(stringOf).filter((one) => one !== undefined)
  }

  /** The first value as a number, if it is an integer or enum. */
  integer(name: string): number | undefined {
    const encoded = this.#unread()
    if (encoded !== undefined) return encoded.integer(name)
    const value = this.value(name)
    return value?.kind === 'integer' ? value.value : undefined
  }

  /** Every value that is an integer or enum. */
  integers(name: string): number[] {
    return (this.get(name)?.values ?? []).flatMap((value) => (value.kind === 'integer' ? [value.value] : []))
  }

  /** The first value, if it is a boolean. */
  boolean(name: string): boolean | undefined {
    const value = this.#simple(name)
    return value?.kind === 'boolean' ? value.value : undefined
  }

  /** Puts an attribute where one of that name stands, else at the end. */
  set<Name extends AttributeName>(name: Name, first: ValueFor<Name>, ...more: readonly ValueFor<Name>[]): this
  set(name: string, first: Value, ...more: readonly Value[]): this {
    return this.put({ name, values: [first, ...more] })
  }

  /** Puts an attribute where one of that name stands, else at the end. */
  put(one: Attribute): this {
    const position = this.#position(one.name)
    if (position === undefined) return this.append(one)
    this.#own()[position] = one
    return this
  }

  /** Adds an attribute at the end, whatever names stand before it. */
  append(one: Attribute): this {
    const list = this.#own()
    list.push(one)
    if (this.#index !== undefined && !this.#index.has(one.name)) this.#index.set(one.name, list.length - 1)
    return this
  }

  /** Removes every attribute of that name. @returns whether there was one */
  delete(name: string): boolean {
    if (!this.has(name)) return false
    // In place, in one pass: a splice for each of many attributes of one name would take time by their square.
    const list = this.#own()
    let kept = 0
    for (const one of list) if (one.name !== name) list[kept++] = one
    list.length = kept
    this.#index = undefined
    return true
  }

  /** A list of those attributes that a test admits, in the same order. */
  filter(admits: (one: Attribute) => boolean): Attributes {
    return new Attributes(this.#all().filter(admits))
  }
}

/** A value's string, if it is of a string syntax, with or without language. */
export function stringOf(value: Value | undefined): string | undefined {
  return value?.kind === 'string' || value?.kind === 'localized' ? value.value : undefined
}
