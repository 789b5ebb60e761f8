/** Attributes from plain JavaScript and back: what each syntax is given as, what is refused, and that nothing is lost. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Attributes, attribute } from '../attributes.js'
import { encode } from '../encode.js'
import { IppError } from '../errors.js'
import { GroupTag } from '../tags.js'
import * as value from '../value.js'
import { messageArbitrary } from '../../test/arbitrary-message.js'
import { attributesOf, groupFrom } from './attributes-of.js'
import { toObject } from './to-object.js'

const list = (attributes: Attributes) => [...attributes]

/** Attributes that types would not let through. */
const untyped = (attributes: Readonly<Record<string, unknown>>) => attributesOf('unsupported', attributes)

/** The octets of attributes: equal only if they are the same in every respect. */
const octets = (attributes: Attributes) => encode({ version: { major: 2, minor: 0 }, code: 0, requestId: 1, groups: [{ tag: GroupTag.printer, attributes }] })

describe('attributesOf', () => {
  it('makes the exact value of each syntax', () => {
    const made = attributesOf('unsupported', {
      copies: 2,
      'printer-state': 4,
      'job-state': 'pending-held',
      'finishings-ready': ['none', 4],
      'operations-supported': ['Print-Job', 0x4001],
      'color-supported': true,
      sides: 'one-sided',
      'printer-info': 'Second floor',
      'job-name': { value: 'Rechnung', language: 'de' },
      'printer-uri': 'ipp://print.example/ipp/print',
      'reference-uri-schemes-supported': ['https'],
      'charset-configured': 'utf-8',
      'natural-language-configured': 'en-us',
      'document-format-supported': ['application/pdf'],
      'printer-alert': [Uint8Array.of(1, 2)],
      'printer-current-time': new Date(Date.UTC(2024, 1, 29, 12, 0, 0, 500)),
      'printer-resolution-supported': ['600dpi', '1200x600dpi', '118dpcm'],
      'copies-supported': { lower: 1, upper: 99 },
      'printer-geo-location': null,
      'message-supported': undefined,
    } as never)
    const [feb] = [value.dateTime(Date.UTC(2024, 1, 29, 12, 0, 0, 500))]
    expect(list(made)).toEqual([
      attribute('copies', value.integer(2)),
      attribute('printer-state', value.enumeration(4)),
      attribute('job-state', value.enumeration(4)),
      attribute('finishings-ready', value.enumeration(3), value.enumeration(4)),
      attribute('operations-supported', value.enumeration(2), value.enumeration(0x4001)),
      attribute('color-supported', value.boolean(true)),
      attribute('sides', value.keyword('one-sided')),
      attribute('printer-info', value.text('Second floor')),
      attribute('job-name', value.nameWithLanguage('Rechnung', 'de')),
      attribute('printer-uri', value.uri('ipp://print.example/ipp/print')),
      attribute('reference-uri-schemes-supported', value.uriScheme('https')),
      attribute('charset-configured', value.charset('utf-8')),
      attribute('natural-language-configured', value.naturalLanguage('en-us')),
      attribute('document-format-supported', value.mimeMediaType('application/pdf')),
      attribute('printer-alert', value.octetString(Uint8Array.of(1, 2))),
      attribute('printer-current-time', feb),
      attribute('printer-resolution-supported', value.dotsPerInch(600), value.dotsPerInch(1200, 600), { kind: 'resolution', tag: 0x32, crossFeed: 118, feed: 118, units: 4 }),
      attribute('copies-supported', value.range(1, 99)),
      attribute('printer-geo-location', value.noValue),
    ])
  })

  it('takes what can be no keyword for a name, where both will do', () => {
    expect(list(attributesOf('job', { media: 'iso_a4_210x297mm' }))).toEqual([attribute('media', value.keyword('iso_a4_210x297mm'))])
    expect(list(attributesOf('job', { media: 'My paper' }))).toEqual([attribute('media', value.name('My paper'))])
  })

  it('makes collections, their members by their own syntaxes', () => {
    const made = attributesOf('job', { 'media-col': { 'media-size': { 'x-dimension': 21_000, 'y-dimension': 29_700 }, 'media-type': 'stationery' } })
    const size = value.collection(Attributes.of(attribute('x-dimension', value.integer(21_000)), attribute('y-dimension', value.integer(29_700))))
    expect(octets(made)).toEqual(octets(Attributes.of(attribute('media-col', value.collection(Attributes.of(attribute('media-size', size), attribute('media-type', value.keyword('stationery'))))))))
  })

  it('takes exact values anywhere, and for names that are not registered', () => {
    expect(list(untyped({ 'x-thing': value.keyword('a'), 'x-things': [value.integer(1), value.noValue], media: value.name('a4') }))).toEqual([
      attribute('x-thing', value.keyword('a')),
      attribute('x-things', value.integer(1), value.noValue),
      attribute('media', value.name('a4')),
    ])
  })

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['another syntax', { 'printer-state': true }, 'true is not of the syntax type1 enum in attribute "printer-state"'],
    ['an enum nobody registered', { 'printer-state': 'asleep' }, '"asleep" is not of the syntax type1 enum'],
    ['a number out of bounds', { 'job-priority': 101 }, '101 is not of the syntax integer(1:100)'],
    ['half a number', { copies: 1.5 }, '1.5 is not of the syntax integer(1:MAX)'],
    ['a number of more than 32 bits', { 'printer-state': 2 ** 31 }, 'is not of the syntax'],
    ['too long a text', { 'printer-info': 'x'.repeat(128) }, 'is not of the syntax text(127)'],
    ['a text too long in octets', { 'printer-info': 'é'.repeat(64) }, 'is not of the syntax text(127)'],
    ['a range the wrong way round', { 'copies-supported': { lower: 2, upper: 1 } }, 'an object is not of the syntax rangeOfInteger(1:MAX)'],
    ['a resolution of no unit', { 'printer-resolution': '600' }, '"600" is not of the syntax resolution'],
    ['no date', { 'printer-current-time': new Date(Number.NaN) }, 'an invalid Date is not of the syntax dateTime'],
    ['octets where there is no octetString', { copies: Uint8Array.of(1) }, '1 octets is not'],
    ['a function', { copies: () => 1 }, 'a function is not'],
    ['no values', { 'finishings-ready': [] }, 'an attribute has at least one value'],
    ['a plain value of a name that is not registered', { 'x-thing': 'a' }, '"a" has no syntax: the attribute is not registered. Give an exact value'],
    ['a wrong member', { 'media-col': { 'media-size': { 'x-dimension': 'wide' } } }, '"wide" is not of the syntax integer(1:MAX) in attribute "media-col/media-size/x-dimension"'],
    ['an unknown member', { 'media-col': { 'media-glitter': 'gold' } }, 'in attribute "media-col/media-glitter"'],
  ])('refuses %s', (_, attributes, message) => {
    expect(() => untyped(attributes)).toThrow(message)
    expect(() => untyped(attributes)).toThrow(IppError)
  })

  it('groupFrom adds the tag', () => {
    expect(groupFrom('printer', { 'printer-state': 3 }).tag).toBe(GroupTag.printer)
  })
})

describe('toObject', () => {
  it('reads plain JavaScript', () => {
    const attributes = Attributes.of(
      attribute('printer-state', value.enumeration(3)),
      attribute('sides-supported', value.keyword('one-sided')),
      attribute('printer-geo-location', value.noValue),
      attribute('printer-current-time', value.dateTime(0)),
      attribute('printer-resolution-default', value.dotsPerInch(600, 1200)),
      attribute('copies-supported', value.range(1, 9)),
      attribute('printer-name', value.nameWithLanguage('Büro', 'de')),
      attribute('media-col-default', value.collection(Attributes.of(attribute('media-size', value.collection(Attributes.of(attribute('x-dimension', value.integer(21_000)))))))),
    )
    expect(toObject(attributes)).toEqual({
      'printer-state': 3,
      'sides-supported': ['one-sided'],
      'printer-geo-location': null,
      'printer-current-time': new Date(0),
      'printer-resolution-default': '600x1200dpi',
      'copies-supported': { lower: 1, upper: 9 },
      'printer-name': { value: 'Büro', language: 'de' },
      'media-col-default': { 'media-size': { 'x-dimension': 21_000 } },
    })
    expect(toObject(undefined)).toEqual({})
  })

  it('keeps exact what plain JavaScript would lose', () => {
    const zoned: value.DateTimeValue = { ...value.dateTime(0), utcHours: 1 }
    const exact = Attributes.of(
      attribute('printer-state', value.integer(3)),
      attribute('media', value.name('a4')),
      attribute('printer-current-time', zoned),
      attribute('job-priority', value.integer(1000)),
      attribute('printer-resolution', { kind: 'resolution', tag: 0x32, crossFeed: 1, feed: 1, units: 9 }),
      attribute('printer-info', { kind: 'string', tag: 0x41, value: '\ufffd', octets: Uint8Array.of(0xff) }),
      attribute('x-thing', value.integer(1)),
      attribute('printer-name', value.unknown),
    )
    expect(toObject(exact)).toEqual(Object.fromEntries([...exact].map(({ name, values }) => [name, values[0]])))
  })

  it('keeps collections exact that an object cannot hold: repeated members, names that are numbers', () => {
    const twice = value.collection(Attributes.of(attribute('media-type', value.keyword('a')), attribute('media-type', value.keyword('b'))))
    const numbered = value.collection(Attributes.of(attribute('b', value.integer(1)), attribute('1', value.integer(1))))
    expect(toObject(Attributes.of(attribute('media-col', twice), attribute('media-col-default', numbered)))).toEqual({ 'media-col': twice, 'media-col-default': numbered })
  })

  it('has own properties only, whatever they are named', () => {
    const plain = toObject(Attributes.of(attribute('__proto__', value.integer(1))))
    expect(Object.keys(plain)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(plain)).toBe(Object.prototype)
  })

  it('gives back any attributes of different names', () => {
    fc.assert(
      fc.property(messageArbitrary, ({ groups }) => {
        for (const { attributes } of groups) {
          const unlike = new Attributes([...new Map([...attributes].map((one) => [one.name, one])).values()])
          const numbers = [...unlike].some(({ name }) => /^\d+$/.test(name))
          if (!numbers) expect(octets(untyped(toObject(unlike)))).toEqual(octets(unlike))
        }
      }),
      { numRuns: 100 },
    )
  })
})
