/** A device in memory that records what it is given, and can refuse, stop, or break off: for modules that take any device. */
import { once } from 'node:events'
import { DeviceError, type Delivery, type DeliveryResult, type DeviceDriver } from '../device.js'
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
  /** Deliveries from now on that come to their end have that to say of it; `undefined`: they were printed. */
  endsWith(result: Pick<DeliveryResult, 'outcome' | 'reasons' | 'message' | 'impressions'> | undefined): void
  /** What it answers when it is asked how it is; `undefined`: nothing. Default `undefined`. */
  answers(report: DeviceReport | undefined): void
  /** The next question how it is fails, saying that. */
  failToAnswer(message: string): void
  /** Resolves when it has been asked so often. */
  asked(count: number): Promise<void>
  /** How often it was asked. */
  readonly questions: number
  /** Reports that to every delivery under way and to come, until `undefined` is given: then it reports to be well again. */
  report(report: DeviceReport | undefined): void
  /** The jobs of deliveries that have begun, in order: one entry for each attempt. */
  readonly begun: readonly Delivery['job'][]
  /** Resolves as soon as that many deliveries have begun. */
  started(count: number): Promise<void>
  /** How many deliveries were under way at the same time, at most. */
  readonly mostAtOnce: number
}

const outOfPaper = {
  reasons: ['media-empty-error'],
  message: 'Tray 1 is empty.',
  activity: 'stopped',
  alerts: [{ alert: 'code=inputMediaSupplyEmpty;severity=critical;group=input', description: 'Tray 1 is empty' }],
  supplies: [{ supply: 'type=toner;maxcapacity=100;level=42;index=1;colorantname=black;', name: 'Black cartridge', type: 'toner', color: '#000000', level: 42, lowLevel: 10, highLevel: 100 }],
} as const satisfies DeviceReport

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
  const state = { stopped: false, refusing: false, loseAfter: undefined as number | undefined, failure: undefined as string | undefined, report: undefined as DeviceReport | undefined, mostAtOnce: 0, answer: undefined as DeviceReport | undefined, silence: undefined as string | undefined, questions: 0, result: undefined as Parameters<RecordingDevice['endsWith']>[0] }
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
    return { octets, reasons: [], message: '', ...state.result }
  }

  const status = (): Promise<DeviceReport | undefined> => {
    state.questions++
    change()
    const { silence } = state
    state.silence = undefined
    return silence === undefined ? Promise.resolve(state.answer) : Promise.reject(new Error(silence))
  }

  const driver: DeviceDriver = {
    schemes: ['contract'],
    options: {},
    open: () => ({ uri, releasesPieces: true, deliver, status, [Symbol.asyncDispose]: () => Promise.resolve() }),
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
    endsWith: (result) => void (state.result = result),
    answers: (report) => void (state.answer = report),
    failToAnswer: (message) => void (state.silence = message),
    get questions() {
      return state.questions
    },
    asked: (count) => until(() => state.questions >= count),
    outOfPaper: () => void (state.answer = outOfPaper),
    refilled: () => void (state.answer = { reasons: [], message: '', activity: 'idle', supplies: outOfPaper.supplies }),
    refuseDocument: () => void (state.result = { outcome: 'aborted', reasons: ['document-format-error'], message: 'The program of the document failed: undefined in "fooo".' }),
    cancelAtDevice: () => void (state.result = { outcome: 'canceled-at-device', reasons: [], message: 'It was canceled at the printer.' }),
    report: (report) => {
      state.report = report
      for (const delivery of running) delivery.report(report ?? { reasons: [], message: '' })
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}
