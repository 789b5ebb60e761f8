/** The first octets of a document that comes as a stream. */

/**
 * Looks at the first octets of a stream, and gives the whole stream back.
 *
 * @returns `head`, as many octets as were asked for, or all there are; `all`, the stream from its first octet on
 */
export async function peek(data: AsyncIterable<Uint8Array>, octets: number): Promise<{ head: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const chunks = data[Symbol.asyncIterator]()
  const seen: Uint8Array[] = []
  let length = 0
  let ended = false
  while (length < octets && !ended) {
    const step = await chunks.next()
    if (step.done === true) ended = true
    else {
      seen.push(step.value)
      length += step.value.length
    }
  }
  const [first = new Uint8Array()] = seen
  return { head: (seen.length > 1 ? Buffer.concat(seen) : first).subarray(0, octets), all: joined(seen, chunks) }
}

async function* joined(seen: readonly Uint8Array[], chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* seen
    for (;;) {
      const step = await chunks.next()
      if (step.done === true) return
      yield step.value
    }
  } finally {
    await chunks.return?.()
  }
}
