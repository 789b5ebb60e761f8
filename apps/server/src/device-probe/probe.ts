/** Asks a printer everything that can be asked without printing: how it is, and then whether it takes a connection. */
import { once } from 'node:events'
import { askStatus, observationOf, parseStatus } from '@platen/psm-appsocket'
import { DeviceStateModel, dial, dialFailure, isRefusal, pjlMeaning, querySnmp, readSnmp, reportOf, type SnmpObservation } from '@platen/psm-socket'
import type { DeviceReport } from '@platen/papi'
import type { ProbeRequest } from './probe-command-line.js'
import { askPjl, type PjlAnswer } from './pjl-question.js'

/** How connecting for a job went. */
export type ConnectionFinding =
  | { readonly outcome: 'accepted'; readonly milliseconds: number; /** `undefined`: not asked, or not answered. */ readonly pjl: PjlAnswer | undefined }
  /** It is there, and takes no connection now. */
  | { readonly outcome: 'refused'; readonly why: string }
  | { readonly outcome: 'unreachable'; readonly why: string }

/** What a printer answers. */
export interface ProbeFindings {
  /** The device, without options. */
  readonly device: string
  readonly connection: ConnectionFinding
  /** The UDP status; `undefined`: not asked. A `text` of `undefined`: it did not answer. */
  readonly status: { readonly port: number; readonly text: string | undefined } | undefined
  /** `undefined`: not asked. */
  readonly snmp: { readonly answer: SnmpObservation | undefined; readonly problem: string | undefined } | undefined
  /** What a queue on this device would say, from all answers. */
  readonly report: DeviceReport
  /**
   * - `ready`: it would take a job now
   * - `not-ready`: it is there, but is stopped, or takes no connection
   * - `silent`: nothing answers
   */
  readonly verdict: 'ready' | 'not-ready' | 'silent'
}

/** The part of the time that the questions before the connection may take. */
const questionsShare = 0.6

/** Asks. Never takes longer than the request's time. */
export async function probeDevice(request: ProbeRequest, now: () => number = Date.now): Promise<ProbeFindings> {
  const { address, statusPort, statusWait, timeout } = request
  const time = AbortSignal.timeout(timeout)
  const model = new DeviceStateModel()
  // Before the connection: to many printers a connection is a job, and they say they are busy.
  const questions = AbortSignal.timeout(timeout * questionsShare)
  const [text, snmp] = await Promise.all([
    statusPort === 0 ? undefined : askStatus({ host: address.host, port: statusPort, wait: Math.min(statusWait, timeout) }, questions),
    askSnmp(request, questions, now),
  ])
  const connection = await connect(request, time, model, now)
  if (text !== undefined) model.observe(observationOf(parseStatus(text), now()))
  if (snmp?.answer !== undefined) model.observe(snmp.answer)
  const report = reportOf(model.state(now()))
  const answers = connection.outcome !== 'unreachable' || text !== undefined || snmp?.answer !== undefined
  const verdict = !answers ? 'silent' : connection.outcome === 'accepted' && report.activity !== 'stopped' ? 'ready' : 'not-ready'
  return { device: address.uri, connection, status: statusPort === 0 ? undefined : { port: statusPort, text }, snmp, report, verdict }
}

async function connect({ address, pjl, timeout }: ProbeRequest, time: AbortSignal, model: DeviceStateModel, now: () => number): Promise<ConnectionFinding> {
  const begun = now()
  let socket: Awaited<ReturnType<typeof dial>>
  try {
    socket = await dial({ host: address.host, port: address.port, bound: timeout }, time)
  } catch (error) {
    if (time.aborted) return { outcome: 'unreachable', why: `it does not answer in ${timeout / 1000} s` }
    return { outcome: isRefusal(error) ? 'refused' : 'unreachable', why: dialFailure(error) }
  }
  const milliseconds = now() - begun
  try {
    const answer = pjl ? await askPjl(socket, time) : undefined
    if (answer?.status !== undefined) {
      const meaning = pjlMeaning(answer.status)
      if (meaning !== undefined) model.observe({ source: 'pjl', at: now(), conditions: meaning.conditions, activity: meaning.activity, message: meaning.message })
    }
    return { outcome: 'accepted', milliseconds, pjl: answer }
  } finally {
    const closed = socket.destroyed ? undefined : once(socket, 'close')
    // In good order: a job without an octet.
    socket.end()
    socket.destroySoon()
    await closed
  }
}

async function askSnmp({ snmp }: ProbeRequest, time: AbortSignal, now: () => number): Promise<ProbeFindings['snmp']> {
  if (snmp === undefined) return undefined
  try {
    const values = await querySnmp(snmp, time)
    return { answer: values && readSnmp(values, now()), problem: undefined }
  } catch (error) {
    return { answer: undefined, problem: error instanceof Error ? error.message : String(error) }
  }
}
