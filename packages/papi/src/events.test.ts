import { Attributes, JobState } from '@platen/ipp-core'
import { describe, expect, it } from 'vitest'
import { EventChannel, type PrintEvent } from './events.js'

const event = (time: number): PrintEvent => ({
  type: 'job-created',
  time,
  job: { id: time, printer: 'p', name: '', user: '', host: '', state: JobState.pending, stateReasons: [], stateMessage: '', priority: 50, createdAt: 0, octets: 0, octetsProcessed: 0, impressionsCompleted: 0, documents: 0, ticket: new Attributes() },
})

describe('an event channel', () => {
  it('gives every reader every event, from when it began to read', async () => {
    const channel = new EventChannel()
    channel.emit(event(0))
    const readers = [channel.read(), channel.read()]
    const first = readers.map((reader) => reader.next())
    channel.emit(event(1))
    channel.emit(event(2))
    channel.close()
    for (const [index, reader] of readers.entries()) {
      expect(await first[index]).toMatchObject({ value: { time: 1 } })
      expect((await Array.fromAsync(reader)).map(({ time }) => time)).toEqual([2])
    }
  })

  it('ends a reader with its signal, and knows whether anyone reads', async () => {
    const channel = new EventChannel()
    const stop = new AbortController()
    const reader = channel.read(stop.signal)
    const pending = reader.next()
    expect(channel.hasReaders).toBe(true)
    stop.abort()
    expect(await pending).toEqual({ done: true, value: undefined })
    expect(channel.hasReaders).toBe(false)
  })

  it('drops the oldest events of a reader that falls behind', async () => {
    const channel = new EventChannel(2)
    const reader = channel.read()
    const first = reader.next()
    for (const time of [1, 2, 3, 4]) channel.emit(event(time))
    channel.close()
    const times = [(await first).value as PrintEvent, ...(await Array.fromAsync(reader))].map(({ time }) => time)
    expect(times).toEqual([3, 4])
  })
})
