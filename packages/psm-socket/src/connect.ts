/** Connects to a printer, however long that takes: visible, bounded, and without haste. */
import type { Socket } from 'node:net'
import { DeviceError, type DeviceReport } from '@platen/papi'
import { backoffDelay } from './backoff.js'
import { written, type Clock } from './clock.js'
import { dialFailure, type DialTarget } from './dial.js'
import type { DeliverySettings } from './settings.js'

/** What connecting needs from outside. */
export interface ConnectEnvironment {
  readonly clock: Clock
  /** From 0 up to, not including, 1. */
  readonly random: () => number
  readonly dial: (target: DialTarget, signal: AbortSignal) => Promise<Socket>
}

/**
 * Watches a printer that could not be connected to, for protocols that can ask it.
 *
 * Resolves when the printer seems to be ready: it is tried again at once. If it never learns so, it waits for the signal.
 *
 * @param explain - adds what the printer says to the report of the wait
 * @param signal - aborted when the wait is over
 */
export type WatchPrinter = (explain: (said: DeviceReport) => void, signal: AbortSignal) => Promise<void>

/** A connection to make. */
export interface ConnectRequest {
  readonly host: string
  readonly port: number
  readonly settings: DeliverySettings
  readonly signal: AbortSignal
  readonly report: (report: DeviceReport) => void
  readonly watch?: WatchPrinter
}

/** After that time a wait is a `-warning`: a person may want to look (RFC 8011 section 5.4.12). */
const worryAfter = 60_000

/**
 * Connects, with retries.
 *
 * The wait is reported as `connecting-to-device` (RFC 8011 section 5.4.12): as `-report` first, as `-warning` after a minute.
 *
 * @throws DeviceError `unreachable` when the bound is over, `canceled` when the signal is aborted
 */
export async function connectToPrinter(request: ConnectRequest, { clock, random, dial }: ConnectEnvironment): Promise<Socket> {
  const { host, port, settings, signal, report } = request
  const since = clock.now()
  const printer = `${host}:${port}`
  const leaveIfCanceled = (): void => {
    if (signal.aborted) throw new DeviceError('canceled', `canceled while connecting to ${printer}`, 0)
  }
  report({ reasons: ['connecting-to-device-report'], message: `connecting to ${printer}` })
  for (let attempt = 0; ; attempt++) {
    const left = since + settings.connectBound - clock.now()
    let failure: unknown
    try {
      const socket = await dial({ host, port, bound: Math.max(Math.min(settings.attemptBound, left), 1) }, signal)
      report({ reasons: [], message: `connected to ${printer}` })
      return socket
    } catch (error) {
      failure = error
    }
    leaveIfCanceled()
    const now = clock.now()
    const why = dialFailure(failure)
    if (now - since >= settings.connectBound) {
      const tried = `${attempt + 1} attempt${attempt === 0 ? '' : 's'} since ${written(since)}`
      throw new DeviceError('unreachable', `${printer} could not be connected to in ${settings.connectBound / 1000} s (${tried}): ${why}`, 0, { cause: failure })
    }
    const tell = (said?: DeviceReport): void => {
      const severity = clock.now() - since >= worryAfter ? 'warning' : 'report'
      const words = said === undefined || said.message === '' ? '' : `; ${said.message}`
      report({
        reasons: [`connecting-to-device-${severity}`, ...(said?.reasons ?? [])],
        message: `waiting for ${printer} since ${written(since)}: ${why}${words}`,
      })
    }
    tell()
    const delay = Math.min(backoffDelay(attempt, random(), settings.backoff), Math.max(since + settings.connectBound - now, 0))
    await waitToRetry(request, delay, tell, clock)
    leaveIfCanceled()
  }
}

/** Waits for the delay, or until the watch calls: but at least a quarter of it, for a printer may call itself ready and refuse all the same. */
async function waitToRetry({ settings, signal, watch }: ConnectRequest, delay: number, explain: (said: DeviceReport) => void, clock: Clock): Promise<void> {
  const over = new AbortController()
  const shortest = Math.min(Math.max(settings.backoff.first, delay / 4), delay)
  await new Promise<void>((resolve) => {
    const cancels = [clock.after(delay, resolve)]
    const end = (): void => resolve()
    signal.addEventListener('abort', end, { once: true })
    over.signal.addEventListener('abort', () => {
      signal.removeEventListener('abort', end)
      for (const cancel of cancels) cancel()
    })
    if (signal.aborted) resolve()
    const from = clock.now()
    watch?.(explain, over.signal).then(
      () => {
        if (!over.signal.aborted) cancels.push(clock.after(Math.max(shortest - (clock.now() - from), 0), resolve))
      },
      // A watch that fails knows nothing: the delay decides.
      () => undefined,
    )
  }).finally(() => over.abort())
}
