/** Messages in chunks: where they end, and how soon a fault is seen. */
import { describe, expect, it } from 'vitest'
import { attributesAt, request, wire } from '../test/wire.js'
import { decode } from './decode.js'
import { IppError } from './errors.js'
import { MessageReader, type ReadMessage } from './message-reader.js'

const message = request(wire`
  47 00 12 'attributes-charset' 00 05 'utf-8'
  44 00 05 'sides' 00 09 'one-sided' 44 00 00 00 03 'two'
  34 00 01 'c' 00 00 4a 00 00 00 01 'm' 21 00 00 00 04 03 03 03 03 37 00 00 00 00`)
// Octets that look like a message again: the reader must not go on into them.
const document = wire`${message} 03 03 ff ff '%PDF-1.7'`
const whole = wire`${message} ${document}`

function chunksOf(octets: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(octets.length / size) }, (_, index) => octets.slice(index * size, (index + 1) * size))
}

function fault(act: () => unknown): IppError {
  try {
    act()
  } catch (error) {
    if (error instanceof IppError) return error
    throw error
  }
  throw new Error('no fault')
}

describe('MessageReader', () => {
  it('finds the end in chunks of every size, and hands on the rest of that chunk', () => {
    const expected = decode(message).message
    for (let size = 1; size <= whole.length; size++) {
      const reader = new MessageReader()
      const chunks = chunksOf(whole, size)
      let read: ReadMessage | undefined
      let pushed = 0
      while (read === undefined) read = reader.push(chunks[pushed++] ?? new Uint8Array(0))
      expect(read.message).toEqual(expected)
      expect(wire`${read.rest} ${chunks.slice(pushed).reduce((all, chunk) => wire`${all} ${chunk}`, wire``)}`).toEqual(document)
      expect({ size, pushed, octets: reader.octets }).toEqual({ size, pushed: Math.ceil(message.length / size), octets: message.length })
    }
  })

  it('takes empty chunks', () => {
    const reader = new MessageReader()
    for (const chunk of [wire``, message.subarray(0, 20), wire``, message.subarray(20, -1), wire``]) expect(reader.push(chunk)).toBeUndefined()
    expect(reader.push(message.subarray(-1))?.rest).toHaveLength(0)
  })

  it('copies what it keeps: a chunk may be overwritten once it was taken', () => {
    const reader = new MessageReader()
    const chunk = new Uint8Array(16)
    let read: ReadMessage | undefined
    for (const part of chunksOf(message, 16)) {
      chunk.set(part)
      read = reader.push(chunk.subarray(0, part.length))
      chunk.fill(0xee)
    }
    expect(read?.message).toEqual(decode(message).message)
  })

  it('does not copy the document that comes with the message', () => {
    expect(new MessageReader().push(whole)?.rest.buffer).toBe(whole.buffer)
  })

  it('reads one message', () => {
    const reader = new MessageReader()
    reader.push(whole)
    expect(() => reader.push(message)).toThrow('make another')
  })
})

describe('a fault', () => {
  it('is seen with the first tag: a document where a message should be', () => {
    const reader = new MessageReader()
    expect(reader.push(wire`'%!PS-Ado'`)).toBeUndefined()
    expect(fault(() => reader.push(wire`'b'`))).toMatchObject({ code: 'unexpected-tag', offset: 8 })
    const html = new MessageReader()
    expect(fault(() => html.push(wire`'<!doctype html>'`))).toMatchObject({ code: 'unexpected-tag', offset: 8 })
  })

  it('is seen with the length: one with its sign set, before what it measures has come', () => {
    const reader = new MessageReader()
    expect(reader.push(request(wire`44 00 01 'a' ff`).subarray(0, -1))).toBeUndefined()
    expect(fault(() => reader.push(wire`fe`))).toMatchObject({ code: 'bad-length', offset: attributesAt + 4, attribute: 'a' })
    expect(fault(() => new MessageReader().push(request(wire`44 80 00`)))).toMatchObject({ code: 'bad-length', offset: attributesAt + 1 })
  })

  it('is what decode says once the message is there', () => {
    expect(fault(() => new MessageReader().push(request(wire`37 00 01 'a' 00 00`)))).toMatchObject({ code: 'unexpected-tag', attribute: 'a' })
  })

  it('of its size is seen before the octets have come', () => {
    const reader = new MessageReader({ messageOctets: 64 })
    const start = request(wire`44 00 01 'a' 00 40`).subarray(0, -1)
    expect(fault(() => reader.push(start))).toMatchObject({ code: 'message-too-long', offset: 64, attribute: 'a' })
  })

  it('of its size is seen in chunks of every size; a message of just that size passes', () => {
    for (let size = 1; size <= whole.length; size++) {
      const exact = new MessageReader({ messageOctets: message.length })
      expect(chunksOf(whole, size).slice(0, Math.ceil(message.length / size)).map((chunk) => exact.push(chunk)).at(-1)?.message.requestId).toBe(7)
      const less = new MessageReader({ messageOctets: message.length - 1 })
      expect(fault(() => chunksOf(whole, size).map((chunk) => less.push(chunk)))).toMatchObject({ code: 'message-too-long', offset: message.length - 1 })
    }
  })
})

describe('end', () => {
  it('of a stream at any octet: truncated, as decode says it', () => {
    for (let length = 0; length < message.length; length++) {
      const reader = new MessageReader()
      expect(reader.push(message.subarray(0, length))).toBeUndefined()
      const { code, offset, attribute, message: words } = fault(() => reader.end())
      expect({ code, offset, attribute, words }).toEqual({ ...pick(fault(() => decode(message.subarray(0, length)))), code: 'truncated' })
    }
  })
})

const pick = ({ code, offset, attribute, message: words }: IppError) => ({ code, offset, attribute, words })
