/** One round of fuzzing after another. */
import { check, type CheckedCodec } from './check.ts'
import { corpus } from './corpus.ts'
import { costAllowed, costOf, costOnce, isWithin, work, type Cost } from './measure.ts'
import { mutate } from './mutate.ts'
import { Random } from './random.ts'

/** A message that cost the most, and how to make it again. */
export interface Dearest extends Cost {
  readonly seed: number
  readonly octets: number
}

/** What was seen so far. */
export interface Tally {
  /** Messages checked. */
  messages: number
  /** Those of them that were messages still. */
  accepted: number
  /** The message that took longest to decode, read and encode. */
  slowest: Dearest
  /** The message for which most memory was allocated to decode, read and encode it. */
  largest: Dearest
}

/** A message for which something did not hold. */
export class Finding extends Error {
  override readonly name = 'Finding'
  readonly seed: number
  readonly octets: Uint8Array

  /**
   * @param seed - the seed that makes this very message again, as the first one
   * @param original - the message that was damaged
   * @param octets - what it became
   * @param cause - what did not hold
   */
  constructor(seed: number, original: string, octets: Uint8Array, cause: unknown) {
    super(`seed ${seed}, from ${original}, ${octets.length} octets: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.seed = seed
    this.octets = octets
  }
}

/**
 * Checks damaged messages without end, each made from a seed of its own, one above the last.
 *
 * @param firstSeed - that of the first message
 * @returns after each message, what was seen so far: one and the same object
 * @throws Finding at the first message for which something does not hold
 */
export function* fuzz(codec: CheckedCodec, firstSeed: number): Generator<Tally, never, undefined> {
  const originals = [...corpus()]
  const others = originals.map(([, octets]) => octets)
  const none: Dearest = { seed: firstSeed, octets: 0, allocated: 0, milliseconds: 0 }
  const tally: Tally = { messages: 0, accepted: 0, slowest: none, largest: none }
  // Code that runs for the first time costs more than any message.
  for (let turn = 0; turn < 20; turn++) for (const [, octets] of originals) work(codec, octets)
  for (let seed = firstSeed; ; seed++) {
    const random = new Random(seed)
    const [original, octets] = random.of(originals)
    const mutant = mutate(octets, random, others)
    try {
      weigh(codec, mutant, seed, tally)
      if (check(codec, mutant, random)) tally.accepted++
    } catch (error) {
      throw new Finding(seed, original, mutant, error)
    }
    tally.messages++
    yield tally
  }
}

/** Takes the cost of a message. One that seems to cost more than any before it, three times, is measured again without the noise. */
function weigh(codec: CheckedCodec, mutant: Uint8Array, seed: number, tally: Tally): void {
  const allowed = costAllowed(mutant.length)
  for (let turn = 0; turn < 3; turn++) {
    const once = costOnce(() => {
      work(codec, mutant)
    })
    if (once.allocated <= tally.largest.allocated && once.milliseconds <= tally.slowest.milliseconds && isWithin(once, allowed)) return
  }
  const cost = costOf(codec, mutant)
  if (!isWithin(cost, allowed)) throw new Error(`${cost.allocated} octets of memory and ${cost.milliseconds} ms, allowed are ${allowed.allocated} and ${allowed.milliseconds}`)
  const one = { ...cost, seed, octets: mutant.length }
  if (cost.allocated > tally.largest.allocated) tally.largest = one
  if (cost.milliseconds > tally.slowest.milliseconds) tally.slowest = one
}
