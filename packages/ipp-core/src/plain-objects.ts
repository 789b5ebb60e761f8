/**
 * What decoded messages are made of: objects and lists as literals make them, but always among V8's young objects.
 *
 * V8 watches what becomes of the objects that each literal in a program makes. When they live for long, as those of a
 * description that is read once and kept, it makes the next ones among its old objects from the beginning. There, messages
 * that are forgotten at once keep all that is in them until the next full garbage collection, and reading all of a message
 * takes three to four times as long. What `new` and `slice` make, it does not watch.
 */
import type { Attribute, Attributes } from './attributes.js'
import type { Decoded } from './decode.js'
import type { AttributeGroup, Message, Version } from './message.js'
import type { Source } from './source.js'
import type { BooleanValue, CollectionValue, DateTimeValue, IntegerValue, LocalizedValue, OutOfBandValue, RangeValue, ResolutionValue, StringValue, Value } from './value.js'

/** While it is made, an object's properties can be written. */
type Unfinished<Plain> = { -readonly [Name in keyof Plain]: Plain[Name] }
/** A constructor of objects of no class. */
export type Plain<Fields extends readonly unknown[], Made> = new (...fields: Fields) => Made

/** Makes a function a constructor of objects of no class, as literals are. */
function plain<Fields extends readonly unknown[], Made>(fill: (this: Unfinished<Made>, ...fields: Fields) => void): Plain<Fields, Made> {
  fill.prototype = Object.prototype
  return fill as unknown as Plain<Fields, Made>
}

/** A value with all of it in `value`. One constructor for three kinds: who reads them finds objects that are alike. */
type OneValue = IntegerValue | BooleanValue | StringValue
type OneValueFields = readonly [kind: OneValue['kind'], tag: number, value: number | boolean | string]

export const PlainValue: Plain<OneValueFields, OneValue> = plain<OneValueFields, { kind: string; tag: number; value: unknown }>(function (kind, tag, value) {
  this.kind = kind
  this.tag = tag
  this.value = value
}) as Plain<OneValueFields, OneValue>

export const PlainLocalized: Plain<[tag: LocalizedValue['tag'], value: string, language: string], LocalizedValue> = plain(function (tag, value, language) {
  this.kind = 'localized'
  this.tag = tag
  this.value = value
  this.language = language
})

export const PlainRange: Plain<[tag: RangeValue['tag'], lower: number, upper: number], RangeValue> = plain(function (tag, lower, upper) {
  this.kind = 'range'
  this.tag = tag
  this.lower = lower
  this.upper = upper
})

export const PlainResolution: Plain<[tag: ResolutionValue['tag'], crossFeed: number, feed: number, units: number], ResolutionValue> = plain(function (tag, crossFeed, feed, units) {
  this.kind = 'resolution'
  this.tag = tag
  this.crossFeed = crossFeed
  this.feed = feed
  this.units = units
})

/** Where a date stands, all of whose fields are read from there. */
export const PlainDateTime: Plain<[tag: DateTimeValue['tag'], view: DataView, at: number], DateTimeValue> = plain(function (tag, view, at) {
  this.kind = 'dateTime'
  this.tag = tag
  this.year = view.getUint16(at)
  this.month = view.getUint8(at + 2)
  this.day = view.getUint8(at + 3)
  this.hour = view.getUint8(at + 4)
  this.minutes = view.getUint8(at + 5)
  this.seconds = view.getUint8(at + 6)
  this.deciSeconds = view.getUint8(at + 7)
  this.utcDirection = view.getUint8(at + 8) === 0x2b ? '+' : '-'
  this.utcHours = view.getUint8(at + 9)
  this.utcMinutes = view.getUint8(at + 10)
})

export const PlainOutOfBand: Plain<[tag: number], OutOfBandValue> = plain(function (tag) {
  this.kind = 'out-of-band'
  this.tag = tag
})

export const PlainCollection: Plain<[tag: CollectionValue['tag'], members: Attributes], CollectionValue> = plain(function (tag, members) {
  this.kind = 'collection'
  this.tag = tag
  this.members = members
})

export const PlainAttribute: Plain<[name: string, values: readonly Value[]], Attribute> = plain(function (name, values) {
  this.name = name
  this.values = values
})

export const PlainGroup: Plain<[tag: number, attributes: Attributes], AttributeGroup> = plain(function (tag, attributes) {
  this.tag = tag
  this.attributes = attributes
})

export const PlainVersion: Plain<[major: number, minor: number], Version> = plain(function (major, minor) {
  this.major = major
  this.minor = minor
})

export const PlainMessage: Plain<[version: Version, code: number, requestId: number, groups: readonly AttributeGroup[]], Message> = plain(function (version, code, requestId, groups) {
  this.version = version
  this.code = code
  this.requestId = requestId
  this.groups = groups
})

export const PlainDecoded: Plain<[message: Message, octets: number], Decoded> = plain(function (message, octets) {
  this.message = message
  this.octets = octets
})

export const PlainSource: Plain<[octets: Uint8Array, view: DataView, spans: number[]], Source> = plain(function (octets, view, spans) {
  this.octets = octets
  this.view = view
  this.spans = spans
})

const noItem: unknown[] = []
// By `push`: the items of a literal are shared with its copies until one is changed.
const oneItem: unknown[] = []
oneItem.push(undefined)

/** A list of nothing. */
export function emptyList<Item>(): Item[] {
  return noItem.slice() as Item[]
}

/** A list of one. */
export function listOfOne<Item>(item: Item): Item[] {
  const list = oneItem.slice() as Item[]
  list[0] = item
  return list
}
