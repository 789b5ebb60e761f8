/** An AppSocket printer as a device: jobs over TCP as psm-socket sends them, status over UDP. */
import { setTimeout as delay } from 'node:timers/promises'
import { readOptions, type Delivery, type Device, type DeviceDriver, type DeviceReport, type Options } from '@platen/papi'
import { defaultPort, parsePrinterAddress, readSettings, socketOptions, tcpDevice, type PrinterAddress, type WatchPrinter } from '@platen/psm-socket'
import { askStatus } from './status-query.js'
import { parseStatus, type PrinterStatus } from './status-text.js'

const statusOptions = {
  statusport: {
    type: 'integer',
    default: 9101,
    minimum: 0,
    maximum: 65_535,
    description: 'The UDP port the printer answers status questions on; 0 if it answers none.',
  },
  statuswait: {
    type: 'integer',
    default: 1000,
    minimum: 50,
    maximum: 30_000,
    unit: 'milliseconds',
    description: 'How long to wait for the answer to a status question. Silence means that the state is not known.',
  },
} as const

/** Options of an `appsocket` device: those of a `socket` device, and where its status is asked. */
export const appsocketOptions: typeof socketOptions & typeof statusOptions = { ...socketOptions, ...statusOptions }

/** How often a printer that could not be connected to is asked, milliseconds. */
const askInterval = 2000

/** Opens devices of scheme `appsocket`. */
export const appsocketDriver: DeviceDriver = {
  schemes: ['appsocket'],
  info: 'AppSocket: TCP port 9100 with status on UDP 9101',
  options: appsocketOptions,
  open: (url: URL, options: Options): Device => open(parsePrinterAddress(url, defaultPort), options),
}

function open(address: PrinterAddress, options: Options): Device {
  const all = readOptions(appsocketOptions, { ...options, ...address.options })
  const settings = readSettings({ ...address, options: {} }, Object.fromEntries(Object.entries(all).filter(([name]) => name in socketOptions)))
  const { statusport: port, statuswait: wait } = all
  const ask = async (signal: AbortSignal): Promise<PrinterStatus | undefined> => {
    const text = await askStatus({ host: address.host, port, wait }, signal)
    return text === undefined ? undefined : parseStatus(text)
  }
  const target = { host: address.host, port: address.port, settings }
  if (port === 0) return tcpDevice(address.uri, target)

  const device = tcpDevice(address.uri, { ...target, watch: watchStatus(ask) })
  return {
    uri: device.uri,
    ...(device.carriesOut === undefined ? {} : { carriesOut: device.carriesOut }),
    deliver: (delivery) => device.deliver(withOwnReasons(delivery, ask)),
    status: async (signal) => {
      const status = await ask(signal)
      return status && { reasons: status.reasons, message: status.message }
    },
    [Symbol.asyncDispose]: () => device[Symbol.asyncDispose](),
  }
}

/** Asks a printer that could not be connected to until it says that it is idle. */
export function watchStatus(ask: (signal: AbortSignal) => Promise<PrinterStatus | undefined>, interval: number = askInterval): WatchPrinter {
  return async (explain, signal) => {
    for (;;) {
      const status = await ask(signal)
      signal.throwIfAborted()
      if (status !== undefined) explain(status)
      if (status?.activity === 'idle') return
      await delay(interval, undefined, { signal })
    }
  }
}

/** A printer that stands still in mid-job may say why: then its own words come with the report. */
function withOwnReasons(delivery: Delivery, ask: (signal: AbortSignal) => Promise<PrinterStatus | undefined>): Delivery {
  let latest: DeviceReport | undefined
  const report = (one: DeviceReport): void => {
    latest = one
    delivery.report(one)
    if (!one.reasons.some((reason) => reason.startsWith('timed-out'))) return
    void ask(delivery.signal).then((status) => {
      // What has been reported since then is newer.
      if (status === undefined || latest !== one || delivery.signal.aborted) return
      latest = { reasons: [...one.reasons, ...status.reasons], message: `${one.message}; ${status.message}` }
      delivery.report(latest)
    })
  }
  return {
    job: delivery.job,
    ...(delivery.ticket === undefined ? {} : { ticket: delivery.ticket }),
    data: delivery.data,
    signal: delivery.signal,
    beforeFirstOctet: () => delivery.beforeFirstOctet(),
    progress: (octets) => delivery.progress(octets),
    report,
  }
}
