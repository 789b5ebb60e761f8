/** Attributes and ordered lists of them: the one model for the wire, PAPI and print-service modules. */
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

/**
 * An ordered list of attributes: a group of a message, the members of a collection, a job's ticket.
 * Order and repeated names are kept as received; look-ups by name find the first.
 */
export class Attributes implements Iterable<Attribute> {
  readonly #list: Attribute[]
  #index: Map<string, number> | undefined

  constructor(attributes: Iterable<Attribute> = []) {
    this.#list = [...attributes]
  }

  /** A list of the given attributes; `undefined` entries are left out, so that conditions read inline. */
  static of(...attributes: readonly (Attribute | undefined)[]): Attributes {
    return new Attributes(attributes.filter((one) => one !== undefined))
  }

  /** How many attributes there are. */
  get size(): number {
    return this.#list.length
  }

  [Symbol.iterator](): IterableIterator<Attribute> {
    return this.#list[Symbol.iterator]()
  }

  #position(name: string): number | undefined {
    if (this.#index === undefined) {
      this.#index = new Map()
      for (const [position, one] of this.#list.entries()) if (!this.#index.has(one.name)) this.#index.set(one.name, position)
    }
    return this.#index.get(name)
  }

  /** The first attribute of that name. */
  get<Name extends AttributeName>(name: Name): TypedAttribute<Name, ValueOf<Name>> | undefined
  get(name: string): Attribute | undefined {
    const position = this.#position(name)
    return position === undefined ? undefined : this.#list[position]
  }

  /** Whether there is an attribute of that name. */
  has(name: string): boolean {
    return this.#position(name) !== undefined
  }

  /** The first value of that attribute. */
  value<Name extends AttributeName>(name: Name): ValueOf<Name> | undefined
  value(name: string): Value | undefined {
    return this.get(name)?.values[0]
  }

  /** The first value as a string, if it is of a string syntax (with or without language). */
  string(name: string): string | undefined {
    return stringOf(this.value(name))
  }

  /** Every value that is of a string syntax. */
  strings(name: string): string[] {
    return (this.get(name)?.values ?? []).map(stringOf).filter((one) => one !== undefined)
  }

  /** The first value as a number, if it is an integer or enum. */
  integer(name: string): number | undefined {
    const value = this.value(name)
    return value?.kind === 'integer' ? value.value : undefined
  }

  /** Every value that is an integer or enum. */
  integers(name: string): number[] {
    return (this.get(name)?.values ?? []).flatMap((value) => (value.kind === 'integer' ? [value.value] : []))
  }

  /** The first value, if it is a boolean. */
  boolean(name: string): boolean | undefined {
    const value = this.value(name)
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
    this.#list[position] = one
    return this
  }

  /** Adds an attribute at the end, whatever names stand before it. */
  append(one: Attribute): this {
    this.#list.push(one)
    if (this.#index !== undefined && !this.#index.has(one.name)) this.#index.set(one.name, this.#list.length - 1)
    return this
  }

  /** Removes every attribute of that name. @returns whether there was one */
  delete(name: string): boolean {
    if (!this.has(name)) return false
    for (let position = this.#list.length - 1; position >= 0; position--) {
      if (this.#list[position]?.name === name) this.#list.splice(position, 1)
    }
    this.#index = undefined
    return true
  }

  /** A list of those attributes that a test admits, in the same order. */
  filter(admits: (one: Attribute) => boolean): Attributes {
    return new Attributes(this.#list.filter(admits))
  }
}

/** A value's string, if it is of a string syntax, with or without language. */
export function stringOf(value: Value | undefined): string | undefined {
  return value?.kind === 'string' || value?.kind === 'localized' ? value.value : undefined
}
