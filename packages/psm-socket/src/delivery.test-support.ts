/** For tests: a delivery, with what it reports. */
import { DeviceError, type Delivery, type DeliveryResult, type DeviceReport } from '@platen/papi'
import type { ConnectEnvironment } from './connect.js'
import { deliverOverTcp } from './deliver.js'
import type { Probe } from './probe.js'
import { defaultSettings, type DeliverySettings } from './settings.js'

/** Waits that are short enough for tests. */
export const quick: DeliverySettings = { ...defaultSettings, backoff: { first: 20, longest: 40 }, silence: 150, stall: 100 }

/** Octets that show a lost, doubled or swapped piece. */
export function octets(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) & 0xff)
}

/** Data in pieces. */
export async function* pieces(data: Uint8Array, size = 65_537): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < data.length; at += size) yield await Promise.resolve(data.subarray(at, at + size))
}

/** A delivery that runs. */
export interface Run {
  readonly reports: DeviceReport[]
  readonly progress: number[]
  readonly abort: AbortController
  readonly result: Promise<DeliveryResult>
  /** Resolves with the first report that has the reason. */
  reported(reason: string): Promise<DeviceReport>
  begun: number
}

/** Delivers, and keeps what is reported. */
export function run(to: { host: string; port: number }, data: AsyncIterable<Uint8Array>, settings: Partial<DeliverySettings> = {}, environment?: ConnectEnvironment, format = 'application/octet-stream', probes: readonly Probe[] = []): Run {
  const abort = new AbortController()
  const waiting: { reason: string; resolve: (report: DeviceReport) => void }[] = []
  const delivery: Delivery = {
    job: { id: 1, name: 'test', user: 'alice', documentName: '', format },
    data,
    signal: abort.signal,
    beforeFirstOctet: () => {
      one.begun++
      return Promise.resolve()
    },
    progress: (count) => one.progress.push(count),
    report: (report) => {
      one.reports.push(report)
      for (const { reason, resolve } of waiting) if (report.reasons.includes(reason)) resolve(report)
    },
  }
  const one: Run = {
    reports: [],
    progress: [],
    abort,
    begun: 0,
    reported: (reason) =>
      new Promise((resolve) => {
        const seen = one.reports.find((report) => report.reasons.includes(reason))
        if (seen === undefined) waiting.push({ reason, resolve })
        else resolve(seen)
      }),
    result: undefined as never,
  }
  const result = deliverOverTcp({ host: to.host, port: to.port, settings: { ...quick, ...settings }, delivery, probes }, environment)
  result.catch(() => undefined)
  return Object.assign(one, { result })
}

/** The error a delivery ends with. */
export async function failure(result: Promise<unknown>): Promise<DeviceError> {
  const error: unknown = await result.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof DeviceError) return error
  throw new Error(`no DeviceError but ${String(error)}`, { cause: error })
}
