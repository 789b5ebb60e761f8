/** The octets of a value to the value (RFC 8010 section 3.9). Collections are for `encoded-attributes.ts`. */
import { knownText } from './known-strings.js'
import { PlainDateTime, PlainLocalized, PlainOutOfBand, PlainRange, PlainResolution, PlainValue } from './plain-objects.js'
import type { Source } from './source.js'
import { ValueTag } from './tags.js'
import { decodeText, showText } from './utf8.js'
import type { LocalizedValue, OctetsValue, StringTag, StringValue, Value } from './value.js'

/**
 * Reads a value that is no collection.
 *
 * @param source - where it stands
 * @param tag - its tag, none of those of a collection's structure
 * @param at - the first octet behind its length
 * @returns the value, `undefined` if its tag is not known here or its octets do not fit it: then it is for {@link keepValue}
 */
export function readValue(source: Source, tag: number, at: number, length: number): Value | undefined {
  const { octets, view } = source
  switch (tag) {
    case ValueTag.integer:
    case ValueTag.enum:
      if (length === 4) return new PlainValue('integer', tag, view.getInt32(at))
      break
    case ValueTag.textWithoutLanguage:
    case ValueTag.nameWithoutLanguage:
    case ValueTag.keyword:
    case ValueTag.uri:
    case ValueTag.uriScheme:
    case ValueTag.charset:
    case ValueTag.naturalLanguage:
    case ValueTag.mimeMediaType: {
      const value = knownText(octets, view, at, length)
      return value === undefined ? undefined : new PlainValue('string', tag, value)
    }
    case ValueTag.boolean:
      if (length === 1 && (octets[at] ?? 0) <= 1) return new PlainValue('boolean', tag, octets[at] === 1)
      break
    case ValueTag.rangeOfInteger:
      if (length === 8) return new PlainRange(tag, view.getInt32(at), view.getInt32(at + 4))
      break
    case ValueTag.resolution:
      if (length === 9) return new PlainResolution(tag, view.getInt32(at), view.getInt32(at + 4), view.getInt8(at + 8))
      break
    case ValueTag.dateTime:
      if (length === 11 && (octets[at + 8] === 0x2b || octets[at + 8] === 0x2d)) return new PlainDateTime(tag, view, at)
      break
    case ValueTag.textWithLanguage:
    case ValueTag.nameWithLanguage:
      return readLocalized(source, tag, at, length)
    default:
      if (tag <= 0x1f && length === 0) return new PlainOutOfBand(tag)
  }
  return undefined
}

/** A value whose octets are kept as received, for its reader to judge; those of a string are also shown, as well as can be. */
export function keepValue({ octets }: Source, tag: number, at: number, length: number): StringValue | OctetsValue {
  const kept = octets.slice(at, at + length)
  return isStringTag(tag) ? { kind: 'string', tag, value: showText(octets, at, length), octets: kept } : { kind: 'octets', tag, value: kept }
}

const stringTags: ReadonlySet<number> = new Set<StringTag>([
  ValueTag.textWithoutLanguage,
  ValueTag.nameWithoutLanguage,
  ValueTag.keyword,
  ValueTag.uri,
  ValueTag.uriScheme,
  ValueTag.charset,
  ValueTag.naturalLanguage,
  ValueTag.mimeMediaType,
])
const isStringTag = (tag: number): tag is StringTag => stringTags.has(tag)

/** Two strings with their lengths, which must fill the value. */
function readLocalized({ octets, view }: Source, tag: LocalizedValue['tag'], at: number, length: number): LocalizedValue | undefined {
  if (length < 4) return undefined
  const languageLength = view.getUint16(at)
  if (languageLength + 4 > length) return undefined
  const textAt = at + 4 + languageLength
  const textLength = view.getUint16(textAt - 2)
  if (languageLength + 4 + textLength !== length) return undefined
  const language = knownText(octets, view, at + 2, languageLength)
  const value = decodeText(octets, textAt, textLength)
  return language === undefined || value === undefined ? undefined : new PlainLocalized(tag, value, language)
}
