/** A printer on TCP as a device, and the driver that opens it. */
import type { Delivery, DeliveryResult, Device, DeviceDriver, DeviceReport, Options } from '@platen/papi'
import { parsePrinterAddress } from './address.js'
import { systemClock } from './clock.js'
import { deliverOverTcp, type SocketDelivery } from './deliver.js'
import { pjlCarriesOut } from './language/job-ticket.js'
import { inTurn } from './printer-line.js'
import { askEach, snmpProbe, type Probe } from './probe.js'
import { readSettings, readSnmpQuestion, socketOptions } from './settings.js'
import { reportOf } from './status/device-report.js'
import { DeviceStateModel, type DeviceState } from './status/device-state.js'

/** The port of raw TCP printing (IANA: pdl-datastream). */
export const defaultPort = 9100

/** Opens devices of scheme `socket`. */
export const socketDriver: DeviceDriver = {
  schemes: ['socket'],
  info: 'Raw TCP port (JetDirect, 9100)',
  options: socketOptions,
  open: (url: URL, options: Options): SocketDevice => {
    const address = parsePrinterAddress(url, defaultPort)
    const question = readSnmpQuestion(address, options)
    const probes: readonly Probe[] = question === undefined ? [] : [snmpProbe(question, systemClock)]
    return tcpDevice(address.uri, { host: address.host, port: address.port, settings: readSettings(address, options), probes })
  },
}

/** A device that also tells all it knows of its printer: supplies, alerts, paper, counters. */
export interface SocketDevice extends Device {
  /** What is known now, from all that was asked and heard. */
  state(): DeviceState
}

/**
 * A device over the engine. Disposing of it cancels what it delivers. It delivers one document at a time, and waits while
 * another device of this process delivers one to the same host and port.
 *
 * It offers `status` if there is a way to ask the printer.
 *
 * @param target - where and how to deliver, and how to ask
 */
export function tcpDevice(uri: string, target: Omit<SocketDelivery, 'delivery' | 'model'>): SocketDevice {
  const disposed = new AbortController()
  const running = new Set<Promise<unknown>>()
  const model = new DeviceStateModel()
  const probes = target.probes ?? []
  const status = async (signal: AbortSignal): Promise<DeviceReport | undefined> => {
    const { observations, complaint } = await askEach(probes, model, AbortSignal.any([signal, disposed.signal]))
    const state = model.state(systemClock.now())
    // One lost answer is no news: what was known counts for its time.
    return observations.length > 0 || state.activity !== undefined || state.reasons.length > 0 ? { ...reportOf(state), ...(complaint === undefined ? {} : { complaint }) } : undefined
  }
  return {
    uri,
    releasesPieces: true,
    ...(target.settings.endOfJob === 'pjl' ? { carriesOut: pjlCarriesOut } : {}),
    state: () => model.state(systemClock.now()),
    deliver: async (delivery: Delivery): Promise<DeliveryResult> => {
      const signal = AbortSignal.any([delivery.signal, disposed.signal])
      const waits = (): void => delivery.report({ reasons: ['connecting-to-device-report'], message: `waiting for another job on ${uri}` })
      const done = inTurn(target, signal, waits, () => deliverOverTcp({ ...target, model, delivery: withSignal(delivery, signal) }))
      running.add(done)
      try {
        return await done
      } finally {
        running.delete(done)
      }
    },
    ...(probes.length === 0 ? {} : { status }),
    [Symbol.asyncDispose]: async () => {
      disposed.abort()
      await Promise.allSettled(running)
    },
  }
}

function withSignal(delivery: Delivery, signal: AbortSignal): Delivery {
  return {
    job: delivery.job,
    ...(delivery.ticket === undefined ? {} : { ticket: delivery.ticket }),
    data: delivery.data,
    signal,
    beforeFirstOctet: () => delivery.beforeFirstOctet(),
    progress: (octets) => delivery.progress(octets),
    report: (report) => delivery.report(report),
    said: (octets) => delivery.said?.(octets),
  }
}
