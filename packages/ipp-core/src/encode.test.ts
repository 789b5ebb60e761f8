/** What the encoder refuses: it never gives a message that reads as another. */
import { describe, expect, it } from 'vitest'
import { request, wire } from '../test/wire.js'
import { Attributes, attribute, type Attribute } from './attributes.js'
import { encode } from './encode.js'
import { IppError } from './errors.js'
import type { Message } from './message.js'
import { GroupTag, ValueTag } from './tags.js'
import { collection, dateTime, integer, keyword, octetString, text, textWithLanguage, type Value } from './value.js'

const message = (attributes: Attributes, rest: Partial<Message> = {}): Message => ({
  version: { major: 2, minor: 0 },
  code: 0x000b,
  requestId: 7,
  groups: [{ tag: GroupTag.operation, attributes }],
  ...rest,
})

function fault(one: Message): IppError {
  try {
    encode(one)
  } catch (error) {
    if (error instanceof IppError) return error
    throw error
  }
  throw new Error('was encoded')
}
const faultOf = (...values: readonly Value[]): IppError => fault(message(new Attributes([{ name: 'a', values }])))

describe('encode', () => {
  it('writes the octets that RFC 8010 section 3.1 draws', () => {
    expect(encode(message(Attributes.of(attribute('media', keyword('a4'), text('Größe')))))).toEqual(request(wire`44 00 05 'media' 00 02 'a4' 41 00 00 00 07 'Größe'`))
  })

  it('grows as it must: a message of more than a megabyte', () => {
    const long = 'ü'.repeat(16_000)
    const many = Array.from({ length: 40 }, () => text(long))
    const octets = encode(message(new Attributes([{ name: 'many', values: many }])))
    expect(octets.length).toBe(9 + 7 + 2 + 32_000 + 39 * (5 + 32_000) + 1)
    expect(octets.subarray(-3)).toEqual(wire`c3 bc 03`)
  })

  it('writes the octets received where a string has them, whatever it shows', () => {
    expect(encode(message(Attributes.of(attribute('n', { kind: 'string', tag: 0x42, value: '\uFFFD', octets: wire`e9` }))))).toEqual(request(wire`42 00 01 'n' 00 01 e9`))
  })

  it('writes a lone surrogate as U+FFFD, as TextEncoder does', () => {
    expect(encode(message(Attributes.of(attribute('n', text('\uD800')))))).toEqual(request(wire`41 00 01 'n' 00 03 ef bf bd`))
  })
})

describe('not-encodable', () => {
  it('an attribute without values, at the top and in a collection', () => {
    const empty: Attribute = { name: 'e', values: [] }
    expect(fault(message(new Attributes([empty])))).toMatchObject({ code: 'not-encodable', offset: -1, attribute: 'e' })
    expect(faultOf(collection(new Attributes([empty])))).toMatchObject({ code: 'not-encodable', attribute: 'a/e' })
  })

  it('an attribute without a name: it would be another value of the one before it', () => {
    expect(fault(message(Attributes.of(attribute('a', integer(1)), attribute('', integer(2)))))).toMatchObject({ code: 'not-encodable', attribute: '' })
    expect(faultOf(collection(Attributes.of(attribute('', integer(1)))))).toMatchObject({ code: 'not-encodable', attribute: 'a/' })
  })

  it.each<[string, Value]>([
    ['a string of more than 32767 octets', text('ü'.repeat(16_384))],
    ['a string of more than 32767 characters', text('a'.repeat(32_768))],
    ['octets beyond 32767', octetString(new Uint8Array(32_768))],
    ['words that fit, but not with their language', textWithLanguage('a'.repeat(32_763), 'en')],
  ])('%s', (_, value) => {
    expect(faultOf(value)).toMatchObject({ code: 'not-encodable', attribute: 'a' })
  })

  it('a name of more than 32767 octets', () => {
    expect(fault(message(Attributes.of(attribute('n'.repeat(32_768), integer(1)))))).toMatchObject({ code: 'not-encodable' })
  })

  it.each<[string, Value]>([
    ['an integer of 33 bits', { kind: 'integer', tag: ValueTag.integer, value: 0x8000_0000 }],
    ['an integer that is not whole', { kind: 'integer', tag: ValueTag.enum, value: 1.5 }],
    ['no number', { kind: 'range', tag: ValueTag.rangeOfInteger, lower: Number.NaN, upper: 1 }],
    ['units of 9 bits', { kind: 'resolution', tag: ValueTag.resolution, crossFeed: 1, feed: 1, units: 256 }],
    ['a year of 17 bits', { ...dateTime(0), year: 65_536 }],
    ['a month below 0', { ...dateTime(0), month: -1 }],
  ])('%s', (_, value) => {
    expect(faultOf(value)).toMatchObject({ code: 'not-encodable', attribute: 'a' })
  })

  it.each([
    ['version', { version: { major: 256, minor: 0 } }],
    ['code', { code: 0x1_0000 }],
    ['request-id', { requestId: 2 ** 31 }],
  ])('a %s beyond its field', (_, rest) => {
    expect(fault(message(new Attributes(), rest))).toMatchObject({ code: 'not-encodable', attribute: '' })
  })

  it.each([GroupTag.endOfAttributes, 0x10, -1, 0x101])('group tag %i', (tag) => {
    expect(fault(message(new Attributes(), { groups: [{ tag, attributes: new Attributes() }] }))).toMatchObject({ code: 'not-encodable' })
  })

  it.each([0x03, 0x0f, ValueTag.begCollection, ValueTag.endCollection, ValueTag.memberAttrName, 0x100])('octets under tag %i, which means something else there', (tag) => {
    expect(faultOf({ kind: 'octets', tag, value: wire`` })).toMatchObject({ code: 'not-encodable', attribute: 'a' })
  })

  it.each([0x03, 0x21])('an out-of-band value of tag %i', (tag) => {
    expect(faultOf({ kind: 'out-of-band', tag })).toMatchObject({ code: 'not-encodable', attribute: 'a' })
  })
})
