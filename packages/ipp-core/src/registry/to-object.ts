/** Attributes read as plain JavaScript, where that loses nothing. */
import { Attributes, type Attribute } from '../attributes.js'
import { IppError } from '../errors.js'
import { resolutionText } from '../resolution-text.js'
import { OutOfBandTag } from '../tags.js'
import { instantOf, type CollectionValue, type Value } from '../value.js'
import type { MessageGroups, PlainAttributes } from './attributes-of.js'
import { attributeDefinition, type MemberDefinition } from './definitions.js'
import { exactValue } from './natural-value.js'

/**
 * Attributes as an object of plain JavaScript, in the forms of {@link attributesOf}.
 *
 * What a plain form would lose stays an exact value: another syntax than the registered one, a time in another zone than
 * UTC, out-of-band values but no-value (`null`), names that are not registered. So `attributesOf` of it gives the same
 * attributes. Of several attributes of one name it has the first, as look-ups have.
 *
 * `toObject<'printer'>(attributes)` has the types of one group alone.
 *
 * An attribute registered as 1setOf reads as an array, whatever number of values it has. A sender may be wrong: check the
 * type of what you read before you use it, as the types ask you to.
 */
export function toObject<Group extends keyof MessageGroups = 'unsupported'>(attributes: Attributes | undefined): PlainAttributes<Group> {
  return plainObject(attributes ?? new Attributes(), attributeDefinition) as PlainAttributes<Group>
}

function plainObject(attributes: Attributes, definitionOf: (name: string) => MemberDefinition | undefined): Readonly<Record<string, unknown>> {
  const plain = new Map<string, unknown>()
  for (const one of attributes) if (!plain.has(one.name)) plain.set(one.name, plainAttribute(one, definitionOf(one.name)))
  // Own properties, whatever they are named.
  return Object.fromEntries(plain)
}

function plainAttribute({ values }: Attribute, definition: MemberDefinition | undefined): unknown {
  const plain = values.map((value) => plainValue(value, definition))
  return plain.length === 1 && definition?.syntax.many !== true ? plain[0] : plain
}

function plainValue(value: Value, definition: MemberDefinition | undefined): unknown {
  if (value.kind === 'out-of-band') return value.tag === OutOfBandTag.noValue ? null : value
  if (definition === undefined) return value
  if (value.kind === 'collection') return plainCollection(value, definition)
  const plain = plainForm(value)
  return plain !== undefined && givesBack(plain, value, definition) ? plain : value
}

function plainForm(value: Exclude<Value, { readonly kind: 'collection' | 'out-of-band' }>): unknown {
  switch (value.kind) {
    case 'integer':
    case 'boolean':
    case 'string':
    case 'octets':
      return value.value
    case 'localized':
      return { value: value.value, language: value.language }
    case 'range':
      return { lower: value.lower, upper: value.upper }
    case 'resolution':
      return resolutionText(value)
    case 'dateTime':
      return new Date(instantOf(value))
  }
}

/** Whether the plain form makes the same value again. */
function givesBack(plain: unknown, value: Value, definition: MemberDefinition): boolean {
  let again: Value
  try {
    again = exactValue(plain, definition, '')
  } catch (error) {
    // Out of the registered bounds, or of another syntax: then the exact value says it.
    if (error instanceof IppError || error instanceof RangeError) return false
    throw error
  }
  const [before, after] = [Object.entries(value), new Map(Object.entries(again))]
  return before.length === after.size && before.every(([field, content]) => after.get(field) === content)
}

function plainCollection(value: CollectionValue, definition: MemberDefinition): unknown {
  if (!definition.syntax.alternatives.some(({ syntax }) => syntax === 'collection')) return value
  const names = [...value.members].map(({ name }) => name)
  const plain = plainObject(value.members, (member) => definition.member(member))
  // An object has each name once, and puts names that are numbers first.
  const inOrder = Object.keys(plain)
  return names.length === inOrder.length && names.every((name, index) => name === inOrder[index]) ? plain : value
}
