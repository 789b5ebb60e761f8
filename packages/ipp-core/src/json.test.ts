/** The JSON form: nothing is lost, whatever the message, and what is not in the form is refused. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messageArbitrary } from '../test/arbitrary-message.js'
import { Attributes, attribute } from './attributes.js'
import { fromBase64, toBase64 } from './base64.js'
import { dateTimeText, readDateTime } from './date-time-text.js'
import { encode } from './encode.js'
import { IppError } from './errors.js'
import { attributesFromJSON, fromJSON } from './from-json.js'
import type { Message } from './message.js'
import { syntaxTag } from './syntax-tags.js'
import { syntaxName } from './tags.js'
import { attributesToJSON, toJSON } from './to-json.js'
import * as value from './value.js'

describe('toJSON', () => {
  it('is as people would write it', () => {
    const message: Message = {
      version: { major: 2, minor: 0 },
      code: 0x000b,
      requestId: 7,
      groups: [
        {
          tag: 4,
          attributes: Attributes.of(
            attribute('printer-state', value.enumeration(3)),
            attribute('media', value.keyword('a4'), value.nameWithLanguage('Büro', 'de'), value.noValue),
            attribute('media-size', value.collection(Attributes.of(attribute('x-dimension', value.range(1, 2))))),
            attribute('printer-resolution', value.dotsPerInch(600)),
            attribute('printer-current-time', value.dateTime(0)),
            attribute('printer-alert', value.octetString(Uint8Array.of(1, 255))),
            attribute('x', { kind: 'octets', tag: 0x3f, value: new Uint8Array() }, { kind: 'string', tag: 0x41, value: '\ufffd', octets: Uint8Array.of(0xe9) }),
          ),
        },
        { tag: 0x0b, attributes: new Attributes() },
      ],
    }
    expect(toJSON(message)).toEqual({
      version: '2.0',
      code: 11,
      requestId: 7,
      groups: [
        {
          tag: 4,
          attributes: [
            { name: 'printer-state', values: [{ syntax: 'enum', value: 3 }] },
            { name: 'media', values: [{ syntax: 'keyword', value: 'a4' }, { syntax: 'nameWithLanguage', value: 'Büro', language: 'de' }, { syntax: 'no-value' }] },
            { name: 'media-size', values: [{ syntax: 'collection', members: [{ name: 'x-dimension', values: [{ syntax: 'rangeOfInteger', lower: 1, upper: 2 }] }] }] },
            { name: 'printer-resolution', values: [{ syntax: 'resolution', crossFeed: 600, feed: 600, units: 3 }] },
            { name: 'printer-current-time', values: [{ syntax: 'dateTime', value: '1970-01-01T00:00:00.0+00:00' }] },
            { name: 'printer-alert', values: [{ syntax: 'octetString', octets: 'Af8=' }] },
            { name: 'x', values: [{ syntax: '0x3f', octets: '' }, { syntax: 'textWithoutLanguage', value: '\ufffd', octets: '6Q==' }] },
          ],
        },
        { tag: 11, attributes: [] },
      ],
    })
  })

  it('loses nothing: any message, through JSON, encodes to the same octets', () => {
    fc.assert(
      fc.property(messageArbitrary, (message) => {
        expect(encode(fromJSON(JSON.parse(JSON.stringify(toJSON(message)))))).toEqual(encode(message))
      }),
      { numRuns: 400 },
    )
  })

  it('does lists of attributes by themselves', () => {
    const attributes = Attributes.of(attribute('a', value.integer(1)), attribute('a', value.boolean(true)))
    expect(attributesToJSON(attributesFromJSON(attributesToJSON(attributes)))).toEqual(attributesToJSON(attributes))
  })
})

describe('fromJSON', () => {
  const withValue = (one: unknown) => ({ version: '1.1', code: 0, requestId: 1, groups: [{ tag: 1, attributes: [{ name: 'media-col', values: [{ syntax: 'collection', members: [{ name: 'a', values: [one] }] }] }] }] })

  it.each<[string, unknown, string]>([
    ['null', null, 'a message is an object'],
    ['no version', { code: 0 }, 'a message has a "version" such as "2.0"'],
    ['a version that is a number', { version: 2, code: 0 }, 'a message has a "version"'],
    ['no code', { version: '2.0' }, 'the "code" of a message is a number'],
    ['no request-id', { version: '2.0', code: 1 }, 'the "requestId" of a message is a number'],
    ['no groups', { version: '2.0', code: 1, requestId: 1 }, 'the "groups" of a message are an array'],
    ['a group that is a string', { version: '2.0', code: 1, requestId: 1, groups: ['x'] }, 'a group is an object'],
    ['a group without attributes', { version: '2.0', code: 1, requestId: 1, groups: [{ tag: 1 }] }, 'the "attributes" of a group are an array'],
    ['an attribute without a name', { version: '2.0', code: 1, requestId: 1, groups: [{ tag: 1, attributes: [{ values: [] }] }] }, 'an attribute has a "name", a string'],
    ['an attribute without values', { version: '2.0', code: 1, requestId: 1, groups: [{ tag: 1, attributes: [{ name: 'a' }] }] }, 'the "values" of an attribute are an array in attribute "a"'],
    ['a value without a syntax', withValue({ value: 1 }), 'a value has a "syntax", the name of its tag in attribute "media-col/a"'],
    ['an unknown syntax', withValue({ syntax: 'colour' }), 'a value has a "syntax"'],
    ['a syntax of another object', withValue({ syntax: 'constructor' }), 'a value has a "syntax"'],
    ['a delimiter as a syntax', withValue({ syntax: '0x01', octets: '' }), 'a value has a "syntax"'],
    ['another type', withValue({ syntax: 'keyword', value: 1 }), 'this is no value of the syntax keyword'],
    ['a text without its language', withValue({ syntax: 'textWithLanguage', value: 'a' }), 'this is no value of the syntax textWithLanguage'],
    ['half a range', withValue({ syntax: 'rangeOfInteger', lower: 1 }), '"upper" is a number'],
    ['half a resolution', withValue({ syntax: 'resolution', feed: 1 }), '"crossFeed" is a number'],
    ['no date', withValue({ syntax: 'dateTime', value: 'yesterday' }), 'this is no value of the syntax dateTime'],
    ['no base64', withValue({ syntax: 'octetString', octets: '###' }), '"octets" are in base64'],
    ['an unknown tag without octets', withValue({ syntax: '0x3f' }), 'this is no value of the syntax 0x3f'],
    ['members that are an object', withValue({ syntax: 'collection', members: {} }), 'the "members" of a collection are an array'],
  ])('refuses %s', (_, json, message) => {
    expect(() => fromJSON(json)).toThrow(message)
    expect(() => fromJSON(json)).toThrow(IppError)
  })
})

describe('hostile JSON', () => {
  it('cannot nest without end', () => {
    let one: object = { syntax: 'integer', value: 1 }
    for (let depth = 0; depth < 2000; depth++) one = { syntax: 'collection', members: [{ name: 'a', values: [one] }] }
    expect(() => attributesFromJSON([{ name: 'a', values: [one] }])).toThrow(expect.objectContaining({ code: 'too-deep' }))
  })
})

describe('names of tags', () => {
  it('read as they are written', () => {
    for (let tag = 0x10; tag <= 0xff; tag++) expect(syntaxTag(syntaxName(tag))).toBe(tag)
    expect([syntaxTag('collection'), syntaxTag('noValue'), syntaxTag('0x0f'), syntaxTag('0x100'), syntaxTag('')]).toEqual([0x34, undefined, undefined, undefined, undefined])
  })
})

describe('base64', () => {
  it('is that of RFC 4648', () => {
    expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => toBase64(new TextEncoder().encode(text)))).toEqual(['', 'Zg==', 'Zm8=', 'Zm9v', 'Zm9vYg==', 'Zm9vYmE=', 'Zm9vYmFy'])
    fc.assert(
      fc.property(fc.uint8Array(), (octets) => {
        expect(fromBase64(toBase64(octets))).toEqual(octets)
      }),
    )
    expect(['a', 'a===', '=', 'YQ', '  '].map(fromBase64)).toEqual([undefined, undefined, undefined, undefined, undefined])
  })
})

describe('the text of a dateTime', () => {
  it('is read in every form people write', () => {
    const noon = { ...value.dateTime(Date.UTC(2024, 1, 29, 12)) }
    expect(dateTimeText({ ...noon, deciSeconds: 5, utcDirection: '-', utcHours: 3, utcMinutes: 30 })).toBe('2024-02-29T12:00:00.5-03:30')
    expect(['2024-02-29T12:00:00Z', '2024-02-29T12:00:00+0000', '2024-02-29T12:00:00.0+00:00', '2024-02-29T12:00:00+00'].map(readDateTime)).toEqual([noon, noon, noon, noon])
    expect(['2024-02-29', '2024-02-29T12:00:00', '2024-300-29T12:00:00Z', '99999-01-01T00:00:00Z', '2024-02-29T12:00:00.256Z'].map(readDateTime)).toEqual(Array(5).fill(undefined))
  })
})
