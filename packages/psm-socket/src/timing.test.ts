import { describe, expect, it } from 'vitest'
import { backoffDelay } from './backoff.js'
import { written, type Clock } from './clock.js'
import { ProgressReporter } from './progress.js'
import { StallWatch } from './stall.js'
import { connectToPrinter } from './connect.js'
import { defaultSettings } from './settings.js'
import type { DeviceReport } from '@platen/papi'

/** A clock that moves when told. */
class TestClock implements Clock {
  time = Date.UTC(2026, 0, 2, 3, 4, 5, 678)
  #timers: { at: number; callback: () => void }[] = []

  now(): number {
    return this.time
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.time + milliseconds, callback }
    this.#timers.push(timer)
    return () => (this.#timers = this.#timers.filter((one) => one !== timer))
  }

  get pending(): number {
    return this.#timers.length
  }

  pass(milliseconds: number): void {
    this.time += milliseconds
    const due = this.#timers.filter((one) => one.at <= this.time)
    this.#timers = this.#timers.filter((one) => one.at > this.time)
    for (const { callback } of due) callback()
  }
}

describe('backoffDelay', () => {
  it('doubles from half a second to half a minute', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 100].map((attempt) => backoffDelay(attempt, 0.5))).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
  })

  it('is jittered by a quarter either way, never beyond the longest', () => {
    expect([backoffDelay(0, 0), backoffDelay(0, 0.999_999)]).toEqual([375, 625])
    expect([backoffDelay(20, 0), backoffDelay(20, 0.999_999)]).toEqual([22_500, 30_000])
  })
})

describe('ProgressReporter', () => {
  it('reports a few times a second, and the last number always', () => {
    const clock = new TestClock()
    const seen: number[] = []
    const progress = new ProgressReporter(clock, 250, (octets) => seen.push(octets))
    for (let octets = 1; octets <= 1000; octets++) {
      progress.at(octets)
      clock.pass(1)
    }
    progress.last(1000)
    progress.last(1000)
    expect(seen).toEqual([1, 251, 501, 751, 1000])
  })
})

describe('StallWatch', () => {
  it('warns, then complains, then is well again; and says nothing of a short wait', () => {
    const clock = new TestClock()
    const seen: DeviceReport[] = []
    const stall = new StallWatch(clock, 10_000, 'printer:9100', (report) => seen.push(report))
    stall.waits()
    clock.pass(9_000)
    stall.moves()
    clock.pass(60_000)
    expect(seen).toEqual([])
    stall.waits()
    stall.waits()
    clock.pass(10_000)
    expect(stall.stalled).toBe(true)
    expect(seen.at(-1)).toEqual({ reasons: ['timed-out-warning'], message: 'printer:9100 is connected but takes no data since 2026-01-02T03:05:14Z; it may need paper or attention' })
    clock.pass(50_000)
    expect(seen.at(-1)?.reasons).toEqual(['timed-out-error'])
    stall.moves()
    expect(seen.at(-1)).toEqual({ reasons: [], message: 'printer:9100 takes data again' })
    expect(seen).toHaveLength(3)
    expect(clock.pending).toBe(0)
  })
})

describe('connectToPrinter, by a clock', () => {
  it('tries again at growing times, warns after a minute, and gives up after its bound', async () => {
    const clock = new TestClock()
    const start = clock.time
    const attempts: number[] = []
    const reports: DeviceReport[] = []
    const dial = (): Promise<never> => {
      attempts.push((clock.time - start) / 1000)
      return Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))
    }
    const settings = { ...defaultSettings, connectBound: 120_000 }
    const done = connectToPrinter(
      { host: 'printer', port: 9100, settings, signal: new AbortController().signal, report: (report) => reports.push(report) },
      { clock, random: () => 0.5, dial },
    ).then(
      () => undefined,
      (error: unknown) => error,
    )
    // The bound, and a little more: each turn lets what is due be done.
    for (let turn = 0; turn < 250; turn++) {
      await new Promise((resolve) => setImmediate(resolve))
      clock.pass(500)
    }
    expect(await done).toMatchObject({ code: 'unreachable' })
    expect(attempts).toEqual([0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5, 61.5, 91.5, 120])
    expect(reports[0]).toEqual({ reasons: ['connecting-to-device-report'], message: 'connecting to printer:9100' })
    expect(reports[1]?.message).toBe(`waiting for printer:9100 since ${written(start)}: it refuses connections (ECONNREFUSED)`)
    expect(reports.map((report) => report.reasons.join())).toEqual([...Array<string>(8).fill('connecting-to-device-report'), ...Array<string>(2).fill('connecting-to-device-warning')])
    expect(clock.pending).toBe(0)
  })
})
