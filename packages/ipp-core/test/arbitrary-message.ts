/** Any message that can be encoded, for property tests: every kind of value, odd octets, unknown tags, repeated names. */
import fc from 'fast-check'
import { Attributes, type Attribute } from '../src/attributes.js'
import type { Message } from '../src/message.js'
import type { StringTag, Value } from '../src/value.js'

const int32 = fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff })
const octet = fc.integer({ min: 0, max: 0xff })
const words = fc.oneof(fc.string({ maxLength: 30 }), fc.string({ unit: 'binary', maxLength: 30 }))
/** Registered names among others, so that what knows the registry has something to know. */
const attributeName = fc.oneof(
  fc.constantFrom('printer-state', 'sides', 'media', 'media-col', 'media-size', 'x-dimension', 'copies-supported', 'printer-current-time', 'printer-resolution', 'job-name', '__proto__'),
  words.filter((name) => name !== ''),
)
const octets = fc.uint8Array({ maxLength: 20 })
const stringTag = fc.constantFrom<StringTag[]>(0x41, 0x42, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49)
/** Tags that may hold any octets: unassigned ones, the extension, and those whose syntax the octets do not fit. */
const octetsTag = fc.constantFrom(0x10, 0x13, 0x1f, 0x20, 0x21, 0x22, 0x23, 0x30, 0x31, 0x32, 0x33, 0x35, 0x36, 0x3f, 0x40, 0x43, 0x5f, 0x60, 0x7f, 0x80, 0xff)

const simpleValue: fc.Arbitrary<Value> = fc.oneof(
  fc.record({ kind: fc.constant('integer' as const), tag: fc.constantFrom(0x21 as const, 0x23 as const), value: int32 }),
  fc.record({ kind: fc.constant('boolean' as const), tag: fc.constant(0x22 as const), value: fc.boolean() }),
  fc.record({ kind: fc.constant('string' as const), tag: stringTag, value: words }),
  fc.record({ kind: fc.constant('string' as const), tag: stringTag, value: words, octets }),
  fc.record({ kind: fc.constant('localized' as const), tag: fc.constantFrom(0x35 as const, 0x36 as const), value: words, language: words }),
  fc.record({ kind: fc.constant('range' as const), tag: fc.constant(0x33 as const), lower: int32, upper: int32 }),
  fc.record({ kind: fc.constant('resolution' as const), tag: fc.constant(0x32 as const), crossFeed: int32, feed: int32, units: fc.integer({ min: -128, max: 127 }) }),
  fc.record({ kind: fc.constant('octets' as const), tag: octetsTag, value: octets }),
  fc.record({ kind: fc.constant('out-of-band' as const), tag: fc.integer({ min: 0x10, max: 0x1f }) }),
  fc.record({
    kind: fc.constant('dateTime' as const), tag: fc.constant(0x31 as const), year: fc.integer({ min: 0, max: 0xffff }), month: octet, day: octet, hour: octet, minutes: octet,
    seconds: octet, deciSeconds: octet, utcDirection: fc.constantFrom('+' as const, '-' as const), utcHours: octet, utcMinutes: octet,
  }),
)

const { attributes } = fc.letrec<{ value: Value; attribute: Attribute; attributes: Attributes }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 5, withCrossShrink: true },
    simpleValue,
    fc.record({ kind: fc.constant('collection' as const), tag: fc.constant(0x34 as const), members: tie('attributes') }),
  ),
  attribute: fc.record({ name: attributeName, values: fc.array(tie('value'), { minLength: 1, maxLength: 3 }) }),
  attributes: fc.array(tie('attribute'), { maxLength: 4 }).map((list) => new Attributes(list)),
}))

/** See the file's head. */
export const messageArbitrary: fc.Arbitrary<Message> = fc.record({
  version: fc.record({ major: octet, minor: octet }),
  code: fc.integer({ min: 0, max: 0xffff }),
  requestId: int32,
  groups: fc.array(fc.record({ tag: fc.integer({ min: 0, max: 0x0f }).filter((tag) => tag !== 0x03), attributes }), { maxLength: 4 }),
})
