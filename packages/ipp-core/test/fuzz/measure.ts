/** What a message costs to decode, to read and to encode again, and what it may. */
import { getHeapStatistics, type HeapInfo } from 'node:v8'
import type { CheckedCodec } from './check.ts'
import type * as Codec from '../../src/index.ts'

/** The cost of one message. */
export interface Cost {
  /** Octets that were allocated, on the heap and in buffers. */
  readonly allocated: number
  readonly milliseconds: number
}

/** What a message of so many octets may cost: in proportion to it, whatever is in it. Most is allocated for groups without attributes and for empty collections. */
export const costAllowed = (octets: number): Cost => ({ allocated: 500_000 + 256 * octets, milliseconds: 100 + octets / 1000 })

/** Whether a cost is below another in all. */
export const isWithin = (cost: Cost, most: Cost): boolean => cost.allocated <= most.allocated && cost.milliseconds <= most.milliseconds

/** What it costs to do something once. Not exact: memory is counted when a piece of it is taken, and there may be a garbage collection. */
export function costOnce(act: () => void): Cost {
  const before = allocatedSoFar()
  const started = performance.now()
  act()
  return { milliseconds: performance.now() - started, allocated: allocatedSoFar() - before }
}

/** The cost without the noise: the least of several times, each the mean of more. */
export function costOf(codec: CheckedCodec, octets: Uint8Array): Cost {
  const costs = Array.from({ length: 4 }, () => {
    const { allocated, milliseconds } = costOnce(() => {
      for (let turn = 0; turn < each; turn++) work(codec, octets)
    })
    return { allocated: allocated / each, milliseconds: milliseconds / each }
  })
  return { allocated: Math.min(...costs.map((one) => one.allocated)), milliseconds: Math.min(...costs.map((one) => one.milliseconds)) }
}

const each = 10

/** Decodes, reads all, encodes. Only an IppError is an answer as good. */
export function work({ decode, encode, IppError }: CheckedCodec, octets: Uint8Array): void {
  let decoded
  try {
    decoded = decode(octets)
  } catch (error) {
    if (error instanceof IppError) return
    throw error
  }
  for (const { attributes } of decoded.message.groups) readValues(attributes)
  encode(decoded.message)
}

function readValues(attributes: Codec.Attributes): void {
  for (const { values } of attributes) for (const value of values) if (value.kind === 'collection') readValues(value.members)
}

/** Octets that this thread has ever allocated on the heap, and those of buffers beside it that are not freed. */
function allocatedSoFar(): number {
  // Node.js 26 counts them, the types of Node.js 24 do not know.
  const { total_allocated_bytes: heap, external_memory: buffers } = getHeapStatistics() as HeapInfo & { readonly total_allocated_bytes?: number }
  if (heap === undefined) throw new Error('this Node.js does not count what is allocated: the fuzzer needs Node.js 26')
  return heap + buffers
}
