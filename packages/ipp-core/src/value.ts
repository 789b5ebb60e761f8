/**
 * The values of attributes. A value keeps its tag, so that what was decoded encodes to the same octets.
 * Build values with the functions below; they are named after the syntaxes of RFC 8011 section 5.1.
 */
import type { Attributes } from './attributes.js'
import { OutOfBandTag, ValueTag } from './tags.js'

/** `integer` and `enum`: a signed 32-bit number (RFC 8011 sections 5.1.13 and 5.1.5). */
export interface IntegerValue {
  readonly kind: 'integer'
  readonly tag: typeof ValueTag.integer | typeof ValueTag.enum
  /** -2147483648 to 2147483647. */
  readonly value: number
}

/** `boolean` (RFC 8011 section 5.1.12). */
export interface BooleanValue {
  readonly kind: 'boolean'
  readonly tag: typeof ValueTag.boolean
  /** Whether it is so. */
  readonly value: boolean
}

/** A character string: text, name, keyword, uri, uriScheme, charset, naturalLanguage, mimeMediaType (RFC 8011 sections 5.1.2 to 5.1.10). */
export interface StringValue {
  readonly kind: 'string'
  readonly tag: StringTag
  /** The characters; U+FFFD where octets were none. */
  readonly value: string
  /** The octets as received, present only where they are not the UTF-8 form of `value` (another charset). They are what is encoded. */
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
  /** The words. */
  readonly value: string
  /** The language they are in, as RFC 5646 writes it, `en-us`. */
  readonly language: string
}

/** `dateTime`: local time with its zone, to a tenth of a second (RFC 8011 section 5.1.15, RFC 2579 DateAndTime). */
export interface DateTimeValue {
  readonly kind: 'dateTime'
  readonly tag: typeof ValueTag.dateTime
  /** 0 to 65535. */
  readonly year: number
  /** 1 to 12. What was received may lie outside of this and the following ranges. */
  readonly month: number
  /** 1 to 31. */
  readonly day: number
  /** 0 to 23. */
  readonly hour: number
  /** 0 to 59. */
  readonly minutes: number
  /** 0 to 60, for a leap second. */
  readonly seconds: number
  /** Tenths of a second, 0 to 9. */
  readonly deciSeconds: number
  /** `+` for a zone east of Greenwich. */
  readonly utcDirection: '+' | '-'
  /** Hours from UTC, 0 to 13. */
  readonly utcHours: number
  /** Minutes from UTC, 0 to 59. */
  readonly utcMinutes: number
}

/** `resolution` (RFC 8011 section 5.1.16). */
export interface ResolutionValue {
  readonly kind: 'resolution'
  readonly tag: typeof ValueTag.resolution
  /** Dots per unit across the direction in which the medium moves. */
  readonly crossFeed: number
  /** Dots per unit along it. */
  readonly feed: number
  /** 3 = dots per inch, 4 = dots per centimetre; others are kept as received, -128 to 127. */
  readonly units: number
}

/** `rangeOfInteger`, both ends included (RFC 8011 section 5.1.14). */
export interface RangeValue {
  readonly kind: 'range'
  readonly tag: typeof ValueTag.rangeOfInteger
  /** The least, -2147483648 to 2147483647. */
  readonly lower: number
  /** The greatest, included. */
  readonly upper: number
}

/** `collection`: member attributes (RFC 8011 section 5.1.17, RFC 8010 section 3.1.6). */
export interface CollectionValue {
  readonly kind: 'collection'
  readonly tag: typeof ValueTag.begCollection
  /** In order; several of one name stay apart. */
  readonly members: Attributes
}

/** `octetString` (RFC 8011 section 5.1.11), a tag not known here, or a value whose octets do not fit its syntax: kept as received. */
export interface OctetsValue {
  readonly kind: 'octets'
  /** Any value tag but those of a collection's structure, 0x10 to 0xff. */
  readonly tag: number
  /** The octets, up to 32767. */
  readonly value: Uint8Array
}

/** A value that is not there: `no-value`, `unknown`, `unsupported`, ... (RFC 8010 section 3.5.2, RFC 8011 section 5.1.1). */
export interface OutOfBandValue {
  readonly kind: 'out-of-band'
  /** An {@link OutOfBandTag}, or another of 0x10 to 0x1f. */
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
    throw new RangeError(`${syntax} ${value} is not a whole number of 32 bits (RFC 8011 section 5.1.13)`)
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

/** `no-value`: the attribute has no value now (RFC 8011 section 5.1.1). */
export const noValue: OutOfBandValue = { kind: 'out-of-band', tag: OutOfBandTag.noValue }
/** `unknown`: the value is not known (RFC 8011 section 5.1.1). */
export const unknown: OutOfBandValue = { kind: 'out-of-band', tag: OutOfBandTag.unknown }
/** `unsupported`: the attribute is not supported (RFC 8011 section 4.1.7). */
export const unsupported: OutOfBandValue = { kind: 'out-of-band', tag: OutOfBandTag.unsupported }

/**
 * A `dateTime` in UTC of an instant, to a tenth of a second.
 *
 * @param instant - milliseconds since 1970, or a Date
 * @throws RangeError if it is no instant, or not in the years 0 to 65535
 */
export function dateTime(instant: Date | number): DateTimeValue {
  const at = new Date(instant)
  const year = at.getUTCFullYear()
  if (!(year >= 0 && year <= 0xffff)) throw new RangeError(`${Number(instant)} is not an instant in the years 0 to 65535 (RFC 2579 DateAndTime)`)
  return {
    kind: 'dateTime',
    tag: ValueTag.dateTime,
    year,
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
  // Not Date.UTC: it takes the years 0 to 99 for those of the 20th century.
  const at = new Date(0)
  at.setUTCFullYear(value.year, value.month - 1, value.day)
  const local = at.setUTCHours(value.hour, value.minutes, value.seconds, value.deciSeconds * 100)
  const offset = (value.utcHours * 60 + value.utcMinutes) * 60_000
  return value.utcDirection === '+' ? local - offset : local + offset
}
