/** Files of attributes: values of each syntax, what they cannot say, and that nothing else is lost. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messageArbitrary } from '../../test/arbitrary-message.js'
import { Attributes, attribute } from '../attributes.js'
import { encode } from '../encode.js'
import { enumValue } from '../registry/enums.js'
import { attributesToJSON } from '../to-json.js'
import * as value from '../value.js'
import { readAttributeFile, writeAttributeFile } from './attribute-file.js'

const list = (text: string, options = {}) => [...readAttributeFile(text, options)]
const octets = (attributes: Attributes) => encode({ version: { major: 2, minor: 0 }, code: 0, requestId: 1, groups: [{ tag: 4, attributes }] })

describe('readAttributeFile', () => {
  it('reads values of every syntax', () => {
    const text = `
ATTR boolean a true,false,TRUE
ATTR integer b 1,-2,0x10
ATTR enum c 3
ATTR rangeOfInteger d 1-2,-5--3
ATTR resolution e 600dpi,600x1200dpi,118dpcm,300x300dpc
ATTR dateTime f 2024-02-29T12:00:00Z,2024-02-29T12:00:00-0330
ATTR octetString g "a=b;",<00ff>,"<>"
ATTR text h "Two words"
ATTR textWithoutLanguage h2 x
ATTR name i n
ATTR keyword j one,"two"
ATTR uri k ipp://print.example/
ATTR uriScheme l ipp
ATTR charset m utf-8
ATTR language n en-us
ATTR naturalLanguage o de
ATTR mimetype p application/pdf
ATTR mimeMediaType q text/plain
ATTR unknown r
ATTR collection s { MEMBER no-value t },{ }
ATTR nameWithLanguage u x
`
    const noon = value.dateTime(Date.UTC(2024, 1, 29, 12))
    const encoded = (words: string) => value.octetString(new TextEncoder().encode(words))
    expect(octets(readAttributeFile(text))).toEqual(
      octets(
        Attributes.of(
          attribute('a', value.boolean(true), value.boolean(false), value.boolean(true)),
          attribute('b', value.integer(1), value.integer(-2), value.integer(16)),
          attribute('c', value.enumeration(3)),
          attribute('d', value.range(1, 2), value.range(-5, -3)),
          attribute('e', value.dotsPerInch(600), value.dotsPerInch(600, 1200), { ...value.dotsPerInch(118), units: 4 }, { ...value.dotsPerInch(300), units: 4 }),
          attribute('f', noon, { ...noon, utcDirection: '-', utcHours: 3, utcMinutes: 30 }),
          attribute('g', encoded('a=b;'), value.octetString(Uint8Array.of(0, 255)), encoded('')),
          attribute('h', value.text('Two words')),
          attribute('h2', value.text('x')),
          attribute('i', value.name('n')),
          attribute('j', value.keyword('one'), value.keyword('two')),
          attribute('k', value.uri('ipp://print.example/')),
          attribute('l', value.uriScheme('ipp')),
          attribute('m', value.charset('utf-8')),
          attribute('n', value.naturalLanguage('en-us')),
          attribute('o', value.naturalLanguage('de')),
          attribute('p', value.mimeMediaType('application/pdf')),
          attribute('q', value.mimeMediaType('text/plain')),
          attribute('r', value.unknown),
          attribute('s', value.collection(Attributes.of(attribute('t', value.noValue))), value.collection(new Attributes())),
          attribute('u', value.nameWithLanguage('x', 'en')),
        ),
      ),
    )
  })

  it('puts variables in, those of the file as well; what has no value stays, as in ipptool', () => {
    const text = 'DEFINE a 1\nDEFINE-DEFAULT a 2\nDEFINE-DEFAULT b "x $a"\nDEFINE b2 "${b}!"\nATTR text t "$a-$b2 $$a $c $given"\nATTR integer i $a'
    expect(list(text, { variables: { given: 'G' } })).toEqual([attribute('t', value.text('$a-x 1! $a $c G')), attribute('i', value.integer(1))])
    expect(list('DEFINE b x\nATTR text t "$b $b. ${b}b"')).toEqual([attribute('t', value.text('x x. xb'))])
  })

  it('reads enums by name and times from now, if it is told how', () => {
    expect(list('ATTR enum printer-state idle', { enumValue })).toEqual([attribute('printer-state', value.enumeration(3))])
    expect(list('ATTR dateTime t P1DT2H3M4S', { now: 0 })).toEqual([attribute('t', value.dateTime(93_784_000))])
    expect(list('ATTR dateTime t P1Y1M', { now: 0 })).toEqual([attribute('t', value.dateTime(395 * 86_400_000))])
    expect(() => list('ATTR dateTime t P1D')).toThrow('"P1D" is no dateTime in attribute "t"')
  })

  it.each([
    ['ATTR colour a red', 'there is no syntax "colour" in attribute "a"'],
    ['ATTR memberless a 1', 'there is no syntax "memberless"'],
    ['ATTR integer a one', '"one" is no integer in attribute "a"'],
    ['ATTR integer a 3000000000', '"3000000000" is no integer'],
    ['ATTR enum a idle', '"idle" is no enum'],
    ['ATTR rangeOfInteger a 5', '"5" is no rangeOfInteger'],
    ['ATTR resolution a 600', '"600" is no resolution'],
    ['ATTR dateTime a today', '"today" is no dateTime'],
    ['ATTR octetString a <0>', '"<0>" is no octetString'],
    ['ATTR collection a b', '"b" is no collection'],
    ['ATTR keyword a { }', 'members, where keyword has none'],
    ['ATTR 0x3f a b', '"b" is no 0x3f'],
    ['ATTR collection a { MEMBER integer b x }', '"x" is no integer in attribute "a/b"'],
  ])('refuses %s', (text, message) => {
    expect(() => list(text)).toThrow(message)
  })
})

describe('writeAttributeFile', () => {
  it('writes what ipptool reads', () => {
    const attributes = Attributes.of(
      attribute('printer-info', value.text('5 $ "net", \\ {x} # y')),
      attribute('media-col', value.collection(Attributes.of(attribute('media-size', value.collection(Attributes.of(attribute('x-dimension', value.integer(1)))))))),
      attribute('printer-alert', value.octetString(new TextEncoder().encode('code=1;')), value.octetString(Uint8Array.of(0)), value.octetString(new TextEncoder().encode('Büro')), value.octetString(Uint8Array.of(0xff))),
      attribute('when', { ...value.dateTime(0), utcDirection: '-', utcHours: 3, utcMinutes: 30 }),
      attribute('printer-geo-location', value.unknown),
    )
    expect(writeAttributeFile(attributes)).toEqual({
      text: `ATTR text printer-info "5 $$ \\"net\\", \\\\ {x} # y"
ATTR collection media-col {
  MEMBER collection media-size {
    MEMBER integer x-dimension 1
  }
}
ATTR octetString printer-alert code=1;,<00>,"Büro",<ff>
ATTR dateTime when 1970-01-01T00:00:00-0330
ATTR unknown printer-geo-location
`,
      lost: [],
    })
  })

  it('tells what it cannot say', () => {
    const attributes = Attributes.of(
      attribute('a', value.nameWithLanguage('Büro', 'de')),
      attribute('b', value.keyword('a4'), value.name('mine'), value.noValue, value.integer(1), value.collection(new Attributes())),
      attribute('c', { ...value.dateTime(0), deciSeconds: 5 }),
      attribute('d', { kind: 'octets', tag: 0x3f, value: new Uint8Array() }),
      attribute('e', { kind: 'out-of-band', tag: 0x1a }),
      attribute('f', value.noValue, value.unknown),
      attribute('g', { kind: 'string', tag: 0x41, value: '\ufffd', octets: Uint8Array.of(0xff) }),
      attribute('h', { ...value.dotsPerInch(1), units: 9 }),
      attribute('i', value.collection(Attributes.of(attribute('j', value.integer(1), value.boolean(true))))),
      attribute('k', { ...value.dateTime(0), utcHours: 200 }),
    )
    const { text, lost } = writeAttributeFile(attributes)
    expect(text).toBe(`ATTR name a "Büro"
ATTR keyword b a4,mine
ATTR dateTime c 1970-01-01T00:00:00+0000
ATTR no-value f
ATTR text g "\ufffd"
ATTR collection i {
  MEMBER integer j 1
}
`)
    expect(lost.map(({ attribute: name, what }) => `${name}: ${what}`)).toEqual([
      'a: its language, de',
      'b: that "mine" is a name',
      'b: an out-of-band value among others',
      'b: 1, a integer among values of another syntax',
      'b: a collection among values of another syntax',
      'c: tenths of a second',
      'd: a value of no syntax that ipptool has',
      'e: an out-of-band value that ipptool has not',
      'f: an out-of-band value among others',
      'f: all but the first of its out-of-band values',
      'g: octets that are not UTF-8',
      'h: a resolution in other units',
      'i/j: true, a boolean among values of another syntax',
      'k: a dateTime in no zone',
    ])
  })

  it('loses nothing that it does not tell', () => {
    let whole = 0
    fc.assert(
      fc.property(messageArbitrary, ({ groups }) => {
        for (const { attributes } of groups) {
          const { text, lost } = writeAttributeFile(attributes)
          const read = readAttributeFile(text)
          if (lost.length > 0) continue
          whole++
          expect(attributesToJSON(read)).toEqual(attributesToJSON(attributes))
          expect(octets(read)).toEqual(octets(attributes))
        }
      }),
      { numRuns: 500 },
    )
    expect(whole).toBeGreaterThan(50)
  })
})
