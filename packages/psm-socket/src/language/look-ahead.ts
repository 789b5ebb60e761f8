/** Looks at the beginning of a stream without taking it. */

/** The first octets of a stream, and the whole stream. */
export interface LookedAt {
  /** At least as many octets as asked for, or all there are. */
  readonly start: Uint8Array
  readonly all: AsyncIterable<Uint8Array>
  /** Closes the stream, if it is not at its end. */
  readonly close: () => Promise<void>
}

/** Reads until so many octets are there. Whoever does so closes the stream. */
export async function lookAhead(stream: AsyncIterable<Uint8Array>, octets: number): Promise<LookedAt> {
  const source = stream[Symbol.asyncIterator]()
  const held: Uint8Array[] = []
  let have = 0
  let over = false
  while (have < octets && !over) {
    // Whoever made the last piece may take its memory for the next.
    const last = held.pop()
    if (last !== undefined) held.push(last.slice())
    const next = await source.next()
    if (next.done === true) over = true
    else if (next.value.length > 0) {
      held.push(next.value)
      have += next.value.length
    }
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* held.splice(0)
    while (!over) {
      const next = await source.next()
      if (next.done === true) over = true
      else yield next.value
    }
  }
  return {
    start: joined(held),
    all: all(),
    close: async () => {
      if (!over) await source.return?.()
      over = true
    },
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks
  if (only !== undefined && chunks.length === 1) return only
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
