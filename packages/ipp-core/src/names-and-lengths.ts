/** A closer look at the names and lengths of a message that is well-formed otherwise: `walk` asks for it only where they are unusual. */
import type { Limits } from './limits.js'
import { ValueTag } from './tags.js'
import { isText } from './utf8.js'

/** The longest length there is: lengths are signed (RFC 8010 sections 3.6 and 3.8). */
export const longestLength = 0x7fff

/**
 * Whether all names are characters, of ASCII or not, and all lengths within the limits.
 *
 * @param from - the octet of the first delimiter tag
 * @param to - the octet behind the last one
 */
export function namesAndLengthsAreRight(octets: Uint8Array, from: number, to: number, limits: Limits): boolean {
  const longestName = Math.min(limits.nameOctets, longestLength)
  const longestValue = Math.min(limits.valueOctets, longestLength)
  for (let at = from; at < to; ) {
    const tag = octets[at] ?? 0
    if (tag <= 0x0f) {
      at++
      continue
    }
    const nameAt = at + 3
    const nameLength = uint16(octets, nameAt - 2)
    const valueAt = nameAt + nameLength + 2
    const valueLength = uint16(octets, valueAt - 2)
    const isMemberName = tag === ValueTag.memberAttrName
    if (nameLength > longestName || valueLength > (isMemberName ? longestName : longestValue)) return false
    if (!isText(octets, nameAt, nameLength) || (isMemberName && !isText(octets, valueAt, valueLength))) return false
    at = valueAt + valueLength
  }
  return true
}

const uint16 = (octets: Uint8Array, at: number): number => ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0)
