/** Properties of decoded messages, whose attributes are made when they are asked for: nobody can tell, but by the time it takes. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Attributes, attribute, type Attribute } from '../src/attributes.js'
import { decode, decodeInPlace } from '../src/decode.js'
import { encodeChunks } from '../src/encode-chunks.js'
import { encode } from '../src/encode.js'
import type { Message } from '../src/message.js'
import { integer, keyword, octetString, type Value } from '../src/value.js'
import { messageArbitrary } from './arbitrary-message.js'

/** The same attributes, of which none were octets. */
function eager(attributes: Attributes): Attributes {
  const copy = (value: Value): Value => (value.kind === 'collection' ? { ...value, members: eager(value.members) } : value)
  return new Attributes([...attributes].map(({ name, values }) => ({ name, values: values.map(copy) })))
}
const eagerly = (message: Message): Message => ({ ...message, groups: message.groups.map(({ tag, attributes }) => ({ tag, attributes: eager(attributes) })) })

/** Plain lists, so that a difference of any kind shows. */
function plain(attributes: Attributes): unknown {
  return [...attributes].map(plainAttribute)
}
const plainAttribute = ({ name, values }: Attribute): unknown => [name, values.map(plainValue)]
const plainValue = (value: Value): unknown => (value.kind === 'collection' ? [value.tag, plain(value.members)] : value)

const names = ['printer-state', 'sides', 'media', 'media-col', 'media-size', 'x-dimension', 'copies-supported', 'job-name', '__proto__', 'größe', 'new']
/** What is asked of attributes, or done to them: where, how, with which name. */
const steps = (acts: readonly string[]) =>
  fc.array(fc.record({ path: fc.array(fc.nat(7), { minLength: 1, maxLength: 3 }), act: fc.constantFrom(...acts), name: fc.constantFrom(...names) }), { maxLength: 20 })

/** The group, or members of a collection in it, to which a path leads: each number chooses one of those there are. */
function listAt(message: Message, [first = 0, ...path]: readonly number[]): Attributes | undefined {
  let list = message.groups[first % Math.max(1, message.groups.length)]?.attributes
  for (const choice of path) {
    const inside = [...(list ?? [])].flatMap(({ values }) => values.flatMap((value) => (value.kind === 'collection' ? [value.members] : [])))
    if (inside.length > 0) list = inside[choice % inside.length]
  }
  return list
}

const reads: Readonly<Record<string, (list: Attributes, name: string) => unknown>> = {
  has: (list, name) => list.has(name),
  get: (list, name) => {
    const one = list.get(name)
    expect(list.get(name)).toBe(one)
    return one && plainAttribute(one)
  },
  value: (list, name) => {
    const value = list.value(name)
    return value && plainValue(value)
  },
  string: (list, name) => list.string(name),
  strings: (list, name) => list.strings(name),
  integer: (list, name) => list.integer(name),
  integers: (list, name) => list.integers(name),
  boolean: (list, name) => list.boolean(name),
  size: (list) => list.size,
  all: (list) => plain(list),
  filter: (list, name) => plain(list.filter((one) => one.name !== name)),
}

const edits: Readonly<Record<string, (list: Attributes, name: string) => unknown>> = {
  set: (list, name) => plain(list.set(name, integer(7), keyword('edited'))),
  put: (list, name) => plain(list.put(attribute(name, keyword('put')))),
  append: (list, name) => plain(list.append(attribute(name, integer(1)))),
  delete: (list, name) => list.delete(name),
  // What is given out may be written to: these octets are nobody else's.
  overwrite: (list) => {
    for (const { values } of list) for (const value of values) if (value.kind === 'octets') value.value.fill(0)
    return plain(list)
  },
}

const runs = { numRuns: 200 }
const time = 60_000

describe('a decoded message', () => {
  it('says the same whether it was read before or not, and in whatever order it is asked', () => {
    fc.assert(
      fc.property(messageArbitrary, steps(Object.keys(reads)), (made, questions) => {
        const octets = encode(made)
        const { message } = decode(octets)
        const known = eagerly(decode(octets).message)
        for (const { path, act, name } of questions) {
          const [list, other] = [listAt(message, path), listAt(known, path)]
          if (list !== undefined && other !== undefined) expect(reads[act]?.(list, name)).toEqual(reads[act]?.(other, name))
        }
        expect(message.groups.map(({ tag, attributes }) => [tag, plain(attributes)])).toEqual(known.groups.map(({ tag, attributes }) => [tag, plain(attributes)]))
      }),
      runs,
    )
  }, time)

  it('finds every attribute by its name, and none that is not there', () => {
    fc.assert(
      fc.property(messageArbitrary, fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }), (made, other) => {
        const octets = encode(made)
        for (const [index, { attributes }] of decode(octets).message.groups.entries()) {
          const known = [...(decode(octets).message.groups[index]?.attributes ?? [])]
          for (const { name } of known) expect(attributes.get(name)).toEqual(known.find((one) => one.name === name))
          expect(attributes.has(other)).toBe(known.some(({ name }) => name === other))
        }
      }),
      runs,
    )
  }, time)

  it('encodes to the octets it came from after any of it was read', () => {
    fc.assert(
      fc.property(messageArbitrary, steps(Object.keys(reads)), fc.boolean(), fc.integer({ min: 1, max: 64 }), (made, questions, inPlace, chunk) => {
        const octets = encode(made)
        const { message } = (inPlace ? decodeInPlace : decode)(octets)
        for (const { path, act, name } of questions) {
          const list = listAt(message, path)
          if (list !== undefined) reads[act]?.(list, name)
          expect(encode(message)).toEqual(octets)
        }
        expect(Uint8Array.from([...encodeChunks(message, chunk)].flatMap((one) => [...one]))).toEqual(octets)
        expect(encode(eagerly(message))).toEqual(octets)
      }),
      runs,
    )
  }, time)

  it('can be edited anywhere: it then is, and encodes to, what it would be had it never been octets', () => {
    fc.assert(
      fc.property(messageArbitrary, steps([...Object.keys(edits), ...Object.keys(reads)]), (made, changes) => {
        const octets = encode(made)
        const { message } = decode(octets)
        const known = eagerly(decode(octets).message)
        for (const { path, act, name } of changes) {
          const [list, other] = [listAt(message, path), listAt(known, path)]
          const step = edits[act] ?? reads[act]
          if (list !== undefined && other !== undefined) expect(step?.(list, name)).toEqual(step?.(other, name))
          expect(encode(message)).toEqual(encode(known))
        }
      }),
      runs,
    )
  }, time)

  it('is its own: neither the octets it came from, nor other messages, nor copies of its lists change with it', () => {
    fc.assert(
      fc.property(fc.array(messageArbitrary, { minLength: 2, maxLength: 6 }), steps(Object.keys(edits)), (made, changes) => {
        const originals = made.map((message) => encode(message))
        const received = originals.map((octets) => octets.slice())
        const [changed, ...others] = received.map((octets) => decode(octets).message)
        if (changed === undefined) return
        const copies = changed.groups.map(({ tag, attributes }) => ({ tag, attributes: new Attributes(attributes) }))
        for (const octets of received) octets.fill(0xff)
        for (const { path, act, name } of changes) {
          // Copies have the same values, down to the lists and octets in them: of these it is not its own.
          const list = act === 'overwrite' ? undefined : listAt(changed, path.slice(0, 1))
          if (list !== undefined) edits[act]?.(list, name)
        }
        expect(encode({ ...changed, groups: copies })).toEqual(originals[0])
        expect(others.map((message) => encode(message))).toEqual(originals.slice(1))
      }),
      runs,
    )
  }, time)
})

describe('a value that is octets', () => {
  it('is written as it is when the message is encoded, though it was read before', () => {
    const { message } = decode(encode({ version: { major: 2, minor: 0 }, code: 0, requestId: 1, groups: [{ tag: 2, attributes: Attributes.of(attribute('o', octetString(Uint8Array.of(1, 2)))) }] }))
    const value = message.groups[0]?.attributes.value('o')
    if (value?.kind !== 'octets') throw new Error('no octets')
    value.value[0] = 9
    expect([...encode(message).subarray(-3)]).toEqual([9, 2, 3])
  })
})
