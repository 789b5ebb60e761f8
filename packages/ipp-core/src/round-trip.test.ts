/** Properties that hold for any message: what is encoded decodes to the same, and what decodes encodes to the same octets. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Attributes, type Attribute } from './attributes.js'
import { decode } from './decode.js'
import { encode } from './encode.js'
import { IppError } from './errors.js'
import type { Message } from './message.js'
import { MessageReader, type ReadMessage } from './message-reader.js'
import type { DateTimeValue, StringTag, Value } from './value.js'

const int32 = fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff })
const uint8 = fc.integer({ min: 0, max: 0xff })
const uint16 = fc.integer({ min: 0, max: 0xffff })
const words = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 40 }))
const attributeName = words.filter((name) => name !== '')

const dateTimeValue: fc.Arbitrary<DateTimeValue> = fc.record({
  kind: fc.constant('dateTime' as const), tag: fc.constant(0x31 as const), year: uint16, month: uint8, day: uint8, hour: uint8, minutes: uint8, seconds: uint8, deciSeconds: uint8,
  utcDirection: fc.constantFrom('+' as const, '-' as const), utcHours: uint8, utcMinutes: uint8,
})
const stringTag = fc.constantFrom<StringTag[]>(0x41, 0x42, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49)
/** Tags under which any octets are kept: octetString, unassigned ones, the extension. */
const octetsTag = fc.constantFrom(0x20, 0x30, 0x3f, 0x40, 0x43, 0x5f, 0x60, 0x7f, 0x80, 0xff)

const simpleValue: fc.Arbitrary<Value> = fc.oneof(
  fc.record({ kind: fc.constant('integer' as const), tag: fc.constantFrom(0x21 as const, 0x23 as const), value: int32 }),
  fc.record({ kind: fc.constant('boolean' as const), tag: fc.constant(0x22 as const), value: fc.boolean() }),
  fc.record({ kind: fc.constant('string' as const), tag: stringTag, value: words }),
  fc.record({ kind: fc.constant('localized' as const), tag: fc.constantFrom(0x35 as const, 0x36 as const), value: words, language: words }),
  fc.record({ kind: fc.constant('range' as const), tag: fc.constant(0x33 as const), lower: int32, upper: int32 }),
  fc.record({ kind: fc.constant('resolution' as const), tag: fc.constant(0x32 as const), crossFeed: int32, feed: int32, units: fc.integer({ min: -128, max: 127 }) }),
  fc.record({ kind: fc.constant('octets' as const), tag: octetsTag, value: fc.uint8Array({ maxLength: 20 }) }),
  fc.record({ kind: fc.constant('out-of-band' as const), tag: fc.integer({ min: 0x10, max: 0x1f }) }),
  dateTimeValue,
)

const { attributes } = fc.letrec<{ value: Value; attribute: Attribute; attributes: Attributes }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 6, withCrossShrink: true },
    simpleValue,
    fc.record({ kind: fc.constant('collection' as const), tag: fc.constant(0x34 as const), members: tie('attributes') }),
  ),
  attribute: fc.record({ name: attributeName, values: fc.array(tie('value'), { minLength: 1, maxLength: 3 }) }),
  attributes: fc.array(tie('attribute'), { maxLength: 4 }).map((list) => new Attributes(list)),
}))

const anyMessage: fc.Arbitrary<Message> = fc.record({
  version: fc.record({ major: uint8, minor: uint8 }),
  code: uint16,
  requestId: int32,
  groups: fc.array(fc.record({ tag: fc.integer({ min: 0, max: 0x0f }).filter((tag) => tag !== 0x03), attributes }), { maxLength: 4 }),
})

/** Plain lists, so that a difference of any kind shows. */
function plain(list: Attributes): unknown {
  return [...list].map(({ name, values }) => [name, values.map((value) => (value.kind === 'collection' ? [value.tag, plain(value.members)] : value))])
}
const plainMessage = ({ groups, ...parameters }: Message): unknown => [parameters, groups.map(({ tag, attributes: list }) => [tag, plain(list)])]

function readInChunks(octets: Uint8Array, size: number): ReadMessage {
  const reader = new MessageReader()
  for (let at = 0; at < octets.length; at += size) {
    const read = reader.push(octets.subarray(at, at + size))
    if (read !== undefined) return read
  }
  return reader.end()
}

describe('any message', () => {
  it('decodes to what was encoded, whatever document follows', () => {
    fc.assert(
      fc.property(anyMessage, fc.uint8Array({ maxLength: 20 }), (message, document) => {
        const encoded = encode(message)
        const decoded = decode(Uint8Array.of(...encoded, ...document))
        expect(decoded.octets).toBe(encoded.length)
        expect(plainMessage(decoded.message)).toEqual(plainMessage(message))
      }),
      { numRuns: 300 },
    )
  })

  it('is read from chunks of any size', () => {
    fc.assert(
      fc.property(anyMessage, fc.integer({ min: 1, max: 40 }), (message, size) => {
        expect(plainMessage(readInChunks(encode(message), size).message)).toEqual(plainMessage(message))
      }),
      { numRuns: 200 },
    )
  })
})

describe('any octets', () => {
  /** Messages damaged in a few places: most such octets are nearly a message, many are another one. */
  const damaged = fc.tuple(anyMessage, fc.array(fc.tuple(fc.nat(), uint8), { minLength: 1, maxLength: 4 })).map(([message, changes]) => {
    const octets = encode(message)
    for (const [position, octet] of changes) octets[8 + (position % (octets.length - 8))] = octet
    return octets
  })

  it('are refused with an IppError, or decode to a message that encodes to the same octets; in chunks as well', () => {
    let accepted = 0
    fc.assert(
      fc.property(damaged, fc.integer({ min: 1, max: 40 }), (octets, size) => {
        let whole: ReturnType<typeof decode> | IppError
        try {
          whole = decode(octets)
          accepted++
        } catch (error) {
          if (!(error instanceof IppError)) throw error
          whole = error
        }
        if (whole instanceof IppError) {
          expect(() => readInChunks(octets, size)).toThrow(IppError)
        } else {
          expect(encode(whole.message)).toEqual(octets.slice(0, whole.octets))
          expect(plainMessage(readInChunks(octets, size).message)).toEqual(plainMessage(whole.message))
        }
      }),
      { numRuns: 600 },
    )
    expect(accepted).toBeGreaterThan(0)
  })
})
