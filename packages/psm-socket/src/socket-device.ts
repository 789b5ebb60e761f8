/** A printer on TCP as a device, and the driver that opens it. */
import type { Delivery, DeliveryResult, Device, DeviceDriver, Options } from '@platen/papi'
import { parsePrinterAddress } from './address.js'
import { deliverOverTcp, type SocketDelivery } from './deliver.js'
import { canTell } from './pjl/job-language.js'
import { withJobLanguage } from './pjl/with-job-language.js'
import { readSettings, socketOptions } from './settings.js'

/** The port of raw TCP printing (IANA: pdl-datastream). */
export const defaultPort = 9100

/** Opens devices of scheme `socket`. */
export const socketDriver: DeviceDriver = {
  schemes: ['socket'],
  info: 'Raw TCP port (JetDirect, 9100)',
  options: socketOptions,
  open: (url: URL, options: Options): Device => {
    const address = parsePrinterAddress(url, defaultPort)
    return tcpDevice(address.uri, { host: address.host, port: address.port, settings: readSettings(address, options) })
  },
}

/**
 * A device over the engine. Disposing of it cancels what it delivers.
 *
 * @param target - where and how to deliver
 */
export function tcpDevice(uri: string, target: Omit<SocketDelivery, 'delivery'>): Device {
  const disposed = new AbortController()
  const running = new Set<Promise<unknown>>()
  const { jobLanguage } = target.settings
  return {
    uri,
    ...(jobLanguage ? { carriesOut: canTell } : {}),
    deliver: async (delivery: Delivery): Promise<DeliveryResult> => {
      const done = deliverOverTcp({ ...target, delivery: withSignal(delivery, AbortSignal.any([delivery.signal, disposed.signal]), jobLanguage ? withJobLanguage(delivery) : delivery.data) })
      running.add(done)
      try {
        return await done
      } finally {
        running.delete(done)
      }
    },
    [Symbol.asyncDispose]: async () => {
      disposed.abort()
      await Promise.allSettled(running)
    },
  }
}

function withSignal(delivery: Delivery, signal: AbortSignal, data: AsyncIterable<Uint8Array>): Delivery {
  return {
    job: delivery.job,
    data,
    signal,
    beforeFirstOctet: () => delivery.beforeFirstOctet(),
    progress: (octets) => delivery.progress(octets),
    report: (report) => delivery.report(report),
  }
}
