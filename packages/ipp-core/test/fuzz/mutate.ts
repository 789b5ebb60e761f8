/** Damage to messages: what transmission does to them, and what somebody would who knows the format. */
import type { Random } from './random.ts'

/** Changes octets into others. It may write into those it is given. */
type Mutator = (octets: Uint8Array, random: Random, others: readonly Uint8Array[]) => Uint8Array

const someTags = [0x01, 0x02, 0x03, 0x04, 0x0b, 0x10, 0x12, 0x13, 0x1f, 0x21, 0x22, 0x23, 0x2f, 0x30, 0x31, 0x32, 0x33, 0x34, 0x34, 0x34, 0x35, 0x36, 0x37, 0x37, 0x37, 0x41, 0x42, 0x44, 0x45, 0x49, 0x4a, 0x4a, 0x4a, 0x7f, 0x80, 0xff]
const someLengths = [0, 0, 1, 2, 4, 5, 8, 9, 11, 127, 128, 255, 256, 1023, 0x7ffe, 0x7fff, 0x8000, 0xffff]

/** Where the fields of a message begin, as far as the octets are one. */
function fieldsOf(octets: Uint8Array): number[] {
  const fields: number[] = []
  const length = (at: number) => ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0)
  for (let at = 8; at < octets.length; ) {
    const tag = octets[at] ?? 0
    if (tag === 0x03) break
    fields.push(at)
    if (tag <= 0x0f) at++
    else {
      at += 3 + length(at + 1)
      at += 2 + length(at)
    }
  }
  return fields
}

/** A field of the message, or anywhere in it. */
function place(octets: Uint8Array, random: Random): number {
  const fields = fieldsOf(octets)
  return fields.length > 0 && random.below(8) > 0 ? random.of(fields) : random.below(octets.length)
}

function splice(octets: Uint8Array, from: number, to: number, inserted: Uint8Array): Uint8Array {
  const spliced = new Uint8Array(from + inserted.length + octets.length - to)
  spliced.set(octets.subarray(0, from))
  spliced.set(inserted, from)
  spliced.set(octets.subarray(to), from + inserted.length)
  return spliced
}

/** Some fields, whole ones: from one to another a little behind it. */
function piece(octets: Uint8Array, random: Random): [from: number, to: number] {
  const fields = fieldsOf(octets)
  if (fields.length < 2) return [0, octets.length]
  const first = random.below(fields.length - 1)
  const last = Math.min(fields.length - 1, first + 1 + random.below(12))
  return [fields[first] ?? 0, fields[last] ?? octets.length]
}

const mutators: Readonly<Record<string, Mutator>> = {
  'flip a bit': (octets, random) => {
    const at = random.below(octets.length)
    octets[at] = (octets[at] ?? 0) ^ (1 << random.below(8))
    return octets
  },
  'set an octet': (octets, random) => {
    octets[random.below(octets.length)] = random.below(256)
    return octets
  },
  'swap a tag': (octets, random) => {
    octets[place(octets, random)] = random.of(someTags)
    return octets
  },
  'tamper with a name-length': (octets, random) => tamper(octets, place(octets, random) + 1, random),
  'tamper with a value-length': (octets, random) => {
    const at = place(octets, random)
    return tamper(octets, at + 3 + (((octets[at + 1] ?? 0) << 8) | (octets[at + 2] ?? 0)), random)
  },
  'cut off the end': (octets, random) => octets.subarray(0, random.below(octets.length)),
  'leave out octets': (octets, random) => {
    const from = random.below(octets.length)
    return splice(octets, from, Math.min(octets.length, from + 1 + random.below(16)), new Uint8Array(0))
  },
  'insert octets': (octets, random) => {
    const from = random.below(octets.length)
    return splice(octets, from, from, Uint8Array.from({ length: 1 + random.below(16) }, () => random.below(256)))
  },
  'leave out fields': (octets, random) => {
    const [from, to] = piece(octets, random)
    return splice(octets, from, to, new Uint8Array(0))
  },
  'repeat fields': (octets, random) => {
    const [from, to] = piece(octets, random)
    const at = place(octets, random)
    return splice(octets, at, at, octets.slice(from, to))
  },
  'take fields of another message': (octets, random, others) => {
    const other = random.of(others)
    const [from, to] = piece(other, random)
    const at = place(octets, random)
    return splice(octets, at, at, other.subarray(from, to))
  },
  'put a collection around fields': (octets, random) => {
    const [from, to] = piece(octets, random)
    const name = Uint8Array.of(0x4a, 0, 0, 0, 1, 0x6d)
    const inside = splice(octets.slice(from, to), 0, 0, Uint8Array.of(0x34, 0, random.below(2), 0, 0, ...name))
    return splice(octets, from, to, splice(inside, inside.length, inside.length, Uint8Array.of(0x37, 0, 0, 0, 0)))
  },
}

function tamper(octets: Uint8Array, at: number, random: Random): Uint8Array {
  if (at + 1 >= octets.length) return octets
  const length = ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0)
  const other = random.below(2) === 0 ? random.of(someLengths) : length + random.below(9) - 4
  octets[at] = other >> 8
  octets[at + 1] = other
  return octets
}

const all = Object.values(mutators)

/** A message with one to four damages, most often one. @param others - messages to take parts from */
export function mutate(message: Uint8Array, random: Random, others: readonly Uint8Array[]): Uint8Array {
  let octets: Uint8Array = message.slice()
  for (let left = 1 + (random.below(2) === 0 ? random.below(4) : 0); left > 0 && octets.length > 0; left--) octets = random.of(all)(octets, random, others)
  return octets
}
