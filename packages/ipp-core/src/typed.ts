/**
 * The functions that make values and attributes, as the package exports them: the same functions, with types that know the
 * tag, so that the compiler refuses a text where the registry has a keyword. Nothing is added at run time.
 */
import * as attributes from './attributes.js'
import type { AttributeName, KeywordValue, Tagged, TypedAttribute, ValueFor, ValueOf } from './registry/syntaxes.js'
import type { ValueTag } from './tags.js'
import * as values from './value.js'

type Tags = typeof ValueTag
type StringOf<Tag extends values.StringTag> = (value: string) => Tagged<values.StringValue, Tag>
type LocalizedOf<Tag extends values.LocalizedValue['tag']> = (value: string, language: string) => Tagged<values.LocalizedValue, Tag>

/**
 * An attribute of one value or more: `attribute('sides', keyword('one-sided'))`.
 *
 * The values of a registered name must be of its syntax, or out-of-band; those of any other name may be any.
 */
export const attribute = attributes.attribute as <Name extends AttributeName>(name: Name, first: ValueFor<Name>, ...more: readonly ValueFor<Name>[]) => TypedAttribute<Name, ValueOf<Name>>

/** An `integer` (RFC 8011 section 5.1.13). @throws RangeError if it is not a signed 32-bit whole number */
export const integer = values.integer as (value: number) => Tagged<values.IntegerValue, Tags['integer']>
/** An `enum` (RFC 8011 section 5.1.5). @throws RangeError if it is not a signed 32-bit whole number */
export const enumeration = values.enumeration as (value: number) => Tagged<values.IntegerValue, Tags['enum']>
/** A `textWithoutLanguage`: words for people, up to 1023 octets (RFC 8011 section 5.1.2). */
export const text = values.text as StringOf<Tags['textWithoutLanguage']>
/** A `nameWithoutLanguage`: a name people gave, up to 255 octets (RFC 8011 section 5.1.3). */
export const name = values.name as StringOf<Tags['nameWithoutLanguage']>
/** A `keyword`: a lower-case word of the protocol, up to 255 octets (RFC 8011 section 5.1.4). */
export const keyword = values.keyword as <Word extends string>(value: Word) => KeywordValue<Word>
/** A `uri`, up to 1023 octets (RFC 8011 section 5.1.6). */
export const uri = values.uri as StringOf<Tags['uri']>
/** A `uriScheme`, `ftp`, up to 63 octets (RFC 8011 section 5.1.7). */
export const uriScheme = values.uriScheme as StringOf<Tags['uriScheme']>
/** A `charset`, `utf-8`, up to 63 octets (RFC 8011 section 5.1.8). */
export const charset = values.charset as StringOf<Tags['charset']>
/** A `naturalLanguage`, `en-us`, up to 63 octets (RFC 8011 section 5.1.9). */
export const naturalLanguage = values.naturalLanguage as StringOf<Tags['naturalLanguage']>
/** A `mimeMediaType`, `application/pdf`, up to 255 octets (RFC 8011 section 5.1.10). */
export const mimeMediaType = values.mimeMediaType as StringOf<Tags['mimeMediaType']>
/** A `textWithLanguage` (RFC 8011 section 5.1.2.2). */
export const textWithLanguage = values.textWithLanguage as LocalizedOf<Tags['textWithLanguage']>
/** A `nameWithLanguage` (RFC 8011 section 5.1.3.2). */
export const nameWithLanguage = values.nameWithLanguage as LocalizedOf<Tags['nameWithLanguage']>
/** An `octetString`, up to 1023 octets (RFC 8011 section 5.1.11). */
export const octetString = values.octetString as (value: Uint8Array) => Tagged<values.OctetsValue, Tags['octetString']>
