/** Messages as people read them. */
import type { Attribute, Attributes } from './attributes.js'
import { dateTimeText } from './date-time-text.js'
import { groupOf, type Message } from './message.js'
import { operationName } from './operations.js'
import { resolutionText } from './resolution-text.js'
import { statusCodeName } from './status-codes.js'
import { GroupTag, groupName, syntaxName, ValueTag } from './tags.js'
import type { Value } from './value.js'

/** How to print. */
export interface FormatOptions {
  /** The name of an enum's value, such as `enumName` of `@platen/ipp-core/registry` gives. Default: numbers are printed alone. */
  readonly enumName?: (attribute: string, value: number) => string | undefined
  /** Whether the code is that of an operation or of a status. Default: what {@link isRequest} says. */
  readonly as?: 'request' | 'response'
}

/**
 * A message as text: a line of what it is, a line for each group, a line `name (syntax) = value` for each attribute,
 * members of collections indented. Control characters are escaped: what is printed cannot steer a terminal.
 *
 * It is for people; what it loses (tags of values of one attribute among each other, octets of odd strings) `toJSON` keeps.
 */
export function format(message: Message, options: FormatOptions = {}): string {
  const request = (options.as ?? (isRequest(message) ? 'request' : 'response')) === 'request'
  const name = request ? operationName(message.code) : statusCodeName(message.code)
  const code = `0x${message.code.toString(16).padStart(4, '0')}`
  const head = `IPP/${message.version.major}.${message.version.minor} ${request ? 'request' : 'response'} ${message.requestId}: ${name === code ? code : `${name} (${code})`}\n`
  return head + message.groups.map(({ tag, attributes }) => `${groupName(tag)}\n${formatAttributes(attributes, options, '    ')}`).join('')
}

/** Attributes as text, as {@link format} prints them. */
export function formatAttributes(attributes: Attributes, options: FormatOptions = {}, indent = ''): string {
  return [...attributes].map((one) => `${indent}${attributeText(one, options, indent)}\n`).join('')
}

/**
 * Whether a message is a request, as far as its looks tell: a code may be an operation's or a status's. Where it is both,
 * requests have a target among their operation attributes (RFC 8011 section 4.1.5).
 */
export function isRequest({ code, groups }: Message): boolean {
  const [operation, status] = [operationName(code), statusCodeName(code)].map((name) => !name.startsWith('0x'))
  if (operation !== status) return operation === true
  const attributes = groupOf({ groups } as Message, GroupTag.operation)
  return [...(attributes ?? [])].some(({ name }) => name.endsWith('-uri'))
}

function attributeText({ name, values }: Attribute, options: FormatOptions, indent: string): string {
  const syntaxes = [...new Set(values.map(({ tag }) => (tag === ValueTag.begCollection ? 'collection' : syntaxName(tag))))].join(' | ')
  const texts = values.map((value) => valueText(value, name, options, indent))
  return `${printable(name)} (${values.length > 1 ? '1setOf ' : ''}${syntaxes}) = ${texts.join(', ')}`
}

function valueText(value: Value, attribute: string, options: FormatOptions, indent: string): string {
  switch (value.kind) {
    case 'integer': {
      const name = value.tag === ValueTag.enum ? options.enumName?.(attribute, value.value) : undefined
      return name === undefined ? `${value.value}` : `${name} (${value.value})`
    }
    case 'boolean':
      return `${value.value}`
    case 'string':
      return `${wordsText(value.value)}${value.octets === undefined ? '' : ` ${hexText(value.octets)}`}`
    case 'localized':
      return `${wordsText(value.value)} [${printable(value.language)}]`
    case 'dateTime':
      return dateTimeText(value)
    case 'resolution':
      return resolutionText(value) ?? `${value.crossFeed}x${value.feed} in units ${value.units}`
    case 'range':
      return `${value.lower}-${value.upper}`
    case 'octets':
      return octetsText(value.value)
    case 'collection':
      return value.members.size === 0 ? '{}' : `{\n${formatAttributes(value.members, options, `${indent}    `)}${indent}}`
    case 'out-of-band':
      return syntaxName(value.tag)
  }
}

/** In quotes where it would not be clear where they begin or end. */
function wordsText(words: string): string {
  const shown = printable(words)
  return shown === '' || shown !== words || /^\s|\s$|[",{}]/.test(words) ? `"${shown.replaceAll('"', '\\"')}"` : words
}

/** Control characters and what turns the direction of writing, escaped as in JavaScript. */
function printable(words: string): string {
  const controls = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu
  return words.replace(controls, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (character === '\n') return '\\n'
    if (character === '\t') return '\\t'
    return code > 0xffff ? `\\u{${code.toString(16)}}` : code > 0xff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\x${code.toString(16).padStart(2, '0')}`
  })
}

/** As words if all are characters of US-ASCII, else in hex. */
const octetsText = (octets: Uint8Array) => (octets.length > 0 && octets.every((octet) => octet >= 0x20 && octet < 0x7f) ? wordsText(String.fromCharCode(...octets)) : hexText(octets))

const hexText = (octets: Uint8Array) => `<${[...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('')}>`
