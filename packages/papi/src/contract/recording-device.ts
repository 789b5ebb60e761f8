/** A device in memory that records what it is given, and can refuse, stop, or break off: for modules that take any device. */
import { once } from 'node:events'
import { DeviceError, type Delivery, type DeviceDriver } from '../device.js'
import type { DeviceReport } from '../device-report.js'
import type { ContractSink } from './sink.js'

/** A recording device and its faults. */
export interface RecordingDevice extends ContractSink {
  refuse(): void
  accept(): void
  /** The next delivery breaks off after that many octets. */
  loseAfter(octets: number): void
  /** The next delivery fails for good, saying that. */
  failWith(message: string): void
  /** Reports that to every delivery under way and to come, until `undefined` is given: then it reports to be well again. */
  report(report: DeviceReport | undefined): void
  /** The jobs of deliveries that have begun, in order: one entry for each attempt. */
  readonly begun: readonly Delivery['job'][]
  /** Resolves as soon as that many deliveries have begun. */
  started(count: number): Promise<void>
  /** How many deliveries were under way at the same time, at most. */
  readonly mostAtOnce: number
}

/**
 * A recording device of the scheme `contract:`.
 *
 * @param name - tells several apart
 */
export function recordingDevice(name = 'recorder'): RecordingDevice {
  const uri = `contract://${name}/`
  const taken: Uint8Array[] = []
  const begun: Delivery['job'][] = []
  const running = new Set<Delivery>()
  const changed = new EventTarget()
  const state = { stopped: false, refusing: false, loseAfter: undefined as number | undefined, failure: undefined as string | undefined, report: undefined as DeviceReport | undefined, mostAtOnce: 0 }
  const change = () => changed.dispatchEvent(new Event('change'))
  const until = async (holds: () => boolean, signal?: AbortSignal) => {
    while (!holds()) await once(changed, 'change', signal === undefined ? {} : { signal })
  }

  const deliver = async (delivery: Delivery) => {
    if (state.refusing) {
      delivery.report({ reasons: ['connecting-to-device'], message: 'The printer refuses the connection.' })
      throw new DeviceError('unreachable', 'the printer refuses the connection', 0)
    }
    if (state.failure !== undefined) {
      const failure = state.failure
      state.failure = undefined
      throw new DeviceError('failed', failure, 0)
    }
    delivery.report(state.report ?? { reasons: [], message: '' })
    running.add(delivery)
    state.mostAtOnce = Math.max(state.mostAtOnce, running.size)
    begun.push(delivery.job)
    change()
    let octets = 0
    const parts: Uint8Array[] = []
    try {
      for await (const part of delivery.data) {
        if (octets === 0) await delivery.beforeFirstOctet()
        await until(() => !state.stopped, delivery.signal)
        delivery.signal.throwIfAborted()
        parts.push(part.slice())
        octets += part.length
        delivery.progress(octets)
        if (state.loseAfter !== undefined && octets >= state.loseAfter) {
          state.loseAfter = undefined
          throw new DeviceError('lost', 'the connection broke', octets)
        }
      }
      await until(() => !state.stopped, delivery.signal)
      delivery.signal.throwIfAborted()
    } catch (error) {
      if (delivery.signal.aborted && !(error instanceof DeviceError)) throw new DeviceError('canceled', 'the delivery was canceled', octets, { cause: error })
      throw error
    } finally {
      running.delete(delivery)
    }
    taken.push(Buffer.concat(parts))
    change()
    return { octets, reasons: [], message: '' }
  }

  const driver: DeviceDriver = {
    schemes: ['contract'],
    options: {},
    open: () => ({ uri, deliver, [Symbol.asyncDispose]: () => Promise.resolve() }),
  }
  return {
    deviceUri: uri,
    drivers: [driver],
    begun,
    get mostAtOnce() {
      return state.mostAtOnce
    },
    delivered: async (count) => {
      await until(() => taken.length >= count)
      return [...taken]
    },
    started: (count) => until(() => begun.length >= count),
    stop: () => void (state.stopped = true),
    go: () => {
      state.stopped = false
      change()
    },
    refuse: () => void (state.refusing = true),
    accept: () => void (state.refusing = false),
    loseAfter: (octets) => void (state.loseAfter = octets),
    failWith: (message) => void (state.failure = message),
    report: (report) => {
      state.report = report
      for (const delivery of running) delivery.report(report ?? { reasons: [], message: '' })
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}
