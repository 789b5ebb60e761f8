/** What must hold for any octets whatever. */
import assert from 'node:assert/strict'
import type * as Codec from '../../src/index.ts'
import { limitCodes } from '../../src/limits.ts'
import type { Random } from './random.ts'

/** The part of the codec that is checked: from its sources in tests, as built in long runs. */
export type CheckedCodec = Pick<typeof Codec, 'decode' | 'decodeInPlace' | 'encode' | 'encodeChunks' | 'Attributes' | 'MessageReader' | 'IppError'>

const codes: readonly string[] = ['truncated', 'unexpected-tag', 'bad-length', 'bad-name', ...Object.values(limitCodes)]

/**
 * Checks one message, damaged or not.
 *
 * @returns whether it was accepted
 * @throws AssertionError, or whatever the codec throws that it must not
 */
export function check(codec: CheckedCodec, octets: Uint8Array, random: Random): boolean {
  const decoded = accepted(codec, octets)
  if (random.below(8) === 0) checkChunks(codec, octets, random, decoded?.octets)
  if (decoded === undefined) return false
  const { message, octets: length } = decoded
  assert.ok(length >= 9 && length <= octets.length, `a message of ${length} octets in ${octets.length}`)
  const received = octets.subarray(0, length)
  same(codec.encode(message), received, 'encoded as decoded')
  for (const { attributes } of message.groups) readSome(attributes, random)
  same(codec.encode(message), received, 'encoded after some was read')
  for (const { attributes } of message.groups) readAll(attributes)
  same(codec.encode(message), received, 'encoded after all was read')
  if (random.below(4) === 0) same(Buffer.concat([...codec.encodeChunks(message, 1 + random.below(length))]), received, 'encoded in chunks')
  const groups = message.groups.map(({ tag, attributes }) => ({ tag, attributes: copy(codec, attributes) }))
  same(codec.encode({ ...message, groups }), received, 'encoded value by value')
  return true
}

function accepted({ decode, decodeInPlace, IppError }: CheckedCodec, octets: Uint8Array): Codec.Decoded | undefined {
  try {
    return (octets.length % 2 === 0 ? decode : decodeInPlace)(octets)
  } catch (error) {
    if (!(error instanceof IppError)) throw error
    assert.ok(codes.includes(error.code), error.code)
    assert.ok(error.offset >= 0 && error.offset <= octets.length, `offset ${error.offset} of ${octets.length}`)
    return undefined
  }
}

/** What `decode` says of all octets, a reader says of them in chunks: the same end, or a refusal, or that more must come. */
function checkChunks({ MessageReader, IppError, encode }: CheckedCodec, octets: Uint8Array, random: Random, length: number | undefined): void {
  const reader = new MessageReader()
  const size = 1 + random.below(octets.length + 1)
  try {
    for (let at = 0; at < octets.length; at += size) {
      const read = reader.push(octets.subarray(at, at + size))
      if (read === undefined) continue
      assert.equal(reader.octets, length)
      same(encode(read.message), octets.subarray(0, length), 'encoded as read in chunks')
      return
    }
    reader.end()
  } catch (error) {
    if (!(error instanceof IppError)) throw error
    assert.equal(length, undefined, `refused in chunks of ${size}: ${error.message}`)
  }
}

function same(encoded: Uint8Array, received: Uint8Array, when: string): void {
  assert.equal(Buffer.compare(encoded, received), 0, when)
}

/** Look-ups by names that are there and that are not, in every form. */
function readSome(attributes: Codec.Attributes, random: Random): void {
  for (const name of ['attributes-charset', 'job-id', 'media-col-default', 'printer-state', 'sides-supported', 'größe']) {
    if (random.below(3) > 0) continue
    const one = attributes.get(name)
    assert.equal(attributes.has(name), one !== undefined)
    assert.equal(attributes.get(name), one)
    const value = attributes.value(name)
    assert.equal(value, one?.values[0])
    assert.equal(attributes.integer(name), value?.kind === 'integer' ? value.value : undefined)
    assert.equal(attributes.boolean(name), value?.kind === 'boolean' ? value.value : undefined)
    assert.equal(attributes.string(name), value?.kind === 'string' || value?.kind === 'localized' ? value.value : undefined)
    if (value?.kind === 'collection') readSome(value.members, random)
  }
}

function readAll(attributes: Codec.Attributes): void {
  let count = 0
  for (const { name, values } of attributes) {
    assert.ok(name.length > 0 && values.length > 0, 'an attribute has a name and a value')
    count++
    for (const value of values) {
      assert.equal(typeof value.tag, 'number')
      if (value.kind === 'collection') readAll(value.members)
      else if (value.kind === 'string' || value.kind === 'localized') assert.equal(typeof value.value, 'string')
    }
  }
  assert.equal(attributes.size, count)
}

/** The same attributes, of which none were octets. */
function copy(codec: CheckedCodec, attributes: Codec.Attributes): Codec.Attributes {
  return new codec.Attributes([...attributes].map(({ name, values }) => ({ name, values: values.map((value) => (value.kind === 'collection' ? { ...value, members: copy(codec, value.members) } : value)) })))
}
