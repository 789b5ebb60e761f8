/** A message off the front of octets, if it is one. `decode`, `decodeInPlace` and `MessageReader` say what happens if not. */
import type { Decoded } from './decode.js'
import type { Limits } from './limits.js'
import type { AttributeGroup } from './message.js'
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
  const groups: AttributeGroup[] = []
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
    return { message: message(source, start, groups), octets: end - start }
  }
  const source = sourceOf(octets)
  const end = walk(source, 0, most, limits, groups)
  if (end < 0) return end
  if (!keep) detach(source, end)
  return { message: message(source, 0, groups), octets: end }
}

function message({ octets, view }: Source, at: number, groups: AttributeGroup[]): Decoded['message'] {
  return { version: { major: octets[at] ?? 0, minor: octets[at + 1] ?? 0 }, code: view.getUint16(at + 2), requestId: view.getInt32(at + 4), groups }
}
