/** Messages as text: each kind of value, what the code is taken for, and that nothing printed steers a terminal. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messageArbitrary } from '../test/arbitrary-message.js'
import { Attributes, attribute } from './attributes.js'
import { format, formatAttributes, isRequest } from './format.js'
import type { Message } from './message.js'
import { enumName } from './registry/enums.js'
import { request, response } from './registry/request.js'
import * as value from './value.js'

const target = { 'printer-uri': 'ipp://print.example/ipp' }

describe('format', () => {
  it('prints a request', () => {
    const message = request({ operation: 'Print-Job', requestId: 7, attributes: { ...target, 'job-name': 'My file, 2nd' }, job: { 'media-col': { 'media-size': { 'x-dimension': 21_000, 'y-dimension': 29_700 }, 'media-type': 'stationery' } } })
    expect(format(message)).toBe(`IPP/2.0 request 7: Print-Job (0x0002)
operation-attributes-tag
    attributes-charset (charset) = utf-8
    attributes-natural-language (naturalLanguage) = en
    printer-uri (uri) = ipp://print.example/ipp
    job-name (nameWithoutLanguage) = "My file, 2nd"
job-attributes-tag
    media-col (collection) = {
        media-size (collection) = {
            x-dimension (integer) = 21000
            y-dimension (integer) = 29700
        }
        media-type (keyword) = stationery
    }
`)
  })

  it('prints an answer, with names of enums where they are given', () => {
    const message = response({ status: 'successful-ok', printer: { 'printer-state': 4, 'operations-supported': ['Print-Job', 0x7fff] } })
    expect(format(message, { enumName })).toContain(`IPP/2.0 response 1: successful-ok (0x0000)
operation-attributes-tag
    attributes-charset (charset) = utf-8
    attributes-natural-language (naturalLanguage) = en
printer-attributes-tag
    printer-state (enum) = processing (4)
    operations-supported (1setOf enum) = Print-Job (2), 32767
`)
    expect(format(message)).toContain('printer-state (enum) = 4\n')
  })

  it('prints values of every kind', () => {
    const attributes = Attributes.of(
      attribute('a', value.boolean(true), value.integer(-1)),
      attribute('b', value.textWithLanguage('Büro', 'de'), value.text('')),
      attribute('c', { ...value.dateTime(0), utcHours: 1 }),
      attribute('d', value.dotsPerInch(600), value.dotsPerInch(600, 1200), { kind: 'resolution', tag: 0x32, crossFeed: 1, feed: 2, units: 9 }),
      attribute('e', value.range(-5, 5)),
      attribute('f', value.octetString(new TextEncoder().encode('plain')), value.octetString(Uint8Array.of(0, 255)), value.octetString(new Uint8Array())),
      attribute('g', { kind: 'octets', tag: 0x3f, value: Uint8Array.of(1) }),
      attribute('h', value.noValue),
      attribute('i', { kind: 'string', tag: 0x41, value: 'caf\ufffd', octets: Uint8Array.of(0x63, 0x61, 0x66, 0xe9) }),
      attribute('j', value.collection(new Attributes()), value.collection(Attributes.of(attribute('k', value.keyword('l'))))),
    )
    expect(formatAttributes(attributes)).toBe(`a (1setOf boolean | integer) = true, -1
b (1setOf textWithLanguage | textWithoutLanguage) = Büro [de], ""
c (dateTime) = 1970-01-01T00:00:00.0+01:00
d (1setOf resolution) = 600dpi, 600x1200dpi, 1x2 in units 9
e (rangeOfInteger) = -5-5
f (1setOf octetString) = plain, <00ff>, <>
g (0x3f) = <01>
h (no-value) = no-value
i (textWithoutLanguage) = caf\ufffd <636166e9>
j (1setOf collection) = {}, {
    k (keyword) = l
}
`)
  })

  it('escapes what could steer a terminal', () => {
    expect(formatAttributes(Attributes.of(attribute('a\x1b[2J', value.text('x\x1b]0;y\x07\n"\u202e\u{e0001}'))))).toBe('a\\x1b[2J (textWithoutLanguage) = "x\\x1b]0;y\\x07\\n\\"\\u202e\\u{e0001}"\n')
    fc.assert(
      fc.property(messageArbitrary, (message) => {
        // eslint-disable-next-line no-control-regex -- control characters are what must not be there
        expect(format(message, { enumName })).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
      }),
      { numRuns: 200 },
    )
  })
})

describe('isRequest', () => {
  const message = (code: number, ...names: string[]): Message => ({
    version: { major: 2, minor: 0 },
    code,
    requestId: 1,
    groups: [{ tag: 1, attributes: new Attributes(names.map((name) => attribute(name, value.uri('a')))) }],
  })

  it.each<[string, Message, boolean]>([
    ['an operation', message(0x000b), true],
    ['a status', message(0x0406), false],
    ['successful-ok', message(0), false],
    ['what may be both, with a target', message(0x0002, 'attributes-charset', 'printer-uri'), true],
    ['what may be both, without', message(0x0005, 'attributes-charset'), false],
    ["CUPS's", message(0x4002), true],
    ['what is neither', message(0x3abc), false],
    ['what is neither, with a target', message(0x3abc, 'system-uri'), true],
    ['no groups', { ...message(0x3abc), groups: [] }, false],
  ])('%s', (_, one, is) => {
    expect(isRequest(one)).toBe(is)
  })

  it('can be told', () => {
    expect(format(message(2), { as: 'request' })).toContain('request 1: Print-Job (0x0002)')
    expect(format(message(2), { as: 'response' })).toContain('response 1: successful-ok-conflicting-attributes (0x0002)')
  })
})
