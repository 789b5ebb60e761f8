/** Values from and to their text in ipptool's files. */
import { Attributes, type Attribute } from '../attributes.js'
import { dateTimeText, readDateTime } from '../date-time-text.js'
import { IppError } from '../errors.js'
import { readResolution, resolutionText } from '../resolution-text.js'
import { OutOfBandTag, ValueTag } from '../tags.js'
import { boolean, dateTime, range, type IntegerValue, type LocalizedValue, type StringTag, type Value } from '../value.js'
import type { MemberLine, ValueText } from './file.js'
import { valueTagOf } from './tag-names.js'

/** What reading values needs besides their text. */
export interface ValueOptions {
  /** The number of an enum's name, such as `enumValue` of `@platen/ipp-core/registry` gives. Default: enums are numbers. */
  readonly enumValue?: (attribute: string, name: string) => number | undefined
  /** Now, in milliseconds since 1970: for times that are given as from now, `P1DT2H`. Default: such times are refused. */
  readonly now?: number
  /** The language of textWithLanguage and nameWithLanguage, which the files do not say. Default `en`. */
  readonly language?: string
}

/**
 * An attribute of a line.
 *
 * @param line - with its variables put in
 * @param path - the attribute, for errors
 * @throws IppError `bad-text` for a syntax that there is not, or a value that is not of it
 */
export function attributeOfLine(line: MemberLine, options: ValueOptions, path: string): Attribute {
  const tag = valueTagOf(line.syntax)
  if (tag === undefined) throw new IppError('bad-text', `there is no syntax "${line.syntax}"`, -1, path)
  if (line.values.length === 0) return { name: line.name, values: [{ kind: 'out-of-band', tag }] }
  return { name: line.name, values: line.values.map((value) => valueOfText(value, tag, line, options, path)) }
}

function valueOfText(value: ValueText, tag: number, line: MemberLine, options: ValueOptions, path: string): Value {
  if (typeof value !== 'string') {
    if (tag !== ValueTag.begCollection) throw new IppError('bad-text', `members, where ${line.syntax} has none`, -1, path)
    return { kind: 'collection', tag, members: new Attributes(value.map((member) => attributeOfLine(member, options, `${path}/${member.name}`))) }
  }
  const read = readers.get(tag)?.(value, options, line.name)
  if (read === undefined) throw new IppError('bad-text', `${JSON.stringify(value)} is no ${line.syntax}`, -1, path)
  return read
}

type Reader = (text: string, options: ValueOptions, attribute: string) => Value | undefined

const integerReader = (tag: IntegerValue['tag']): Reader => (text, { enumValue }, attribute) => {
  const value = readNumber(text) ?? (tag === ValueTag.enum ? enumValue?.(attribute, text) : undefined)
  return value === undefined ? undefined : { kind: 'integer', tag, value }
}
const stringReader = (tag: StringTag): Reader => (value) => ({ kind: 'string', tag, value })
const localizedReader = (tag: LocalizedValue['tag']): Reader => (value, { language = 'en' }) => ({ kind: 'localized', tag, value, language })

const readers: ReadonlyMap<number, Reader> = /* @__PURE__ */ new Map<number, Reader>([
  [ValueTag.integer, /* @__PURE__ */ integerReader(ValueTag.integer)],
  [ValueTag.enum, /* @__PURE__ */ integerReader(ValueTag.enum)],
  // What is not "true" is false, as in ipptool.
  [ValueTag.boolean, (text) => boolean(text.toLowerCase() === 'true')],
  [ValueTag.dateTime, readTime],
  [ValueTag.resolution, readResolution],
  [ValueTag.rangeOfInteger, readRange],
  [ValueTag.octetString, readOctets],
  [ValueTag.textWithLanguage, /* @__PURE__ */ localizedReader(ValueTag.textWithLanguage)],
  [ValueTag.nameWithLanguage, /* @__PURE__ */ localizedReader(ValueTag.nameWithLanguage)],
  .../* @__PURE__ */ (
    [
      ValueTag.textWithoutLanguage,
      ValueTag.nameWithoutLanguage,
      ValueTag.keyword,
      ValueTag.uri,
      ValueTag.uriScheme,
      ValueTag.charset,
      ValueTag.naturalLanguage,
      ValueTag.mimeMediaType,
    ] as const
  ).map((tag) => [tag, stringReader(tag)] as const),
])

/** Decimal, or hexadecimal with 0x: a signed number of 32 bits. */
function readNumber(text: string): number | undefined {
  if (!/^-?(?:\d{1,10}|0x[0-9a-f]{1,8})$/i.test(text)) return undefined
  const value = text.startsWith('-') ? -Number(text.slice(1)) : Number(text)
  return value >= -0x8000_0000 && value <= 0x7fff_ffff ? value : undefined
}

function readRange(text: string): Value | undefined {
  const [, lower, upper] = /^(-?\d+)-(-?\d+)$/.exec(text) ?? []
  const [least, most] = [readNumber(lower ?? ''), readNumber(upper ?? '')]
  return least === undefined || most === undefined ? undefined : range(least, most)
}

/** `<0102ff>` in hex, or as the words are. */
function readOctets(text: string): Value | undefined {
  const [, hex] = /^<([^]*)>$/.exec(text) ?? []
  if (hex === undefined) return { kind: 'octets', tag: ValueTag.octetString, value: new TextEncoder().encode(text) }
  if (!/^(?:[0-9a-f]{2})*$/i.test(hex)) return undefined
  return { kind: 'octets', tag: ValueTag.octetString, value: Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)) }
}

/** A time, or one from now: `P1DT2H30M`, a year of 365 days and a month of 30. */
function readTime(text: string, { now }: ValueOptions): Value | undefined {
  const [period, years, months, days, hours, minutes, seconds] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text) ?? []
  if (period === undefined) return readDateTime(text)
  if (now === undefined) return undefined
  const inDays = Number(years ?? 0) * 365 + Number(months ?? 0) * 30 + Number(days ?? 0)
  return dateTime(now + (((inDays * 24 + Number(hours ?? 0)) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0)) * 1000)
}

/**
 * The text of a value, if there is one that says all of it.
 *
 * @returns the text, and what it loses; no text where there is none
 */
export function textOfValue(value: Exclude<Value, { readonly kind: 'collection' }>): { readonly text?: string; readonly lost?: string } {
  switch (value.kind) {
    case 'integer':
    case 'boolean':
      return { text: `${value.value}` }
    case 'string':
      return value.octets === undefined ? { text: value.value } : { text: value.value, lost: 'octets that are not UTF-8' }
    case 'localized':
      return { text: value.value, lost: `its language, ${value.language}` }
    case 'range':
      return { text: `${value.lower}-${value.upper}` }
    case 'resolution': {
      const text = value.crossFeed > 0 && value.feed > 0 ? resolutionText(value) : undefined
      return text === undefined ? { lost: 'a resolution in other units' } : { text }
    }
    case 'dateTime': {
      const text = dateTimeText(value).replace(/\.\d+([+-]\d+):/, '$1')
      if (value.utcHours > 99 || value.utcMinutes > 99) return { lost: 'a dateTime in no zone' }
      return value.deciSeconds === 0 ? { text } : { text, lost: 'tenths of a second' }
    }
    case 'octets':
      return value.tag === ValueTag.octetString ? { text: octetsText(value.value) } : { lost: 'a value of no syntax that ipptool has' }
    case 'out-of-band':
      return Object.values(OutOfBandTag).some((tag) => tag === value.tag) ? {} : { lost: 'an out-of-band value that ipptool has not' }
  }
}

const utf8 = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Words where the octets are characters and could not be taken for hex; hex, which not every ipptool can read, where they are none. */
function octetsText(octets: Uint8Array): string {
  const hex = `<${[...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('')}>`
  if (octets.includes(0)) return hex
  try {
    const words = utf8.decode(octets)
    return /^<[^]*>$/.test(words) ? hex : words
  } catch {
    return hex
  }
}
