/** One round of fuzzing after another. */
import { check, type CheckedCodec } from './check.ts'
import { corpus } from './corpus.ts'
import { mutate } from './mutate.ts'
import { Random } from './random.ts'

/** What was seen so far. */
export interface Tally {
  /** Messages checked. */
  messages: number
  /** Those of them that were messages still. */
  accepted: number
}

/** A message for which something did not hold. */
export class Finding extends Error {
  override readonly name = 'Finding'

  /**
   * @param seed - the seed that makes this very message again, as the first one
   * @param original - the message that was damaged
   * @param octets - what it became
   * @param cause - what did not hold
   */
  constructor(seed: number, original: string, octets: Uint8Array, cause: unknown) {
    super(`seed ${seed}, from ${original}: ${cause instanceof Error ? cause.message : String(cause)}\n${Buffer.from(octets).toString('hex')}`, { cause })
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
  const tally: Tally = { messages: 0, accepted: 0 }
  for (let seed = firstSeed; ; seed++) {
    const random = new Random(seed)
    const [original, octets] = random.of(originals)
    const mutant = mutate(octets, random, others)
    try {
      if (check(codec, mutant, random)) tally.accepted++
    } catch (error) {
      throw new Finding(seed, original, mutant, error)
    }
    tally.messages++
    yield tally
  }
}
