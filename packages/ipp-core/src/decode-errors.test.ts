/** What is refused: the code, the octet and the attribute that the error names. */
import { describe, expect, it } from 'vitest'
import { attributesAt, request, wire } from '../test/wire.js'
import { decode } from './decode.js'
import { IppError } from './errors.js'
import { defaultLimits, isLimitCode, limitCodes, type Limits } from './limits.js'

function fault(octets: Uint8Array, limits?: Partial<Limits>): IppError {
  try {
    decode(octets, limits)
  } catch (error) {
    if (error instanceof IppError) return error
    throw error
  }
  throw new Error('was decoded')
}
const at = (octet: number) => attributesAt + octet

describe('truncated', () => {
  it('nothing at all, and parameters without end-of-attributes', () => {
    expect(fault(wire``)).toMatchObject({ code: 'truncated', offset: 0, attribute: '' })
    expect(fault(wire`01 01 00 02 00 00 00 01`)).toMatchObject({ code: 'truncated', offset: 8 })
  })

  const whole = request(wire`44 00 05 'sides' 00 09 'one-sided' 34 00 01 'c' 00 00 4a 00 00 00 01 'm' 21 00 00 00 04 00 00 00 01 37 00 00 00 00`)

  it('a message cut at any octet, naming an octet it has', () => {
    for (let length = 0; length < whole.length; length++) {
      const { code, offset } = fault(whole.subarray(0, length))
      expect({ length, code }).toEqual({ length, code: 'truncated' })
      expect(offset).toBeLessThanOrEqual(length)
    }
    expect(decode(whole).octets).toBe(whole.length)
  })

  it('says what is missing, of which attribute', () => {
    const error = fault(whole.subarray(0, at(14)))
    expect(error).toMatchObject({ code: 'truncated', offset: at(10), attribute: 'sides' })
    expect(error.message).toBe('a value of 9 octets, but 4 are left in attribute "sides" at octet 19')
    expect(fault(whole.subarray(0, at(38)))).toMatchObject({ offset: at(36), attribute: 'c/m' })
  })
})

describe('unexpected-tag', () => {
  it('a value where the first group must begin', () => {
    expect(fault(wire`01 01 00 0b 00 00 00 01 47 00 01 'a' 00 00 03`)).toMatchObject({ code: 'unexpected-tag', offset: 8, attribute: '' })
  })

  it('an additional value where the first attribute of a group must stand', () => {
    expect(fault(request(wire`44 00 00 00 01 'x'`))).toMatchObject({ code: 'unexpected-tag', offset: at(0), attribute: '' })
    expect(fault(wire`01 01 00 0b 00 00 00 01 01 44 00 01 'a' 00 00 02 44 00 00 00 01 'x' 03`)).toMatchObject({ code: 'unexpected-tag', offset: 16 })
  })

  it('endCollection and memberAttrName outside a collection', () => {
    expect(fault(request(wire`21 00 01 'n' 00 04 00 00 00 01 37 00 00 00 00`))).toMatchObject({ code: 'unexpected-tag', offset: at(10), attribute: 'n' })
    expect(fault(request(wire`4a 00 01 'm' 00 01 'x'`))).toMatchObject({ code: 'unexpected-tag', offset: at(0), attribute: 'm' })
  })

  it('a delimiter within a collection: it was not ended', () => {
    expect(fault(request(wire`34 00 01 'c' 00 00`))).toMatchObject({ code: 'unexpected-tag', offset: at(6), attribute: 'c' })
    expect(fault(request(wire`34 00 01 'c' 00 00 4a 00 00 00 01 'm' 34 00 00 00 00 02`))).toMatchObject({ code: 'unexpected-tag', offset: at(17), attribute: 'c/m' })
  })

  it('a value before the first memberAttrName', () => {
    expect(fault(request(wire`34 00 01 'c' 00 00 21 00 00 00 04 00 00 00 01 37 00 00 00 00`))).toMatchObject({ code: 'unexpected-tag', offset: at(6), attribute: 'c' })
  })

  it('a member without value, in the middle and at the end', () => {
    const nameless = wire`34 00 01 'c' 00 00 4a 00 00 00 01 'm'`
    expect(fault(request(wire`${nameless} 4a 00 00 00 01 'n' 37 00 00 00 00`))).toMatchObject({ code: 'unexpected-tag', offset: at(12), attribute: 'c/m' })
    expect(fault(request(wire`${nameless} 37 00 00 00 00`))).toMatchObject({ code: 'unexpected-tag', offset: at(12), attribute: 'c/m' })
  })
})

describe('bad-length', () => {
  it('a length with its sign set, of a name and of a value (RFC 8010 sections 3.6 and 3.8)', () => {
    expect(fault(request(wire`44 80 00`))).toMatchObject({ code: 'bad-length', offset: at(1), attribute: '' })
    expect(fault(request(wire`44 00 01 'a' ff ff`))).toMatchObject({ code: 'bad-length', offset: at(4), attribute: 'a' })
  })

  it('begCollection and endCollection with octets', () => {
    expect(fault(request(wire`34 00 01 'c' 00 01 00`))).toMatchObject({ code: 'bad-length', offset: at(0), attribute: 'c' })
    expect(fault(request(wire`34 00 01 'c' 00 00 37 00 00 00 01 00`))).toMatchObject({ code: 'bad-length', offset: at(6), attribute: 'c' })
  })

  it('a named value within a collection', () => {
    expect(fault(request(wire`34 00 01 'c' 00 00 21 00 01 'm' 00 04 00 00 00 01 37 00 00 00 00`))).toMatchObject({ code: 'bad-length', offset: at(6), attribute: 'c' })
  })

  it('a memberAttrName without octets', () => {
    expect(fault(request(wire`34 00 01 'c' 00 00 4a 00 00 00 00 21 00 00 00 04 00 00 00 01 37 00 00 00 00`))).toMatchObject({ code: 'bad-length', offset: at(6), attribute: 'c' })
  })
})

describe('bad-name', () => {
  it('the name of an attribute and of a member that are no characters', () => {
    expect(fault(request(wire`21 00 02 'a' ff 00 04 00 00 00 01`))).toMatchObject({ code: 'bad-name', offset: at(3), attribute: '' })
    expect(fault(request(wire`34 00 01 'c' 00 00 4a 00 00 00 01 ff 21 00 00 00 04 00 00 00 01 37 00 00 00 00`))).toMatchObject({ code: 'bad-name', offset: at(11), attribute: 'c' })
  })
})

describe('limits', () => {
  const a = wire`21 00 01 'a' 00 04 00 00 00 01`
  const more = wire`21 00 00 00 04 00 00 00 01`
  const member = wire`4a 00 00 00 01 'm' 21 00 00 00 04 00 00 00 01`
  const zeros = (length: number) => new Uint8Array(length).fill(0x7a)
  const length = (octets: number) => Uint8Array.of(octets >> 8, octets & 0xff)

  it('messageOctets: one octet less than the message takes; document data behind it is not counted', () => {
    const octets = request(a)
    expect(decode(wire`${octets} 'document'`, { messageOctets: octets.length }).octets).toBe(octets.length)
    expect(fault(octets, { messageOctets: octets.length - 1 })).toMatchObject({ code: 'message-too-long', offset: octets.length - 1, attribute: '' })
    expect(fault(octets, { messageOctets: at(9) })).toMatchObject({ code: 'message-too-long', offset: at(9), attribute: 'a' })
  })

  it('groups: empty ones count', () => {
    const three = wire`01 01 00 0b 00 00 00 01 01 02 02 03`
    expect(decode(three, { groups: 3 }).message.groups).toHaveLength(3)
    expect(fault(three, { groups: 2 })).toMatchObject({ code: 'too-many-groups', offset: 10, attribute: '' })
  })

  it('attributes: members of collections count', () => {
    expect(decode(request(wire`${a} ${a}`), { attributes: 2 }).message.groups).toHaveLength(1)
    expect(fault(request(wire`${a} ${a}`), { attributes: 1 })).toMatchObject({ code: 'too-many-attributes', offset: at(10), attribute: 'a' })
    const collection = request(wire`34 00 01 'c' 00 00 ${member} 37 00 00 00 00`)
    expect(fault(collection, { attributes: 1 })).toMatchObject({ code: 'too-many-attributes', offset: at(6), attribute: 'c/m' })
  })

  it('values', () => {
    expect(decode(request(wire`${a} ${more} ${a}`), { values: 3 }).message.groups).toHaveLength(1)
    expect(fault(request(wire`${a} ${more} ${a}`), { values: 2 })).toMatchObject({ code: 'too-many-values', offset: at(19), attribute: 'a' })
  })

  it('valuesEach: of one attribute, not of all', () => {
    const twoEach = request(wire`${a} ${more} ${a} ${more} 34 00 01 'c' 00 00 ${member} ${more} 37 00 00 00 00 34 00 00 00 00 37 00 00 00 00 ${a} ${more}`)
    expect(decode(twoEach, { valuesEach: 2 }).message.groups).toHaveLength(1)
    expect(fault(twoEach, { valuesEach: 1 })).toMatchObject({ code: 'too-many-values-of-attribute', offset: at(10), attribute: 'a' })
    const inCollection = request(wire`34 00 01 'c' 00 00 ${member} ${more} ${more} ${member} 37 00 00 00 00`)
    expect(decode(inCollection, { valuesEach: 3 }).message.groups).toHaveLength(1)
    expect(fault(inCollection, { valuesEach: 2 })).toMatchObject({ code: 'too-many-values-of-attribute', offset: at(30), attribute: 'c/m' })
    const collections = request(wire`34 00 01 'c' 00 00 37 00 00 00 00 34 00 00 00 00 ${member} 37 00 00 00 00 34 00 00 00 00 37 00 00 00 00`)
    expect(decode(collections, { valuesEach: 3 }).message.groups).toHaveLength(1)
    expect(fault(collections, { valuesEach: 2 })).toMatchObject({ code: 'too-many-values-of-attribute', offset: at(36), attribute: 'c' })
  })

  it('depth: 16 collections within each other unless said otherwise', () => {
    const nested = (depth: number): Uint8Array => (depth === 1 ? wire`37 00 00 00 00` : wire`4a 00 00 00 01 'm' 34 00 00 00 00 ${nested(depth - 1)} 37 00 00 00 00`)
    const deep = (depth: number) => request(wire`34 00 01 'c' 00 00 ${nested(depth)}`)
    expect(decode(deep(16)).message.groups).toHaveLength(1)
    expect(fault(deep(17))).toMatchObject({ code: 'too-deep', offset: at(6 + 15 * 11 + 6), attribute: `c${'/m'.repeat(16)}` })
    expect(fault(deep(2), { depth: 1 })).toMatchObject({ code: 'too-deep', offset: at(12), attribute: 'c/m' })
  })

  it('nameOctets: 255 unless said otherwise, of an attribute and of a member (RFC 8011 section 5.1.4)', () => {
    const named = (octets: number) => request(wire`21 ${length(octets)} ${zeros(octets)} 00 04 00 00 00 01`)
    expect(decode(named(255)).message.groups).toHaveLength(1)
    expect(fault(named(256))).toMatchObject({ code: 'name-too-long', offset: at(0), attribute: '' })
    expect(decode(named(0x7fff), { nameOctets: 0x7fff }).message.groups).toHaveLength(1)
    const ofMember = (octets: number) => request(wire`34 00 01 'c' 00 00 4a 00 00 ${length(octets)} ${zeros(octets)} 13 00 00 00 00 37 00 00 00 00`)
    expect(decode(ofMember(255)).message.groups).toHaveLength(1)
    expect(fault(ofMember(256))).toMatchObject({ code: 'name-too-long', offset: at(6), attribute: 'c' })
  })

  it('valueOctets: all that the wire carries unless said otherwise (RFC 8010 section 3.8)', () => {
    const valued = (octets: number) => request(wire`41 00 01 't' ${length(octets)} ${zeros(octets)}`)
    expect(decode(valued(0x7fff)).message.groups).toHaveLength(1)
    expect(decode(valued(1023), { valueOctets: 1023 }).message.groups).toHaveLength(1)
    expect(fault(valued(1024), { valueOctets: 1023 })).toMatchObject({ code: 'value-too-long', offset: at(0), attribute: 't' })
  })

  it('each has a code of its own, by which it is told from other faults', () => {
    expect(new Set(Object.values(limitCodes)).size).toBe(Object.keys(defaultLimits).length)
    expect(Object.values(limitCodes).filter(isLimitCode)).toHaveLength(8)
    expect(isLimitCode('truncated')).toBe(false)
  })

  it('hold against a message of nothing but tiny values within a bounded time', () => {
    const flood = new Uint8Array(1 << 20).map((_, octet) => [0x12, 0, 0, 0, 0][octet % 5] ?? 0)
    expect(fault(request(wire`12 00 01 'a' 00 00 ${flood}`))).toMatchObject({ code: 'too-many-values-of-attribute', attribute: 'a' })
    expect(fault(request(wire`12 00 01 'a' 00 00 ${flood}`), { valuesEach: 1e6 })).toMatchObject({ code: 'too-many-values', attribute: 'a' })
  })
})
