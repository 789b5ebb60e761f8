/** An AppSocket printer as a device: jobs over TCP as psm-socket sends them, status over UDP. */
import { readOptions, type DeviceDriver, type Options } from '@platen/papi'
import {
  defaultPort,
  parsePrinterAddress,
  readSettings,
  readSnmpQuestion,
  snmpProbe,
  socketOptions,
  systemClock,
  tcpDevice,
  type PrinterAddress,
  type Probe,
  type SocketDevice,
} from '@platen/psm-socket'
import { askStatus, type StatusQuestion } from './status-query.js'
import { observationOf, parseStatus, statusPhrases, type StatusPhrase } from './status-text.js'

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

/** Opens devices of scheme `appsocket`. */
export const appsocketDriver: DeviceDriver = appsocketDriverWith(statusPhrases)

/** The driver with a table of status phrases of one's own: `[...mine, ...statusPhrases]`. */
export function appsocketDriverWith(phrases: readonly StatusPhrase[]): DeviceDriver {
  return {
    schemes: ['appsocket'],
    info: 'AppSocket: TCP port 9100 with status on UDP 9101',
    options: appsocketOptions,
    open: (url: URL, options: Options): SocketDevice => open(parsePrinterAddress(url, defaultPort), options, phrases),
  }
}

function open(address: PrinterAddress, options: Options, phrases: readonly StatusPhrase[]): SocketDevice {
  const all = readOptions(appsocketOptions, { ...options, ...address.options })
  const { statusport: port, statuswait: wait } = all
  const own = Object.fromEntries(Object.entries(all).filter(([name]) => name in socketOptions))
  const bare = { ...address, options: {} }
  const question = readSnmpQuestion(bare, own)
  const probes = [
    ...(port === 0 ? [] : [statusProbe({ host: address.host, port, wait }, phrases)]),
    ...(question === undefined ? [] : [snmpProbe(question, systemClock)]),
  ]
  return tcpDevice(address.uri, { host: address.host, port: address.port, settings: readSettings(bare, own), probes })
}

/** Asks for the status text and reads it. */
export function statusProbe(question: StatusQuestion, phrases: readonly StatusPhrase[] = statusPhrases): Probe {
  return async (signal) => {
    const text = await askStatus(question, signal)
    return text === undefined ? undefined : observationOf(parseStatus(text, phrases), systemClock.now())
  }
}
