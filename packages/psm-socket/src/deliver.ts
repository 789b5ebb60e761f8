/** The engine of raw TCP printing: one document to one printer, from connecting to the printer's close. */
import type { Socket } from 'node:net'
import { DeviceError, type Delivery, type DeliveryResult } from '@platen/papi'
import { breakOff } from './break-off.js'
import { systemClock } from './clock.js'
import { connectToPrinter, type ConnectEnvironment } from './connect.js'
import { PrinterConnection } from './connection.js'
import { DeliveryReporter } from './delivery-reporter.js'
import { deliveryResult, quoted } from './delivery-result.js'
import { dial, isRefusal, dialFailure } from './dial.js'
import { OutgoingDocument } from './document.js'
import { finishDelivery, LostAtEnd } from './finish.js'
import { unacknowledgedOctets } from './kernel-queue.js'
import { PageCounter } from './page-counter.js'
import { watchByProbes, type Probe } from './probe.js'
import { ProbeTimer } from './probe-timer.js'
import { sendDocument } from './send.js'
import type { DeliverySettings } from './settings.js'
import { StallWatch } from './stall.js'
import { BackChannelStatus, type StatusTables } from './status/back-channel-status.js'
import { DeviceStateModel } from './status/device-state.js'

/** A delivery over TCP. */
export interface SocketDelivery {
  readonly host: string
  readonly port: number
  readonly settings: DeliverySettings
  readonly delivery: Delivery
  /** Ways to ask the printer how it is: while it cannot be connected to, stands still, and from time to time. */
  readonly probes?: readonly Probe[]
  /** What is known of the printer, kept from job to job. */
  readonly model?: DeviceStateModel
  /** What the words of printers mean, where the queue has tables of its own. */
  readonly tables?: StatusTables
}

/** The system: its clock, randomness and network. */
export const systemEnvironment: ConnectEnvironment = { clock: systemClock, random: Math.random, dial }

/**
 * Delivers a document to a printer over TCP.
 *
 * Waits for a printer that refuses, is busy or stands still, visibly. Memory is constant whatever the document's size.
 *
 * @throws DeviceError `unreachable`, `lost` or `canceled`; or what reading the document or `beforeFirstOctet` threw, with
 * the job broken off
 */
export async function deliverOverTcp(request: SocketDelivery, environment: ConnectEnvironment = systemEnvironment): Promise<DeliveryResult> {
  const { host, port, settings, delivery, probes = [], model = new DeviceStateModel(), tables = {} } = request
  const { clock } = environment
  const { signal } = delivery
  const printer = `${host.includes(':') ? `[${host}]` : host}:${port}`
  using reporter = new DeliveryReporter(model, clock, printer, (one) => delivery.report(one))
  using probing = new ProbeTimer({ probes, model, clock, interval: settings.probeInterval, said: () => reporter.said() })
  // Before the job: how it is, and what its counter says.
  const counter = new PageCounter(probes, model, clock, signal)
  void counter.before().then((answered) => {
    if (answered && !signal.aborted) reporter.said()
  })
  const watch = probes.length === 0 ? {} : { watch: watchByProbes(probes, model, clock) }
  const socket = await connectToPrinter({ host, port, settings, signal, report: reporter.own, ...watch }, { ...environment, dial: noted(environment, model) })
  probing.start()

  const document = new OutgoingDocument(delivery, settings)
  const status = new BackChannelStatus(document.jobName, tables)
  await using connection = new PrinterConnection(socket, clock, signal, (octets) => {
    const before = status.messages
    for (const one of status.take(octets, clock.now())) model.observe(one)
    if (status.messages === before) return false
    reporter.said(status.job.pages)
    connection.wake()
    return true
  })
  const stall = new StallWatch(clock, settings.stall, printer, (report) => {
    // A PostScript printer says what stops it, but not that it is over.
    if (report.reasons.length === 0) model.wentOn('postscript')
    reporter.own(report)
    probing.now()
  })
  const unacknowledged = (notBefore?: number): ReturnType<typeof unacknowledgedOctets> => unacknowledgedOctets(socket, notBefore)
  try {
    await connection.interruption.guard(counter.begin())
    await sendDocument(connection, delivery, {
      clock,
      stall,
      progressInterval: settings.progressInterval,
      data: document.data,
      documentOctets: (taken) => Math.min(taken, document.octets),
    })
    status.allSent()
    const ending = await finishDelivery(connection, {
      clock,
      stall,
      settings,
      unacknowledged,
      reported: () => status.job.ended,
      stopped: () => model.state(clock.now()).activity === 'stopped',
    })
    for (const one of status.end(clock.now())) model.observe(one)
    // What it printed to the end is not kept from printing any more.
    if (status.job.ended) model.wentOn('postscript')
    reporter.said()
    const job = status.job.pages === undefined ? { ...status.job, pages: await counter.printed() } : status.job
    return deliveryResult({ ending, job, octets: document.octets, printer, silence: settings.silence, lastLine: connection.backChannel.lastLine })
  } catch (error) {
    const { written } = connection
    await breakOff(connection, { clock, reset: document.reset, stalled: stall.stalled, bound: settings.resetBound, unacknowledged })
    if (error !== connection.interruption.error && !(error instanceof LostAtEnd)) throw error
    if (signal.aborted) throw new DeviceError('canceled', `canceled after ${written} octets were sent to ${printer}`, written)
    const said = quoted(connection.backChannel.lastLine)
    throw new DeviceError('lost', `the connection to ${printer} broke after ${written} octets: ${error instanceof Error ? error.message : String(error)}${said}`, written, { cause: error })
  } finally {
    // Nobody takes back what was said on it.
    for (const source of ['pjl', 'postscript'] as const) model.closed(source, clock.now())
    reporter.ended()
  }
}

/** Dials, and notes whether the printer could be reached. One that refuses is there. */
function noted({ clock, dial: reach }: ConnectEnvironment, model: DeviceStateModel): ConnectEnvironment['dial'] {
  return async (target, signal): Promise<Socket> => {
    try {
      const socket = await reach(target, signal)
      model.attempted(clock.now(), true)
      return socket
    } catch (error) {
      if (!signal.aborted) model.attempted(clock.now(), isRefusal(error), dialFailure(error))
      throw error
    }
  }
}
