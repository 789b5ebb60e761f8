/** The syntaxes of values (RFC 8010 sections 3.5.2 and 3.9), and values that fit none. */
import { describe, expect, it } from 'vitest'
import { request, wire } from '../test/wire.js'
import { decode } from './decode.js'
import { encode } from './encode.js'
import { ValueTag } from './tags.js'
import {
  boolean, charset, dotsPerInch, enumeration, integer, keyword, mimeMediaType, name, nameWithLanguage, naturalLanguage, noValue, octetString, range, text, textWithLanguage, unknown, unsupported, uri,
  uriScheme, type Value,
} from './value.js'

/** The value of an attribute with that tag and those octets, which it must encode to again. */
function valueOf(tag: number, octets: Uint8Array): Value | undefined {
  const message = request(wire`${Uint8Array.of(tag)} 00 01 'a' ${Uint8Array.of(octets.length >> 8, octets.length & 0xff)} ${octets}`)
  const { message: decoded } = decode(message)
  expect(encode(decoded)).toEqual(message)
  return decoded.groups[0]?.attributes.value('a')
}

describe('integers (RFC 8010 section 3.9)', () => {
  it.each([
    ['integer', 0x21, wire`00 00 00 00`, integer(0)],
    ['integer, the least', 0x21, wire`80 00 00 00`, integer(-0x8000_0000)],
    ['integer, the greatest', 0x21, wire`7f ff ff ff`, integer(0x7fff_ffff)],
    ['enum', 0x23, wire`00 00 00 05`, enumeration(5)],
    ['boolean, true', 0x22, wire`01`, boolean(true)],
    ['boolean, false', 0x22, wire`00`, boolean(false)],
    ['rangeOfInteger', 0x33, wire`ff ff ff ff 00 00 00 10`, range(-1, 16)],
    ['resolution in dots per inch', 0x32, wire`00 00 02 58 00 00 01 2c 03`, dotsPerInch(600, 300)],
    ['resolution in units not known', 0x32, wire`00 00 02 58 00 00 01 2c ff`, { kind: 'resolution', tag: 0x32, crossFeed: 600, feed: 300, units: -1 } as const],
  ])('%s', (_, tag, octets, value) => {
    expect(valueOf(tag, octets)).toEqual(value)
  })
})

describe('dateTime (RFC 2579 DateAndTime)', () => {
  it('keeps the zone', () => {
    expect(valueOf(0x31, wire`07 ea 0b 15 07 1e 3b 09 2d 03 1e`)).toEqual({
      kind: 'dateTime', tag: ValueTag.dateTime, year: 2026, month: 11, day: 21, hour: 7, minutes: 30, seconds: 59, deciSeconds: 9, utcDirection: '-', utcHours: 3, utcMinutes: 30,
    })
  })

  it('keeps dates that are none, such as the zeros of a printer without a clock', () => {
    expect(valueOf(0x31, wire`00 00 00 00 00 00 00 00 2b 00 00`)).toMatchObject({ kind: 'dateTime', year: 0, month: 0, day: 0, utcDirection: '+' })
  })
})

describe('character strings (RFC 8010 section 3.9)', () => {
  it.each([
    [0x41, text('Grüße')],
    [0x42, name('Grüße')],
    [0x44, keyword('Grüße')],
    [0x45, uri('Grüße')],
    [0x46, uriScheme('Grüße')],
    [0x47, charset('Grüße')],
    [0x48, naturalLanguage('Grüße')],
    [0x49, mimeMediaType('Grüße')],
  ])('tag 0x%s', (tag, value) => {
    expect(valueOf(tag, wire`'Grüße'`)).toEqual(value)
  })

  it('may be empty', () => {
    expect(valueOf(0x41, wire``)).toEqual(text(''))
  })

  it('keeps a byte-order mark, NULs and characters beyond the first plane', () => {
    expect(valueOf(0x41, wire`ef bb bf 'a' 00 '🖨'`)).toEqual(text('\uFEFFa\0🖨'))
  })

  it.each([
    ['another charset', wire`'Gr' fc 'n'`, 'Gr\uFFFDn'],
    ['an overlong form', wire`c0 80`, '\uFFFD\uFFFD'],
    ['a surrogate', wire`ed a0 80`, '\uFFFD\uFFFD\uFFFD'],
    ['a character cut off', wire`'a' e2 82`, 'a\uFFFD'],
  ])('keeps the octets of %s, and shows what can be shown', (_, octets, shown) => {
    expect(valueOf(0x42, octets)).toEqual({ kind: 'string', tag: 0x42, value: shown, octets })
  })

  it('with language', () => {
    expect(valueOf(0x35, wire`00 02 'de' 00 07 'Grüße'`)).toEqual(textWithLanguage('Grüße', 'de'))
    expect(valueOf(0x36, wire`00 05 'en-us' 00 03 'Ann'`)).toEqual(nameWithLanguage('Ann', 'en-us'))
    expect(valueOf(0x36, wire`00 00 00 00`)).toEqual(nameWithLanguage('', ''))
  })
})

describe('out-of-band values (RFC 8010 section 3.5.2)', () => {
  it.each([
    [0x10, unsupported],
    [0x12, unknown],
    [0x13, noValue],
    [0x1f, { kind: 'out-of-band', tag: 0x1f } as const],
  ])('tag %i', (tag, value) => {
    expect(valueOf(tag, wire``)).toEqual(value)
  })
})

describe('octets that are kept as they are', () => {
  it.each([
    ['octetString', 0x30],
    ['an unassigned integer tag', 0x2f],
    ['an unassigned octet-string tag', 0x3f],
    ['an unassigned character-string tag', 0x5f],
    ['an unassigned tag', 0x7e],
    ['the last tag there is', 0xff],
  ])('%s', (_, tag) => {
    expect(valueOf(tag, wire`de ad be ef`)).toEqual({ kind: 'octets', tag, value: wire`de ad be ef` })
  })

  it('the extension tag 0x7f, whose real tag is in the first four octets', () => {
    expect(valueOf(0x7f, wire`40 00 00 01 'value'`)).toEqual({ kind: 'octets', tag: 0x7f, value: wire`40 00 00 01 'value'` })
  })

  it.each([
    ['an integer of three octets', 0x21, wire`00 00 01`],
    ['an enum without octets', 0x23, wire``],
    ['a boolean of four octets', 0x22, wire`00 00 00 01`],
    ['a boolean that is neither 0 nor 1', 0x22, wire`02`],
    ['a range of one number', 0x33, wire`00 00 00 01`],
    ['a resolution without units', 0x32, wire`00 00 00 01 00 00 00 01`],
    ['a dateTime without zone', 0x31, wire`07 ea 0b 15 07 1e 3b 09`],
    ['a dateTime whose direction is neither + nor -', 0x31, wire`07 ea 0b 15 07 1e 3b 09 20 00 00`],
    ['an out-of-band value with octets', 0x13, wire`00`],
    ['a text with a language cut off', 0x35, wire`00 05 'en'`],
    ['a text with octets behind the words', 0x35, wire`00 02 'en' 00 02 'hi' 00`],
    ['a text with language shorter than its two lengths', 0x35, wire`00 00 00`],
    ['a text with language in another charset', 0x35, wire`00 02 'en' 00 01 e9`],
  ])('%s', (_, tag, octets) => {
    expect(valueOf(tag, octets)).toEqual({ kind: 'octets', tag, value: octets })
  })

  it('octetString made here is the octetString read', () => {
    expect(valueOf(0x30, wire`00 ff`)).toEqual(octetString(wire`00 ff`))
  })
})
