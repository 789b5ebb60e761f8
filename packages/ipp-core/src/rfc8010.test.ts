/** The wire format, section by section of RFC 8010 and what was added to it: the octets, what they mean, the same octets. */
import { describe, expect, it } from 'vitest'
import { wire } from '../test/wire.js'
import { Attributes, attribute, type Attribute } from './attributes.js'
import { decode } from './decode.js'
import { encode } from './encode.js'
import type { Message } from './message.js'
import { MessageReader } from './message-reader.js'
import { groupName, GroupTag, syntaxName } from './tags.js'
import * as value from './value.js'

/** Decodes octets, checks that they encode again as they were, and that they arrive octet by octet as well. */
function read(octets: Uint8Array): Message {
  const { message, octets: length } = decode(octets)
  expect(length).toBe(octets.length)
  expect(encode(message)).toEqual(octets)
  const reader = new MessageReader()
  let last
  for (let at = 0; at < octets.length; at++) {
    expect(last).toBeUndefined()
    last = reader.push(octets.subarray(at, at + 1))
  }
  expect(encode(last?.message ?? message)).toEqual(octets)
  return message
}

/** The attributes of a message with one group of them. */
const attributesIn = (octets: Uint8Array): Attribute[] => [...(read(wire`02 00 00 0b 00 00 00 01 01 ${octets} 03`).groups[0]?.attributes ?? [])]

describe('RFC 8010 section 3.1.1: request and response', () => {
  it('is version, code, request-id, groups, end-of-attributes; data behind it is left alone', () => {
    const octets = wire`01 01 00 02 00 00 00 01 01 47 00 12 'attributes-charset' 00 05 'utf-8' 03`
    const { message, octets: length } = decode(wire`${octets} '%!PS'`)
    expect(message).toEqual(read(octets))
    expect(length).toBe(octets.length)
  })
})

describe('RFC 8010 section 3.1.2: attribute groups', () => {
  it.each(Object.entries(GroupTag).filter(([, tag]) => tag !== GroupTag.endOfAttributes))('%s: one, empty, repeated', (_, tag) => {
    const octet = Uint8Array.of(tag)
    const { groups } = read(wire`02 00 00 00 00 00 00 01 01 ${octet} ${octet} 21 00 01 'n' 00 04 00 00 00 07 ${octet} 03`)
    expect(groups.map((group) => [group.tag, group.attributes.size])).toEqual([[1, 0], [tag, 0], [tag, 1], [tag, 0]])
    expect(groupName(tag)).toMatch(/-attributes-tag$/)
  })

  it.each([0x00, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f])('tag 0x%s is not known: the group is kept', (tag) => {
    expect(read(wire`02 00 00 00 00 00 00 01 ${Uint8Array.of(tag)} 21 00 01 'n' 00 04 00 00 00 07 03`).groups[0]?.tag).toBe(tag)
  })
})

describe('RFC 8010 sections 3.1.3 to 3.1.5: attributes with one value and with more', () => {
  it('more values have no name', () => {
    expect(attributesIn(wire`44 00 05 'sides' 00 09 'one-sided' 44 00 00 00 13 'two-sided-long-edge'`)).toEqual([attribute('sides', value.keyword('one-sided'), value.keyword('two-sided-long-edge'))])
  })

  it('values of one attribute may have syntaxes of their own, out-of-band among them', () => {
    expect(attributesIn(wire`44 00 05 'media' 00 02 'a4' 42 00 00 00 04 'Blau' 36 00 00 00 0a 00 02 'de' 00 04 'Blau' 13 00 00 00 00 7f 00 00 00 04 00 00 00 01`)).toEqual([
      attribute('media', value.keyword('a4'), value.name('Blau'), value.nameWithLanguage('Blau', 'de'), value.noValue, { kind: 'octets', tag: 0x7f, value: wire`00 00 00 01` }),
    ])
  })
})

describe('RFC 8010 sections 3.1.6 and 3.1.7: collections and their members', () => {
  it('members hold values of any syntax, unknown tags and out-of-band values too', () => {
    const [one] = attributesIn(wire`
      34 00 01 'c' 00 00
        4a 00 00 00 01 'a' 35 00 00 00 08 00 02 'en' 00 02 'hi'
        4a 00 00 00 01 'b' 3f 00 00 00 02 ab cd
        4a 00 00 00 01 'c' 10 00 00 00 00
        4a 00 00 00 01 'd' 7f 00 00 00 05 40 00 00 01 ff
        4a 00 00 00 01 'e' 31 00 00 00 0b 07 ea 0b 15 07 1e 3b 09 2b 0e 00
      37 00 00 00 00`)
    expect(one).toEqual(
      attribute(
        'c',
        value.collection(
          Attributes.of(
            attribute('a', value.textWithLanguage('hi', 'en')),
            attribute('b', { kind: 'octets', tag: 0x3f, value: wire`ab cd` }),
            attribute('c', value.unsupported),
            attribute('d', { kind: 'octets', tag: 0x7f, value: wire`40 00 00 01 ff` }),
            attribute('e', { kind: 'dateTime', tag: 0x31, year: 2026, month: 11, day: 21, hour: 7, minutes: 30, seconds: 59, deciSeconds: 9, utcDirection: '+', utcHours: 14, utcMinutes: 0 }),
          ),
        ),
      ),
    )
  })

  it('1setOf collection, empty ones among them, between other values', () => {
    expect(attributesIn(wire`44 00 01 'c' 00 01 'x' 34 00 00 00 00 37 00 00 00 00 34 00 00 00 00 4a 00 00 00 01 'm' 22 00 00 00 01 01 37 00 00 00 00 13 00 00 00 00`)).toEqual([
      attribute('c', value.keyword('x'), value.collection(new Attributes()), value.collection(Attributes.of(attribute('m', value.boolean(true)))), value.noValue),
    ])
  })

  it('collections within collections, sixteen deep', () => {
    let inner = wire`34 00 00 00 00 37 00 00 00 00`
    for (let depth = 0; depth < 14; depth++) inner = wire`34 00 00 00 00 4a 00 00 00 01 'm' ${inner} 37 00 00 00 00`
    let [one] = attributesIn(wire`34 00 01 'm' 00 00 4a 00 00 00 01 'm' ${inner} 37 00 00 00 00`)
    let depth = 0
    for (; one !== undefined; depth++) {
      const [member] = one.values
      one = member?.kind === 'collection' ? [...member.members][0] : undefined
    }
    expect(depth).toBe(16)
  })
})

describe('RFC 8010 section 3.4: required parameters', () => {
  it.each([
    [1, 0],
    [1, 1],
    [2, 0],
    [2, 2],
    [255, 255],
  ])('3.4.1: version %i.%i', (major, minor) => {
    expect(read(wire`${Uint8Array.of(major, minor)} 00 0b 00 00 00 01 03`).version).toEqual({ major, minor })
  })

  it.each([0x0000, 0x0002, 0x0406, 0x3fff, 0x4001, 0x8000, 0xffff])('3.4.2 and 3.4.3: operation or status 0x%s', (code) => {
    expect(read(wire`02 00 ${Uint8Array.of(code >> 8, code & 0xff)} 00 00 00 01 03`).code).toBe(code)
  })

  it.each([
    [wire`00 00 00 01`, 1],
    [wire`7f ff ff ff`, 2_147_483_647],
    // Not allowed by RFC 8011 section 4.1.1: for the server to judge, and to answer with.
    [wire`00 00 00 00`, 0],
    [wire`80 00 00 00`, -2_147_483_648],
  ])('3.4.4: request-id %s', (octets, requestId) => {
    expect(read(wire`02 00 00 0b ${octets} 03`).requestId).toBe(requestId)
  })
})

describe('RFC 8010 section 3.5.2: value tags', () => {
  it.each<[string, Uint8Array, value.Value]>([
    ['integer', wire`21 00 01 'a' 00 04 ff ff ff fe`, value.integer(-2)],
    ['boolean', wire`22 00 01 'a' 00 01 00`, value.boolean(false)],
    ['enum', wire`23 00 01 'a' 00 04 00 00 00 03`, value.enumeration(3)],
    ['octetString', wire`30 00 01 'a' 00 03 00 80 ff`, value.octetString(wire`00 80 ff`)],
    ['dateTime', wire`31 00 01 'a' 00 0b 07 b2 01 01 00 00 00 00 2b 00 00`, value.dateTime(0)],
    ['resolution', wire`32 00 01 'a' 00 09 00 00 02 58 00 00 04 b0 03`, value.dotsPerInch(600, 1200)],
    ['resolution', wire`32 00 01 'a' 00 09 00 00 00 76 00 00 00 76 04`, { kind: 'resolution', tag: 0x32, crossFeed: 118, feed: 118, units: 4 }],
    ['rangeOfInteger', wire`33 00 01 'a' 00 08 00 00 00 01 7f ff ff ff`, value.range(1, 0x7fff_ffff)],
    ['textWithLanguage', wire`35 00 01 'a' 00 0b 00 02 'fr' 00 05 'été'`, value.textWithLanguage('été', 'fr')],
    ['nameWithLanguage', wire`36 00 01 'a' 00 09 00 05 'de-at' 00 00`, value.nameWithLanguage('', 'de-at')],
    ['textWithoutLanguage', wire`41 00 01 'a' 00 00`, value.text('')],
    ['nameWithoutLanguage', wire`42 00 01 'a' 00 03 '紙'`, value.name('紙')],
    ['keyword', wire`44 00 01 'a' 00 04 'none'`, value.keyword('none')],
    ['uri', wire`45 00 01 'a' 00 0b 'ipp://[::1]'`, value.uri('ipp://[::1]')],
    ['uriScheme', wire`46 00 01 'a' 00 04 'ipps'`, value.uriScheme('ipps')],
    ['charset', wire`47 00 01 'a' 00 0a 'iso-8859-1'`, value.charset('iso-8859-1')],
    ['naturalLanguage', wire`48 00 01 'a' 00 05 'en-us'`, value.naturalLanguage('en-us')],
    ['mimeMediaType', wire`49 00 01 'a' 00 18 'text/plain;charset=utf-8'`, value.mimeMediaType('text/plain;charset=utf-8')],
  ])('%s', (syntax, octets, expected) => {
    expect(attributesIn(octets)).toEqual([attribute('a', expected)])
    expect(syntaxName(expected.tag)).toBe(syntax)
  })

  it('every tag from 0x10 to 0xff that opens no collection is kept with its octets, known or not', () => {
    for (let tag = 0x10; tag <= 0xff; tag++) {
      if ([0x34, 0x37, 0x4a].includes(tag)) continue
      const [one] = attributesIn(wire`${Uint8Array.of(tag)} 00 01 'a' 00 05 00 01 80 fe ff`)
      expect(one?.values[0]?.tag).toBe(tag)
    }
  })
})

describe('out-of-band values (RFC 8010 section 3.5.2, RFC 3380 section 8)', () => {
  it.each<[number, string]>([
    [0x10, 'unsupported'],
    [0x11, 'default'],
    [0x12, 'unknown'],
    [0x13, 'no-value'],
    [0x15, 'not-settable'],
    [0x16, 'delete-attribute'],
    [0x17, 'admin-define'],
    [0x14, '0x14'],
    [0x1f, '0x1f'],
  ])('tag %i, %s', (tag, syntax) => {
    expect(attributesIn(wire`${Uint8Array.of(tag)} 00 01 'a' 00 00`)).toEqual([attribute('a', { kind: 'out-of-band', tag })])
    expect(syntaxName(tag)).toBe(syntax)
  })
})

describe('the extension tag 0x7f (RFC 8010 section 3.5.2): the real tag is in the first four octets', () => {
  it.each([
    ['a tag that a vendor has', wire`40 00 00 01 'value'`],
    ['one that is a plain tag', wire`00 00 00 21 00 00 00 01`],
    ['nothing behind it', wire`40 00 00 01`],
    ['less than a tag', wire`40 00`],
  ])('%s', (_, octets) => {
    expect(attributesIn(wire`7f 00 01 'a' ${Uint8Array.of(0, octets.length)} ${octets}`)).toEqual([attribute('a', { kind: 'octets', tag: 0x7f, value: octets })])
  })
})

describe('RFC 8010 sections 3.6 to 3.8: lengths and names', () => {
  it('names are in US-ASCII, and any other UTF-8 is kept', () => {
    expect(attributesIn(wire`21 00 15 'job-k-octets.X_1-äß' 00 04 00 00 00 01`).map(({ name }) => name)).toEqual(['job-k-octets.X_1-äß'])
  })

  it('a length of no octets: a string that is empty', () => {
    expect(attributesIn(wire`30 00 01 'a' 00 00 45 00 01 'b' 00 00`)).toEqual([attribute('a', value.octetString(wire``)), attribute('b', value.uri(''))])
  })
})

describe('RFC 8010 section 3.9: dateTime with every zone (RFC 2579 DateAndTime)', () => {
  it.each([
    ['UTC', wire`2b 00 00`, '+', 0, 0, '2024-02-29T12:00:00.500Z'],
    ['UTC, written as west of itself', wire`2d 00 00`, '-', 0, 0, '2024-02-29T12:00:00.500Z'],
    ['India', wire`2b 05 1e`, '+', 5, 30, '2024-02-29T06:30:00.500Z'],
    ['Newfoundland', wire`2d 03 1e`, '-', 3, 30, '2024-02-29T15:30:00.500Z'],
    ['Kiritimati', wire`2b 0e 00`, '+', 14, 0, '2024-02-28T22:00:00.500Z'],
    ['Nepal', wire`2b 05 2d`, '+', 5, 45, '2024-02-29T06:15:00.500Z'],
  ] as const)('%s', (_, zone, utcDirection, utcHours, utcMinutes, instant) => {
    const [one] = attributesIn(wire`31 00 01 'a' 00 0b 07 e8 02 1d 0c 00 00 05 ${zone}`)
    const time = one?.values[0]
    expect(time).toEqual({ kind: 'dateTime', tag: 0x31, year: 2024, month: 2, day: 29, hour: 12, minutes: 0, seconds: 0, deciSeconds: 5, utcDirection, utcHours, utcMinutes })
    expect(time?.kind === 'dateTime' && new Date(value.instantOf(time)).toISOString()).toBe(instant)
  })
})

describe('RFC 8010 section 3.10: data', () => {
  it.each([
    ['none', wire``],
    ['octets that look like a message', wire`02 00 00 0b 00 00 00 01 03`],
    ['octets that look like more of it', wire`03 03 03`],
  ])('%s', (_, data) => {
    const octets = wire`02 00 00 02 00 00 00 01 01 03 ${data}`
    expect(decode(octets).octets).toBe(10)
    const reader = new MessageReader()
    expect([...(reader.push(octets)?.rest ?? [])]).toEqual([...data])
  })
})
