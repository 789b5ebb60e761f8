/** The engine of raw TCP printing: one document to one printer, from connecting to the printer's close. */
import { DeviceError, type Delivery, type DeliveryResult, type DeviceReport } from '@platen/papi'
import { systemClock } from './clock.js'
import { connectToPrinter, type ConnectEnvironment, type WatchPrinter } from './connect.js'
import { PrinterConnection } from './connection.js'
import { dial } from './dial.js'
import { finishDelivery, LostAtEnd, type Ending } from './finish.js'
import { unacknowledgedOctets } from './kernel-queue.js'
import { sendDocument } from './send.js'
import type { DeliverySettings } from './settings.js'
import { StallWatch } from './stall.js'

/** A delivery over TCP. */
export interface SocketDelivery {
  readonly host: string
  readonly port: number
  readonly settings: DeliverySettings
  readonly delivery: Delivery
  /** Asks a printer that could not be connected to how it is. */
  readonly watch?: WatchPrinter
}

/** The system: its clock, randomness and network. */
export const systemEnvironment: ConnectEnvironment = { clock: systemClock, random: Math.random, dial }

/**
 * Delivers a document to a printer over TCP.
 *
 * Waits for a printer that refuses, is busy or stands still, visibly. Memory is constant whatever the document's size.
 *
 * @throws DeviceError `unreachable`, `lost` or `canceled`; or what reading the document or `beforeFirstOctet` threw, with
 * the connection broken off
 */
export async function deliverOverTcp({ host, port, settings, delivery, watch }: SocketDelivery, environment: ConnectEnvironment = systemEnvironment): Promise<DeliveryResult> {
  const { clock } = environment
  const printer = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const report = (one: DeviceReport): void => delivery.report(one)
  const socket = await connectToPrinter({ host, port, settings, signal: delivery.signal, report, ...(watch === undefined ? {} : { watch }) }, environment)
  await using connection = new PrinterConnection(socket, clock, delivery.signal)
  const stall = new StallWatch(clock, settings.stall, printer, report)
  try {
    const octets = await sendDocument(connection, delivery, { clock, stall, progressInterval: settings.progressInterval })
    const ending = await finishDelivery(connection, { clock, stall, settings, unacknowledged: () => unacknowledgedOctets(socket) })
    return resultOf(ending, octets, printer, settings, connection.backChannel.lastLine)
  } catch (error) {
    const { written } = connection
    await connection.reset()
    if (error !== connection.interruption.error && !(error instanceof LostAtEnd)) throw error
    if (delivery.signal.aborted) throw new DeviceError('canceled', `canceled after ${written} octets were sent to ${printer}`, written)
    const said = quoted(connection.backChannel.lastLine)
    throw new DeviceError('lost', `the connection to ${printer} broke after ${written} octets: ${error instanceof Error ? error.message : String(error)}${said}`, written, { cause: error })
  }
}

function resultOf(ending: Ending, octets: number, printer: string, { silence }: DeliverySettings, lastLine: string): DeliveryResult {
  // All a raw connection can prove is that the printer has the octets. Where it ended as it should, no more is to be said.
  const warning = ['job-completed-with-warnings']
  const said = quoted(lastLine)
  const taken = ending.acknowledged ? `${printer} took ${octets} octets` : `${octets} octets were sent to ${printer}`
  const unknown = `${ending.acknowledged ? 'delivered, but ' : ''}whether it printed is not known${said}`
  switch (ending.how) {
    case 'closed':
      return { octets, reasons: [], message: `${taken}; it closed the connection${said}` }
    case 'taken':
      return { octets, reasons: [], message: `${taken}; its close was not waited for${said}` }
    case 'reset':
      return { octets, reasons: warning, message: `${taken}; then it reset the connection: ${unknown}` }
    case 'silent':
      return { octets, reasons: warning, message: `${taken}; then it neither closed the connection nor said anything for ${silence / 1000} s: ${unknown}` }
  }
}

function quoted(line: string): string {
  return line === '' ? '' : `; it said "${line}"`
}
