/** A message off a stream: the document is pulled as it is read, and the source is always let go. */
import { describe, expect, it } from 'vitest'
import { request, wire } from '../test/wire.js'
import { readMessage } from './read-message.js'

const message = request(wire`47 00 12 'attributes-charset' 00 05 'utf-8'`)

/** A source that tells what was asked of it. Each chunk that is an Error is thrown. */
function source(chunks: readonly (Uint8Array | Error)[]): { asked: string[]; stream: AsyncIterable<Uint8Array> } {
  const asked: string[] = []
  const left = [...chunks]
  const iterator: AsyncIterator<Uint8Array> = {
    next: async () => {
      asked.push('next')
      const chunk = left.shift()
      if (chunk instanceof Error) throw chunk
      return chunk === undefined ? { done: true, value: undefined } : { done: false, value: chunk }
    },
    return: async () => {
      asked.push('return')
      return { done: true, value: undefined }
    },
  }
  return { asked, stream: { [Symbol.asyncIterator]: () => iterator } }
}

async function collected(document: AsyncIterable<Uint8Array>): Promise<string[]> {
  const chunks: string[] = []
  for await (const chunk of document) chunks.push(new TextDecoder().decode(chunk))
  return chunks
}

describe('readMessage', () => {
  it('gives the message and the document behind it, chunk by chunk, empty ones left out', async () => {
    const { stream } = source([message.subarray(0, 12), wire`${message.subarray(12)} 'one'`, wire``, wire`'two'`])
    const { message: read, document } = await readMessage(stream)
    expect(read.requestId).toBe(7)
    expect(await collected(document)).toEqual(['one', 'two'])
  })

  it('gives an empty document where there is none', async () => {
    const { document } = await readMessage(source([message]).stream)
    expect(await collected(document)).toEqual([])
  })

  it('pulls no more than the message needs, then one chunk for each that is read', async () => {
    const { asked, stream } = source([wire`${message} 'one'`, wire`'two'`, wire`'three'`])
    const { document } = await readMessage(stream)
    expect(asked).toEqual(['next'])
    const chunks = document[Symbol.asyncIterator]()
    await chunks.next()
    expect(asked).toEqual(['next'])
    await chunks.next()
    expect(asked).toEqual(['next', 'next'])
  })

  it('reads chunks of every size', async () => {
    const whole = wire`${message} 'document'`
    for (let size = 1; size <= whole.length; size++) {
      const chunks = Array.from({ length: Math.ceil(whole.length / size) }, (_, index) => whole.subarray(index * size, (index + 1) * size))
      const { document } = await readMessage(source(chunks).stream)
      expect((await collected(document)).join('')).toBe('document')
    }
  })
})

describe('the source is returned', () => {
  it('when the document is left early', async () => {
    const { asked, stream } = source([message, wire`'one'`, wire`'two'`])
    for await (const chunk of (await readMessage(stream)).document) {
      expect(chunk).toHaveLength(3)
      break
    }
    expect(asked).toEqual(['next', 'next', 'return'])
  })

  it('when the document is returned unread', async () => {
    const { asked, stream } = source([wire`${message} 'one'`, wire`'two'`])
    const chunks = (await readMessage(stream)).document[Symbol.asyncIterator]()
    expect(await chunks.return?.()).toEqual({ done: true, value: undefined })
    expect(asked).toEqual(['next', 'return'])
    expect(await chunks.next()).toEqual({ done: true, value: undefined })
    await chunks.return?.()
    expect(asked).toEqual(['next', 'return'])
  })

  it('when the message is refused', async () => {
    const { asked, stream } = source([wire`'<!doctype html>'`])
    await expect(readMessage(stream)).rejects.toMatchObject({ code: 'unexpected-tag' })
    expect(asked).toEqual(['next', 'return'])
  })

  it('when the message is refused, and the refusal is told even if returning fails', async () => {
    const failing: AsyncIterator<Uint8Array> = { next: async () => ({ done: false, value: wire`'<!doctype html>'` }), return: () => Promise.reject(new Error('stuck')) }
    await expect(readMessage({ [Symbol.asyncIterator]: () => failing })).rejects.toMatchObject({ code: 'unexpected-tag' })
  })

  it('not when it has ended by itself', async () => {
    const { asked, stream } = source([wire`${message} 'one'`])
    await collected((await readMessage(stream)).document)
    expect(asked).toEqual(['next', 'next'])
  })

  it('not when it threw: its error is the reader’s', async () => {
    const gone = new Error('the client went away')
    const early = source([message.subarray(0, 12), gone])
    await expect(readMessage(early.stream)).rejects.toBe(gone)
    const late = source([message, gone])
    const { document } = await readMessage(late.stream)
    await expect(collected(document)).rejects.toBe(gone)
    expect([early.asked, late.asked]).toEqual([
      ['next', 'next'],
      ['next', 'next'],
    ])
  })
})

describe('a stream that ends within the message', () => {
  it('is truncated, at the octet and in the attribute where it ends', async () => {
    const { stream } = source([message.subarray(0, 20), message.subarray(20, 34)])
    await expect(readMessage(stream)).rejects.toMatchObject({ code: 'truncated', offset: 32, attribute: 'attributes-charset' })
  })

  it('is truncated at 0 if nothing came', async () => {
    await expect(readMessage(source([]).stream)).rejects.toMatchObject({ code: 'truncated', offset: 0, attribute: '' })
  })
})
