/** A message off the front of octets, if it is one. `decode`, `decodeInPlace` and `MessageReader` say what happens if not. */
import type { Decoded } from './decode.js'
import type { Limits } from './limits.js'
import type { AttributeGroup } from './message.js'
import { emptyList, PlainDecoded, PlainMessage, PlainVersion } from './plain-objects.js'
import { Slab, smallMessage } from './slab.js'
import { detach, sourceOf, type Source } from './source.js'
import { walk } from './walk.js'

const slab = new Slab()

/**
 * Takes a message.
 *
 * @param keep - whether the message may refer to the octets, which nobody will write to, instead of to a copy
 * @returns the message, or what `walk` says if there is none
 */
export function takeMessage(octets: Uint8Array, limits: Limits, keep: boolean): Decoded | number {
  const most = Math.min(octets.length, limits.messageOctets)
  const groups = emptyList<AttributeGroup>()
  if (octets.length <= smallMessage) {
    const source = slab.write(octets)
    const start = slab.used
    const spans = source.spans.length
    const end = walk(source, start, start + most, limits, groups)
    if (end < 0) {
      source.spans.length = spans
      return end
    }
    slab.keep(end)
    return new PlainDecoded(message(source, start, groups), end - start)
  }
  const source = sourceOf(octets)
  const end = walk(source, 0, most, limits, groups)
  if (end < 0) return end
  if (!keep) detach(source, end)
  return new PlainDecoded(message(source, 0, groups), end)
}

function message({ octets, view }: Source, at: number, groups: AttributeGroup[]): Decoded['message'] {
  return new PlainMessage(new PlainVersion(octets[at] ?? 0, octets[at + 1] ?? 0), view.getUint16(at + 2), view.getInt32(at + 4), groups)
}
