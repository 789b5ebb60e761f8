import type { Log, PrintEvent, PrintService } from '@platen/papi'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { feed } from './feed.js'
import { jobEvent } from './test-events.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const serviceOf = (events: (signal?: AbortSignal) => AsyncIterable<PrintEvent>) => ({ events }) as PrintService
const logTo = (logged: string[]): Log => ({ info: () => undefined, warn: () => undefined, error: (message) => void logged.push(message) })

describe('the feed', () => {
  it('passes on the events of every service, and ends with them', async () => {
    const seen: number[] = []
    const events = async function* (id: number) {
      yield jobEvent('job-created', { id })
      yield jobEvent('job-completed', { id })
    }
    await feed([serviceOf(() => events(1)), serviceOf(() => events(2)), {}], { publish: (event) => void seen.push('job' in event ? event.job.id : 0) }, logTo([]), new AbortController().signal)
    expect(seen.sort()).toEqual([1, 1, 2, 2])
  })

  it('tells of events that broke off, and reads them again', async () => {
    const seen: unknown[] = []
    const logged: string[] = []
    let times = 0
    const events = async function* () {
      yield jobEvent('job-created')
      if (++times === 1) throw new Error('a fault of the module')
    }
    const fed = feed([serviceOf(events)], { publish: (event) => void seen.push(event) }, logTo(logged), new AbortController().signal)
    await vi.runAllTimersAsync()
    await fed
    expect(seen).toHaveLength(2)
    expect(logged).toEqual([expect.stringContaining('broke off')])
  })

  it('ends with its signal, without a word of the error that a service makes of it', async () => {
    const logged: string[] = []
    const closing = new AbortController()
    const events = async function* (signal?: AbortSignal) {
      yield jobEvent('job-created')
      await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    }
    const published = Promise.withResolvers<undefined>()
    const fed = feed([serviceOf(events)], { publish: () => published.resolve(undefined) }, logTo(logged), closing.signal)
    await published.promise
    await vi.advanceTimersByTimeAsync(0)
    closing.abort()
    await fed
    expect(logged).toEqual([])
  })
})
