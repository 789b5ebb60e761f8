/**
 * The syntaxes of the registry as types: of each, the value that it is on the wire, and what it is in plain JavaScript.
 * Types only: nothing of this is there at run time.
 */
import type { Attributes } from '../attributes.js'
import type { ValueTag } from '../tags.js'
import type {
  BooleanValue,
  CollectionValue,
  DateTimeValue,
  IntegerValue,
  LocalizedValue,
  OctetsValue,
  OutOfBandValue,
  RangeValue,
  ResolutionValue,
  StringValue,
  Value,
} from '../value.js'
import type { RegisteredAttributes, RegisteredEnums, RegisteredKeywords } from './registered.js'

type Tags = typeof ValueTag

/** A value whose tag is known. */
export type Tagged<Kind extends Value, Tag extends Kind['tag']> = Kind & {
  /** The one it has. */
  readonly tag: Tag
}

/** A keyword; `Known` are those that an editor offers. */
export type KeywordValue<Known extends string = string> = Tagged<StringValue, Tags['keyword']> & {
  /** The word. */
  readonly value: Known
}

/** Registered words complete in an editor, others are as good: implementers have their own, and registries grow. */
export type Open<Known extends string> = Known | (string & Record<never, never>)

/** Words with their language, as plain JavaScript has them. */
export interface NaturalLocalized {
  /** The words. */
  readonly value: string
  /** As RFC 5646 writes it, `en-us`. */
  readonly language: string
}

/** A rangeOfInteger, both ends included, as plain JavaScript has it. */
export interface NaturalRange {
  /** The least. */
  readonly lower: number
  /** The greatest. */
  readonly upper: number
}

/** A resolution as people write it: `600dpi`, `600x1200dpi`, `118dpcm`. */
export type NaturalResolution = `${number}${'' | `x${number}`}${'dpi' | 'dpcm'}`

export interface Integer {
  readonly value: Tagged<IntegerValue, Tags['integer']>
  readonly natural: number
}
/** An enum: its number, or its name in the registry. */
export interface Enum<Attribute extends keyof RegisteredEnums> {
  readonly value: Tagged<IntegerValue, Tags['enum']>
  readonly natural: number
  readonly named: RegisteredEnums[Attribute]
}
export interface Bool {
  readonly value: BooleanValue
  readonly natural: boolean
}
export interface Keyword<Attribute extends keyof RegisteredKeywords> {
  readonly value: KeywordValue<Open<RegisteredKeywords[Attribute]>>
  readonly natural: Open<RegisteredKeywords[Attribute]>
}
export interface Name {
  readonly value: Tagged<StringValue, Tags['nameWithoutLanguage']> | Tagged<LocalizedValue, Tags['nameWithLanguage']>
  readonly natural: string | NaturalLocalized
}
export interface Text {
  readonly value: Tagged<StringValue, Tags['textWithoutLanguage']> | Tagged<LocalizedValue, Tags['textWithLanguage']>
  readonly natural: string | NaturalLocalized
}
export interface Uri {
  readonly value: Tagged<StringValue, Tags['uri']>
  readonly natural: string
}
export interface UriScheme {
  readonly value: Tagged<StringValue, Tags['uriScheme']>
  readonly natural: string
}
export interface Charset {
  readonly value: Tagged<StringValue, Tags['charset']>
  readonly natural: string
}
export interface NaturalLanguage {
  readonly value: Tagged<StringValue, Tags['naturalLanguage']>
  readonly natural: string
}
export interface MimeMediaType {
  readonly value: Tagged<StringValue, Tags['mimeMediaType']>
  readonly natural: string
}
export interface OctetString {
  readonly value: Tagged<OctetsValue, Tags['octetString']>
  readonly natural: Uint8Array
}
export interface DateTime {
  readonly value: DateTimeValue
  readonly natural: Date
}
export interface Resolution {
  readonly value: ResolutionValue
  readonly natural: NaturalResolution
}
export interface Range {
  readonly value: RangeValue
  readonly natural: NaturalRange
}
/** A collection, with the syntaxes of its members by name. */
export interface Collection<Members extends object> {
  readonly value: CollectionValue
  readonly read: CollectionOf<Members>
  readonly natural: NaturalMembers<Members>
  readonly object: MembersObject<Members>
}
/** A collection whose members the registry knows. */
export interface CollectionOf<Members extends object> extends CollectionValue {
  // Typed look-ups come first, so that the compiler tries them first.
  readonly members: MemberAttributes<Members> & Attributes
}
/** 1setOf. */
export interface SetOf<One> {
  readonly set: One
}

/** What an attribute holds one of: its syntax without the 1setOf. */
type OneOf<Syntax> = Syntax extends SetOf<infer One> ? One : Syntax
type ValueIn<One> = One extends { readonly value: infer Wire } ? Wire : never
type ValueOut<One> = One extends { readonly read: infer Wire } ? Wire : ValueIn<One>
type NaturalIn<One> = One extends { readonly named: infer Names; readonly natural: infer Plain } ? Names | Plain : One extends { readonly natural: infer Plain } ? Plain : never
type NaturalOut<One> = One extends { readonly object: infer Plain } ? Plain : One extends { readonly natural: infer Plain } ? Plain : never

/** Values that an attribute of that syntax may be set to: those of the syntax, or one that says why there is none. */
export type Settable<Syntax> = ValueIn<OneOf<Syntax>> | OutOfBandValue
/** Values that an attribute of that syntax has. */
export type Readable<Syntax> = ValueOut<OneOf<Syntax>> | OutOfBandValue

type NaturalOne<One> = NaturalIn<One> | ValueIn<One> | OutOfBandValue | null
/** What an attribute of that syntax may be built from: plain JavaScript, `null` for no-value, or exact values. */
export type Natural<Syntax> = NaturalOne<OneOf<Syntax>> | (Syntax extends SetOf<infer One> ? readonly NaturalOne<One>[] : never)

type ObjectOne<One> = NaturalOut<One> | ValueIn<One> | OutOfBandValue | null
/** What an attribute of that syntax reads as: plain JavaScript, or the exact value where that would lose something. */
export type Plain<Syntax> = Syntax extends SetOf<infer One> ? readonly ObjectOne<One>[] : ObjectOne<Syntax>

/** Members of a collection to build it from. */
export type NaturalMembers<Members extends object> = { readonly [Name in keyof Members]?: Natural<Members[Name]> }
/** Members of a collection as read. */
export type MembersObject<Members extends object> = { readonly [Name in keyof Members]?: Plain<Members[Name]> }

/** Look-ups of members by name, typed as the registry has them. */
export interface MemberAttributes<Members extends object> {
  /** The first member of that name. */
  get<Name extends keyof Members & string>(name: Name): TypedAttribute<Name, Readable<Members[Name]>> | undefined
  /** The first value of that member. */
  value<Name extends keyof Members & string>(name: Name): Readable<Members[Name]> | undefined
}

/** A name of the registry (these complete in an editor), or any other. */
export type AttributeName = Open<keyof RegisteredAttributes>

/** Values that an attribute of that name may be set to; any, if the registry does not know it. */
export type ValueFor<Name extends string> = Name extends keyof RegisteredAttributes ? Settable<RegisteredAttributes[Name]> : Value
/** Values of an attribute of that name. A sender may be wrong: look at the `kind` before you rely on it. */
export type ValueOf<Name extends string> = Name extends keyof RegisteredAttributes ? Readable<RegisteredAttributes[Name]> : Value
/**
 * An attribute whose values are known. What is looked up by name is a `TypedAttribute<Name, ValueOf<Name>>`: with the values
 * as a parameter of their own, the compiler compares two such types without going through the whole registry.
 */
export interface TypedAttribute<Name extends string, Of> {
  /** Its name. */
  readonly name: Name
  /** One or more, in order. */
  readonly values: readonly Of[]
}
