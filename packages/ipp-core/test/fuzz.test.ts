/** A short run of the fuzzer: always the same messages, and some that nobody has seen. The long one is fuzz/run.ts. */
import { describe, expect, it } from 'vitest'
import * as codec from '../src/index.js'
import { fuzz } from './fuzz/fuzz.ts'

const randomSeed = Math.floor(Math.random() * 2 ** 31)

describe('damaged messages of real printers', () => {
  it.each([
    ['1, as every time', 1, 10_000],
    [`${randomSeed}, this time`, randomSeed, 4_000],
  ])('are refused with an IppError, or read and encode to the same octets: seed %s', (_, seed, messages) => {
    for (const tally of fuzz(codec, seed)) {
      if (tally.messages < messages) continue
      // Both must happen, or nothing is checked.
      expect(tally.accepted).toBeGreaterThan(messages / 10)
      expect(tally.messages - tally.accepted).toBeGreaterThan(messages / 10)
      return
    }
    // Some seconds; machines are busy at times.
  }, 60_000)
})
