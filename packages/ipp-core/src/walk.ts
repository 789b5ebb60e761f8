/**
 * The one pass that `decode` makes over a message: is it well-formed, and where are its groups and collections? It makes
 * nothing but the groups, and names no fault: what is wrong, and where, is for `fault.ts` to say.
 *
 * The loops read each octet as few times as they can, a tag with its name-length, names four characters at a time, and
 * the one over simple values calls nothing: around a call, the compiler forgets what it knows of the octets. What is
 * rarely wrong they only gather, to be looked at once at the end.
 */
import { Attributes } from './attributes.js'
import { EncodedAttributes } from './encoded-attributes.js'
import type { Limits } from './limits.js'
import type { AttributeGroup } from './message.js'
import { longestLength, namesAndLengthsAreRight } from './names-and-lengths.js'
import { PlainGroup } from './plain-objects.js'
import type { Source } from './source.js'
import { GroupTag, ValueTag } from './tags.js'
import { valuesAreFew } from './values-each.js'

/** What {@link walk} returns for octets that end before the message does. */
export const truncated = -1
/** What {@link walk} returns for octets that are no message, or pass a limit. */
export const refused = -2

// Constants of their own: looking them up in `ValueTag` at each value is to be seen in the time it takes.
const { begCollection, endCollection, memberAttrName } = ValueTag

/** Octets before the first group: version-number, operation-id or status-code, request-id (RFC 8010 section 3.1.1). */
export const parameterOctets = 8
/** Octets of a field without its name and value: tag, name-length, value-length. */
const fieldOctets = 5

// Gathered over all of a message: how many attributes and values, and the bits of all names, of all their lengths, and of
// all lengths of values.
let attributes = 0
let values = 0
let nameBits = 0
let nameLengthBits = 0
let valueLengthBits = 0

/**
 * Walks a message.
 *
 * @param source - the octets; its spans are added to
 * @param start - where the message begins
 * @param end - where the octets end, or as many behind `start` as a message may have
 * @param groups - filled with the groups
 * @returns the octet behind end-of-attributes, {@link truncated} or {@link refused}
 */
export function walk(source: Source, start: number, end: number, limits: Limits, groups: AttributeGroup[]): number {
  const { octets, view, spans } = source
  attributes = 0
  values = 0
  nameBits = 0
  nameLengthBits = 0
  valueLengthBits = 0
  let at = start + parameterOctets
  if (at >= end) return truncated
  let tag = octets[at++] ?? 0
  if (tag > 0x0f) return refused
  while (tag !== GroupTag.endOfAttributes) {
    const from = at
    const span = spans.length
    at = walkSimple(view, at, end, 0)
    while (at > 0 && collectionFollows) {
      at = walkCollection(source, at, end, limits.depth)
      if (at > 0) at = walkSimple(view, at, end, 1)
    }
    if (at < 0) return at
    if (at >= end) return truncated
    const next = octets[at] ?? 0
    // A tag of a value that is too short to be one.
    if (next > 0x0f) return truncated
    groups.push(new PlainGroup(tag, new Attributes(new EncodedAttributes(source, from, at, span, undefined))))
    if (attributes > limits.attributes || values > limits.values || groups.length > limits.groups) return refused
    tag = next
    at++
  }
  // Bits that together make no number above the limit are from none above it. No attribute has more additional values than all have.
  const plain = (nameBits & 0x80808080) === 0 && nameLengthBits <= Math.min(limits.nameOctets, longestLength) && valueLengthBits <= Math.min(limits.valueOctets, longestLength)
  if (!plain && !namesAndLengthsAreRight(octets, start + parameterOctets, at, limits)) return refused
  return values - attributes < limits.valuesEach || valuesAreFew(octets, start + parameterOctets, at, limits.valuesEach) ? at : refused
}

/** Whether {@link walkSimple} stopped at a collection. */
let collectionFollows = false

/**
 * Attributes of simple syntaxes (RFC 8010 sections 3.1.4 and 3.1.5).
 *
 * @param before - how many attributes there were in the group: without one, a value must have a name
 * @returns the octet of what is none, most often a delimiter tag; of a collection, the octet behind its begCollection; or why there is none
 */
function walkSimple(view: DataView, from: number, end: number, before: number): number {
  const lastField = end - fieldOctets
  let named = before
  let unnamed = 0
  let bits = 0
  let nameLengths = 0
  let valueLengths = 0
  let at = from
  collectionFollows = false
  while (at <= lastField) {
    const head = view.getInt32(at)
    const tag = head >>> 24
    if (tag <= 0x0f) break
    const nameLength = (head >>> 8) & 0xffff
    at += 3
    const nameEnd = at + nameLength
    if (nameLength > 0) {
      if (nameEnd > lastField + 3) return truncated
      named++
      if (nameLength >= 4) {
        const last = nameEnd - 4
        bits |= view.getInt32(last, true)
        for (; at < last; at += 4) bits |= view.getInt32(at, true)
      } else for (; at < nameEnd; at++) bits |= view.getUint8(at) << 24
    } else if (named === 0) return refused
    else unnamed++
    const valueLength = view.getUint16(nameEnd)
    at = nameEnd + 2 + valueLength
    nameLengths |= nameLength
    valueLengths |= valueLength
    if (tag === begCollection || tag === endCollection || tag === memberAttrName) {
      if (valueLength > 0 || tag !== begCollection) return refused
      collectionFollows = true
      break
    }
  }
  attributes += named - before
  values += named - before + unnamed
  nameBits |= bits
  nameLengthBits |= nameLengths
  valueLengthBits |= valueLengths
  return at
}

/** How far a collection is: no member yet, a member that was named but has no value, a member that has one. */
const noMember = 0
const memberNamed = 1
const memberValued = 2

/** The indices in the spans of collections that have not ended. One list for all messages: there is no walk within a walk. */
const open: number[] = []

/**
 * The fields of a collection up to its end, those of collections within it as well (RFC 8010 section 3.1.6).
 *
 * @returns the octet behind it, or why there is none
 */
function walkCollection({ octets, view, spans }: Source, from: number, end: number, deepest: number): number {
  if (deepest < 1) return refused
  const lastField = end - fieldOctets
  let named = 0
  let valued = 0
  let bits = 0
  let nameLengths = 0
  let valueLengths = 0
  let depth = 1
  let member: number = noMember
  let at = from
  open[1] = spans.push(0, 0) - 2
  while (depth > 0) {
    if (at > lastField) return truncated
    const tag = octets[at] ?? 0
    // The name-length, which must be 0, and the value-length.
    const length = view.getInt32(at + 1)
    if (length >>> 0 > longestLength) return refused
    at += fieldOctets
    const behind = at + length
    if (tag === memberAttrName) {
      if (length === 0 || member === memberNamed) return refused
      if (behind > end) return truncated
      named++
      nameLengths |= length
      member = memberNamed
      if (length >= 4) {
        const last = behind - 4
        bits |= view.getInt32(last, true)
        for (; at < last; at += 4) bits |= view.getInt32(at, true)
      } else for (; at < behind; at++) bits |= view.getUint8(at) << 24
    } else if (tag === endCollection) {
      if (length > 0 || member === memberNamed) return refused
      const span = open[depth--] ?? 0
      spans[span] = at - fieldOctets
      spans[span + 1] = spans.length
      // It was a value of the member around it.
      member = memberValued
    } else {
      if (tag <= 0x0f || member === noMember) return refused
      valued++
      valueLengths |= length
      member = memberValued
      if (tag === begCollection) {
        if (length > 0 || ++depth > deepest) return refused
        open[depth] = spans.push(0, 0) - 2
        member = noMember
      }
    }
    at = behind
  }
  attributes += named
  values += valued
  nameBits |= bits
  nameLengthBits |= nameLengths
  valueLengthBits |= valueLengths
  return at
}
