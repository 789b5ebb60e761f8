/** The grammar of messages (RFC 8010 sections 3.1 to 3.8). */
import { describe, expect, it } from 'vitest'
import { request, wire } from '../test/wire.js'
import { Attributes, attribute, type Attribute } from './attributes.js'
import { decode } from './decode.js'
import { encode } from './encode.js'
import type { Limits } from './limits.js'
import type { AttributeGroup, Message } from './message.js'
import { GroupTag } from './tags.js'
import { charset, collection, integer, keyword, name } from './value.js'

/** Decodes and holds the promise: encoding gives the same octets. */
function decoded(octets: Uint8Array, limits?: Partial<Limits>): Message {
  const { message, octets: length } = decode(octets, limits)
  expect(length).toBe(octets.length)
  expect(encode(message)).toEqual(octets)
  return message
}
const group = (tag: number, ...attributes: readonly Attribute[]): AttributeGroup => ({ tag, attributes: Attributes.of(...attributes) })

describe('request and response (RFC 8010 section 3.1.1)', () => {
  it('needs no attribute group', () => {
    expect(decoded(wire`01 01 00 0b 00 00 00 01 03`)).toEqual({ version: { major: 1, minor: 1 }, code: 0x000b, requestId: 1, groups: [] })
  })

  it('takes the parameters as they come: any version, code and request-id', () => {
    expect(decoded(wire`ff 7f ff fe ff ff ff ff 03`)).toMatchObject({ version: { major: 255, minor: 127 }, code: 0xfffe, requestId: -1 })
  })

  it('leaves what follows end-of-attributes: it is document data', () => {
    expect(decode(wire`01 01 00 02 00 00 00 01 03 '%PDF-1.7'`).octets).toBe(9)
  })

  it('reads a message that lies within a larger buffer', () => {
    const larger = wire`ff ff 01 01 00 0b 00 00 00 2a 03 ff`
    expect(decode(larger.subarray(2)).message.requestId).toBe(42)
  })

  it('keeps nothing of the buffer, not even of a subclass whose slice() does not copy', () => {
    class Aliasing extends Uint8Array {
      override slice(start?: number, end?: number): Uint8Array<ArrayBuffer> {
        return this.subarray(start, end)
      }
    }
    const octets = new Aliasing(request(wire`30 00 01 'o' 00 02 aa bb  41 00 01 't' 00 01 e9`))
    const { message } = decode(octets)
    const before = encode(message)
    octets.fill(0)
    expect(encode(message)).toEqual(before)
  })
})

describe('attribute groups (RFC 8010 sections 3.1.2 and 3.3)', () => {
  it('keeps groups in order, repeated and empty ones too', () => {
    const message = decoded(wire`
      01 01 00 00 00 00 00 01
      01
      02 21 00 06 'job-id' 00 04 00 00 00 01
      02
      02 21 00 06 'job-id' 00 04 00 00 00 02
      05
      03`)
    expect(message.groups).toEqual([
      group(GroupTag.operation),
      group(GroupTag.job, attribute('job-id', integer(1))),
      group(GroupTag.job),
      group(GroupTag.job, attribute('job-id', integer(2))),
      group(GroupTag.unsupported),
    ])
  })

  it('keeps groups whose delimiter tag is not known, 0x00 and 0x0b to 0x0f included', () => {
    const message = decoded(wire`01 01 00 00 00 00 00 01 00 0b 21 00 01 'x' 00 04 00 00 00 01 0f 03`)
    expect(message.groups.map(({ tag, attributes }) => [tag, attributes.size])).toEqual([
      [0x00, 0],
      [0x0b, 1],
      [0x0f, 0],
    ])
  })
})

describe('attributes (RFC 8010 sections 3.1.3 to 3.1.5)', () => {
  it('reads one value', () => {
    const [operation] = decoded(request(wire`47 00 12 'attributes-charset' 00 05 'utf-8'`)).groups
    expect(operation).toEqual(group(GroupTag.operation, attribute('attributes-charset', charset('utf-8'))))
  })

  it('reads values without a name as more values of the attribute before, of other syntaxes too', () => {
    const [operation] = decoded(
      request(wire`
        44 00 05 'media' 00 02 'a4'
        42 00 00 00 06 'custom'
        44 00 00 00 02 'a5'
        21 00 01 'n' 00 04 00 00 00 01`),
    ).groups
    expect(operation).toEqual(group(GroupTag.operation, attribute('media', keyword('a4'), name('custom'), keyword('a5')), attribute('n', integer(1))))
  })

  it('keeps attributes of one name apart, in order', () => {
    const [operation] = decoded(request(wire`21 00 01 'n' 00 04 00 00 00 01 21 00 01 'n' 00 04 00 00 00 02`)).groups
    expect([...(operation?.attributes ?? [])]).toEqual([attribute('n', integer(1)), attribute('n', integer(2))])
  })

  it('takes names in UTF-8, though RFC 8010 section 3.2 allows fewer characters', () => {
    expect(decoded(request(wire`21 00 06 'größ' 00 04 00 00 00 01`)).groups[0]?.attributes.size).toBe(1)
  })

  it('takes names and values of 32767 octets, the longest there are', () => {
    const longest = new Uint8Array(0x7fff).fill(0x61)
    const [operation] = decoded(request(wire`44 7f ff ${longest} 7f ff ${longest}`), { nameOctets: 0x7fff }).groups
    expect(operation?.attributes.string('a'.repeat(0x7fff))).toHaveLength(0x7fff)
  })
})

describe('collections (RFC 8010 sections 3.1.6 and 3.1.7)', () => {
  it('reads member attributes, several values and collections among them', () => {
    const [operation] = decoded(
      request(wire`
        34 00 09 'media-col' 00 00
        4a 00 00 00 0a 'media-size'
          34 00 00 00 00
          4a 00 00 00 0b 'x-dimension' 21 00 00 00 04 00 00 52 08
          4a 00 00 00 0b 'y-dimension' 21 00 00 00 04 00 00 74 04
          37 00 00 00 00
        4a 00 00 00 0a 'media-type'
          44 00 00 00 05 'plain'
          44 00 00 00 04 'bond'
        37 00 00 00 00`),
    ).groups
    const size = collection(Attributes.of(attribute('x-dimension', integer(21000)), attribute('y-dimension', integer(29700))))
    const mediaCol = collection(Attributes.of(attribute('media-size', size), attribute('media-type', keyword('plain'), keyword('bond'))))
    expect(operation).toEqual(group(GroupTag.operation, attribute('media-col', mediaCol)))
  })

  it('reads a 1setOf collection, at the top and within a collection, and goes on behind it', () => {
    const [operation] = decoded(
      request(wire`
        34 00 01 'c' 00 00
          4a 00 00 00 01 'm'
            34 00 00 00 00 4a 00 00 00 01 'x' 21 00 00 00 04 00 00 00 01 37 00 00 00 00
            34 00 00 00 00 37 00 00 00 00
            34 00 00 00 00 4a 00 00 00 01 'x' 21 00 00 00 04 00 00 00 02 37 00 00 00 00
          37 00 00 00 00
        34 00 00 00 00 37 00 00 00 00
        21 00 01 'n' 00 04 00 00 00 03`),
    ).groups
    const x = (value: number) => collection(Attributes.of(attribute('x', integer(value))))
    const empty = collection(new Attributes())
    expect(operation).toEqual(
      group(GroupTag.operation, attribute('c', collection(Attributes.of(attribute('m', x(1), empty, x(2)))), empty), attribute('n', integer(3))),
    )
  })

  it('keeps members of one name apart, in order', () => {
    const [operation] = decoded(
      request(wire`34 00 01 'c' 00 00 4a 00 00 00 01 'm' 21 00 00 00 04 00 00 00 01 4a 00 00 00 01 'm' 21 00 00 00 04 00 00 00 02 37 00 00 00 00`),
    ).groups
    const value = operation?.attributes.value('c')
    expect(value?.kind === 'collection' && [...value.members]).toEqual([attribute('m', integer(1)), attribute('m', integer(2))])
  })
})
