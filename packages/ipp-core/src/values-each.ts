/** A closer look at how many values each attribute of a well-formed message has: `walk` asks for it only where all have many. */
import { ValueTag } from './tags.js'

/**
 * Whether no attribute and no member has more values than that.
 *
 * @param from - the octet of the first delimiter tag
 * @param to - the octet behind the last one
 */
export function valuesAreFew(octets: Uint8Array, from: number, to: number, most: number): boolean {
  // How many values the attribute has, and before it those around it, of whose collections these are members.
  const around: number[] = []
  let values = 0
  for (let at = from; at < to; ) {
    const tag = octets[at] ?? 0
    if (tag <= 0x0f) {
      at++
      continue
    }
    const nameLength = uint16(octets, at + 1)
    if (nameLength > 0 || tag === ValueTag.memberAttrName) values = 0
    if (tag === ValueTag.endCollection) values = around.pop() ?? 0
    else if (tag !== ValueTag.memberAttrName && ++values > most) return false
    if (tag === ValueTag.begCollection) {
      around.push(values)
      values = 0
    }
    const valueAt = at + 5 + nameLength
    at = valueAt + uint16(octets, valueAt - 2)
  }
  return true
}

const uint16 = (octets: Uint8Array, at: number): number => ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0)
