/** From plain JavaScript to exact values, by the syntax of the registry. */
import { Attributes } from '../attributes.js'
import { IppError } from '../errors.js'
import {
  boolean,
  charset,
  collection,
  dateTime,
  enumeration,
  integer,
  keyword,
  mimeMediaType,
  name,
  nameWithLanguage,
  naturalLanguage,
  noValue,
  octetString,
  range,
  text,
  textWithLanguage,
  uri,
  uriScheme,

  type Value,
} from '../value.js'
import type { MemberDefinition } from './definitions.js'
import { enumValue } from './enums.js'
import { syntaxText, type SyntaxAlternative, type SyntaxName } from './read-table.js'
import { readResolution } from '../resolution-text.js'

/** Whether it is an exact value, and no plain object with members. */
export const isValue = (one: unknown): one is Value => isObject(one) && typeof one['kind'] === 'string' && typeof one['tag'] === 'number'

const isObject = (one: unknown): one is Readonly<Record<string, unknown>> => typeof one === 'object' && one !== null

/** How each string syntax is made, and the most octets it may have (RFC 8011 section 5.1). */
const strings: Readonly<Partial<Record<SyntaxName, readonly [make: (value: string) => Value, most: number]>>> = {
  keyword: [keyword, 255],
  name: [name, 255],
  text: [text, 1023],
  uri: [uri, 1023],
  uriScheme: [uriScheme, 63],
  charset: [charset, 63],
  naturalLanguage: [naturalLanguage, 63],
  mimeMediaType: [mimeMediaType, 255],
}

/** Whether it can be a keyword (RFC 8011 section 5.1.4; those of media have dots, underscores and more). */
const isKeyword = (word: string) => /^[a-z0-9][a-z0-9._+-]*$/.test(word)

/**
 * An exact value of a plain one.
 *
 * @param plain - what {@link Natural} allows, or an exact value, which is taken as it is
 * @param definition - what the registry says of the attribute; undefined if it says nothing
 * @param path - the attribute, for errors
 * @throws IppError `bad-value` if the syntax has no such value
 */
export function exactValue(plain: unknown, definition: MemberDefinition | undefined, path: string): Value {
  if (isValue(plain)) return plain
  if (plain === null) return noValue
  if (definition === undefined) throw badValue(`${shown(plain)} has no syntax: the attribute is not registered. Give an exact value, such as keyword('x')`, path)
  for (const alternative of definition.syntax.alternatives) {
    const value = valueOf(plain, alternative, definition, path)
    if (value !== undefined) return value
  }
  throw badValue(`${shown(plain)} is not of the syntax ${syntaxText(definition.syntax)}`, path)
}

/** A value of one of the syntaxes, if it can be. */
function valueOf(plain: unknown, alternative: SyntaxAlternative, definition: MemberDefinition, path: string): Value | undefined {
  switch (typeof plain) {
    case 'number':
      if (alternative.syntax === 'integer') return within(plain, alternative) ? integer(plain) : undefined
      return alternative.syntax === 'enum' && isInt32(plain) ? enumeration(plain) : undefined
    case 'boolean':
      return alternative.syntax === 'boolean' ? boolean(plain) : undefined
    case 'string':
      return ofString(plain, alternative, definition)
    case 'object':
      return plain === null ? undefined : ofObject(plain, alternative, definition, path)
    default:
      return undefined
  }
}

const isInt32 = (value: number) => Number.isInteger(value) && value >= -0x8000_0000 && value <= 0x7fff_ffff
const within = (value: number, { min = -0x8000_0000, max = 0x7fff_ffff }: SyntaxAlternative) => isInt32(value) && value >= min && value <= max

function ofString(plain: string, alternative: SyntaxAlternative, definition: MemberDefinition): Value | undefined {
  const { syntax } = alternative
  if (syntax === 'enum') {
    const value = enumValue(definition.name, plain)
    return value === undefined ? undefined : enumeration(value)
  }
  if (syntax === 'resolution') return readResolution(plain)
  // Where a name will do as well, what cannot be a keyword is a name.
  if (syntax === 'keyword' && !isKeyword(plain) && definition.syntax.alternatives.some((other) => other.syntax === 'name')) return undefined
  const string = strings[syntax]
  return string !== undefined && octetsOf(plain) <= (alternative.max ?? string[1]) ? string[0](plain) : undefined
}

const utf8 = /* @__PURE__ */ new TextEncoder()
const octetsOf = (plain: string) => utf8.encode(plain).length

function ofObject(plain: object, alternative: SyntaxAlternative, definition: MemberDefinition, path: string): Value | undefined {
  const { syntax, max } = alternative
  const fields = plain as Readonly<Record<string, unknown>>
  if (plain instanceof Uint8Array) return syntax === 'octetString' && plain.length <= (max ?? 1023) ? octetString(plain) : undefined
  if (plain instanceof Date) return syntax === 'dateTime' && !Number.isNaN(plain.getTime()) ? dateTime(plain) : undefined
  if (syntax === 'collection') return collection(exactAttributes(fields, (member) => definition.member(member), path))
  const { lower, upper, value, language } = fields
  if (syntax === 'rangeOfInteger' && typeof lower === 'number' && typeof upper === 'number') {
    return within(lower, alternative) && within(upper, alternative) && lower <= upper ? range(lower, upper) : undefined
  }
  const string = syntax === 'name' || syntax === 'text' ? strings[syntax] : undefined
  if (string === undefined || typeof value !== 'string' || typeof language !== 'string' || octetsOf(value) > (max ?? string[1])) return undefined
  return syntax === 'name' ? nameWithLanguage(value, language) : textWithLanguage(value, language)
}

/**
 * Exact attributes of plain ones: an array is several values, undefined is left out.
 *
 * @param plain - plain or exact values by name
 * @param definitionOf - what the registry says of a name
 * @param path - the attribute that these are members of; empty if they are attributes
 * @throws IppError `bad-value`
 */
export function exactAttributes(plain: Readonly<Record<string, unknown>>, definitionOf: (name: string) => MemberDefinition | undefined, path: string): Attributes {
  const attributes = new Attributes()
  for (const [one, given] of Object.entries(plain)) {
    if (given === undefined) continue
    const at = path === '' ? one : `${path}/${one}`
    const definition = definitionOf(one)
    const values = (Array.isArray(given) ? (given as readonly unknown[]) : [given]).map((value) => exactValue(value, definition, at))
    if (values.length === 0) throw badValue('an attribute has at least one value; leave it out, or give null for no-value', at)
    attributes.append({ name: one, values })
  }
  return attributes
}

const badValue = (message: string, path: string) => new IppError('bad-value', message, -1, path)

/** A plain value in an error. */
function shown(plain: unknown): string {
  if (typeof plain === 'string') return JSON.stringify(plain)
  if (plain instanceof Date) return Number.isNaN(plain.getTime()) ? 'an invalid Date' : plain.toISOString()
  if (plain instanceof Uint8Array) return `${plain.length} octets`
  return typeof plain === 'number' || typeof plain === 'boolean' ? `${plain}` : isObject(plain) ? 'an object' : `a ${typeof plain}`
}

