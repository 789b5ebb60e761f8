/**
 * The values of attributes. A value keeps its tag, so that what was decoded encodes to the same octets.
 * Build values with the functions below; they are named after the syntaxes of RFC 8011 section 5.1.
 */
import type { Attributes } from './attributes.js'
import { OutOfBandTag, ValueTag } from './tags.js'

/** `integer` and `enum`: a signed 32-bit number (RFC 8011 sections 5.1.5 and 5.1.14). */
export interface IntegerValue {
  readonly kind: 'integer'
  readonly tag: typeof ValueTag.integer | typeof ValueTag.enum
  readonly value: number
}

/** `boolean` (RFC 8011 section 5.1.15). */
export interface BooleanValue {
  readonly kind: 'boolean'
  readonly tag: typeof ValueTag.boolean
  readonly value: boolean
}

/** A character string: text, name, keyword, uri, uriScheme, charset, naturalLanguage, mimeMediaType. */
export interface StringValue {
  readonly kind: 'string'
  readonly tag: StringTag
  readonly value: string
  /** The octets as received, present only where they are not the UTF-8 form of `value` (another charset). */
  readonly octets?: Uint8Array
}

/** The tags of {@link StringValue}. */
export type StringTag =
  | typeof ValueTag.textWithoutLanguage
  | typeof ValueTag.nameWithoutLanguage
  | typeof ValueTag.keyword
  | typeof ValueTag.uri
  | typeof ValueTag.uriScheme
  | typeof ValueTag.charset
  | typeof ValueTag.naturalLanguage
  | typeof ValueTag.mimeMediaType

/** `textWithLanguage` and `nameWithLanguage` (RFC 8011 sections 5.1.2.2 and 5.1.3.2). */
export interface LocalizedValue {
  readonly kind: 'localized'
  readonly tag: typeof ValueTag.textWithLanguage | typeof ValueTag.nameWithLanguage
  readonly value: string
  /** A natural language as RFC 5646 writes it, `en-us`. */
  readonly language: string
}

/** `dateTime`: local time with its zone, to a tenth of a second (RFC 8011 section 5.1.15, RFC 2579 DateAndTime). */
export interface DateTimeValue {
  readonly kind: 'dateTime'
  readonly tag: typeof ValueTag.dateTime
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minutes: number
  readonly seconds: number
  readonly deciSeconds: number
  readonly utcDirection: '+' | '-'
  readonly utcHours: number
  readonly utcMinutes: number
}

/** `resolution` (RFC 8011 section 5.1.17). */
export interface ResolutionValue {
  readonly kind: 'resolution'
  readonly tag: typeof ValueTag.resolution
  readonly crossFeed: number
  readonly feed: number
  /** 3 = dots per inch, 4 = dots per centimetre; others are kept as received. */
  readonly units: number
}

/** `rangeOfInteger`, both ends included (RFC 8011 section 5.1.14). */
export interface RangeValue {
  readonly kind: 'range'
  readonly tag: typeof ValueTag.rangeOfInteger
  readonly lower: number
  readonly upper: number
}

/** `collection`: member attributes (RFC 8011 section 5.1.16). */
export interface CollectionValue {
  readonly kind: 'collection'
  readonly tag: typeof ValueTag.begCollection
  readonly members: Attributes
}

/** `octetString`, a tag not known here, or a value whose octets do not fit its syntax: kept as received. */
export interface OctetsValue {
  readonly kind: 'octets'
  readonly tag: number
  readonly value: Uint8Array
}

/** A value that is not there: `no-value`, `unknown`, `unsupported`, ... (RFC 8010 section 3.8). */
export interface OutOfBandValue {
  readonly kind: 'out-of-band'
  readonly tag: number
}

/** Any attribute value. Narrow it by `kind`; `tag` is the syntax on the wire. */
export type Value =
  | IntegerValue
  | BooleanValue
  | StringValue
  | LocalizedValue
  | DateTimeValue
  | ResolutionValue
  | RangeValue
  | CollectionValue
  | OctetsValue
  | OutOfBandValue

function int32(value: number, syntax: string): number {
  if (!Number.isInteger(value) || value < -0x8000_0000 || value > 0x7fff_ffff) {
    throw new RangeError(`${syntax} ${value} is not a whole number of 32 bits (RFC 8011 section 5.1.5)`)
  }
  return value
}

/** An `integer`. @throws RangeError if it is not a signed 32-bit whole number */
export const integer = (value: number): IntegerValue => ({ kind: 'integer', tag: ValueTag.integer, value: int32(value, 'integer') })
/** An `enum`. @throws RangeError if it is not a signed 32-bit whole number */
export const enumeration = (value: number): IntegerValue => ({ kind: 'integer', tag: ValueTag.enum, value: int32(value, 'enum') })
/** A `boolean`. */
export const boolean = (value: boolean): BooleanValue => ({ kind: 'boolean', tag: ValueTag.boolean, value })

const string =
  (tag: StringTag) =>
  (value: string): StringValue => ({ kind: 'string', tag, value })

/** A `textWithoutLanguage`: words for people, up to 1023 octets. */
export const text: (value: string) => StringValue = string(ValueTag.textWithoutLanguage)
/** A `nameWithoutLanguage`: a name people gave, up to 255 octets. */
export const name: (value: string) => StringValue = string(ValueTag.nameWithoutLanguage)
/** A `keyword`: a lower-case word of the protocol. */
export const keyword: (value: string) => StringValue = string(ValueTag.keyword)
/** A `uri`. */
export const uri: (value: string) => StringValue = string(ValueTag.uri)
/** A `uriScheme`, `ftp`. */
export const uriScheme: (value: string) => StringValue = string(ValueTag.uriScheme)
/** A `charset`, `utf-8`. */
export const charset: (value: string) => StringValue = string(ValueTag.charset)
/** A `naturalLanguage`, `en-us`. */
export const naturalLanguage: (value: string) => StringValue = string(ValueTag.naturalLanguage)
/** A `mimeMediaType`, `application/pdf`. */
export const mimeMediaType: (value: string) => StringValue = string(ValueTag.mimeMediaType)

/** A `textWithLanguage`. */
export const textWithLanguage = (value: string, language: string): LocalizedValue => ({ kind: 'localized', tag: ValueTag.textWithLanguage, value, language })
/** A `nameWithLanguage`. */
export const nameWithLanguage = (value: string, language: string): LocalizedValue => ({ kind: 'localized', tag: ValueTag.nameWithLanguage, value, language })

/** A `rangeOfInteger`, both ends included. @throws RangeError if an end is not a signed 32-bit whole number */
export const range = (lower: number, upper: number): RangeValue => ({
  kind: 'range',
  tag: ValueTag.rangeOfInteger,
  lower: int32(lower, 'rangeOfInteger'),
  upper: int32(upper, 'rangeOfInteger'),
})

/** A `resolution` in dots per inch. @throws RangeError if a number is not a signed 32-bit whole number */
export const dotsPerInch = (crossFeed: number, feed: number = crossFeed): ResolutionValue => ({
  kind: 'resolution',
  tag: ValueTag.resolution,
  crossFeed: int32(crossFeed, 'resolution'),
  feed: int32(feed, 'resolution'),
  units: 3,
})

/** A `collection` of member attributes. */
export const collection = (members: Attributes): CollectionValue => ({ kind: 'collection', tag: ValueTag.begCollection, members })

/** An `octetString`. */
export const octetString = (value: Uint8Array): OctetsValue => ({ kind: 'octets', tag: ValueTag.octetString, value })

/** `no-value`: the attribute has no value now (RFC 8010 section 3.8). */
export const noValue: OutOfBandValue = { kind: 'out-of-band', tag: OutOfBandTag.noValue }
/** `unknown`: the value is not known (RFC 8010 section 3.8). */
export const unknown: OutOfBandValue = { kind: 'out-of-band', tag: OutOfBandTag.unknown }
/** `unsupported`: the attribute is not supported (RFC 8011 section 4.1.7). */
export const unsupported: OutOfBandValue = { kind: 'out-of-band', tag: OutOfBandTag.unsupported }

/** A `dateTime` in UTC of an instant. @param instant - milliseconds since 1970, or a Date */
export function dateTime(instant: Date | number): DateTimeValue {
  const at = new Date(instant)
  return {
    kind: 'dateTime',
    tag: ValueTag.dateTime,
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minutes: at.getUTCMinutes(),
    seconds: at.getUTCSeconds(),
    deciSeconds: Math.floor(at.getUTCMilliseconds() / 100),
    utcDirection: '+',
    utcHours: 0,
    utcMinutes: 0,
  }
}

/** The instant of a `dateTime`, in milliseconds since 1970. */
export function instantOf(value: DateTimeValue): number {
  const local = Date.UTC(value.year, value.month - 1, value.day, value.hour, value.minutes, value.seconds, value.deciSeconds * 100)
  const offset = (value.utcHours * 60 + value.utcMinutes) * 60_000
  return value.utcDirection === '+' ? local - offset : local + offset
}
