/** A printer's state, from what is known of its queue and device (RFC 8011 sections 5.4.11 and 5.4.12). Pure. */
import { PrinterState, saysStopped, type DeviceReport } from '@platen/papi'

/** What is known. */
export interface PrinterFacts {
  readonly paused: boolean
  readonly pauseMessage: string
  readonly accepting: boolean
  readonly acceptingMessage: string
  /** New jobs are held. */
  readonly holdsNew: boolean
  readonly holdNewMessage: string
  /** Out of service. */
  readonly shutDown: boolean
  readonly shutdownMessage: string
  /** An operator has deactivated it. */
  readonly deactivated: boolean
  readonly deactivatedMessage: string
  /** A job of this queue is being sent. */
  readonly printing: boolean
  /** What the device said last; `undefined` if it is well. */
  readonly report: DeviceReport | undefined
  /** Why the queue waits before it tries its device again. */
  readonly trouble: string
}

/** State, reasons and message. */
export interface PrinterStanding {
  readonly state: PrinterState
  readonly stateReasons: readonly string[]
  readonly stateMessage: string
}

/** What a printer says of itself. */
export function printerStanding(facts: PrinterFacts): PrinterStanding {
  const reasons = [...new Set([
    ...(facts.deactivated ? ['deactivated'] : []),
    ...(facts.shutDown ? [facts.printing ? 'stopping' : 'shutdown'] : []),
    ...(facts.paused ? [facts.printing ? 'moving-to-paused' : 'paused'] : []),
    ...(facts.holdsNew ? ['hold-new-jobs'] : []),
    ...(facts.report?.reasons ?? []), ...(facts.trouble === '' ? [] : ['connecting-to-device'])])]
  const stopped = ((facts.paused || facts.shutDown || facts.deactivated) && !facts.printing) || facts.trouble !== '' || (facts.report !== undefined && saysStopped(facts.report))
  const state = stopped ? PrinterState.stopped : facts.printing ? PrinterState.processing : PrinterState.idle
  const paused = facts.printing ? 'The printer pauses after the current job.' : 'The printer is paused.'
  const shutdown = facts.printing ? 'The printer is shut down after the current job.' : 'The printer is shut down.'
  const messages = [
    facts.deactivated ? (facts.deactivatedMessage === '' ? 'The printer is deactivated.' : facts.deactivatedMessage) : '',
    facts.shutDown ? (facts.shutdownMessage === '' ? shutdown : facts.shutdownMessage) : '',
    facts.paused ? (facts.pauseMessage === '' ? paused : facts.pauseMessage) : '',
    // Where it could not be reached, "connected" is no news.
    facts.trouble !== '' && facts.report?.reasons.length === 0 ? '' : (facts.report?.message ?? ''),
    facts.trouble,
    facts.holdsNew ? (facts.holdNewMessage === '' ? 'New jobs are held.' : facts.holdNewMessage) : '',
    facts.accepting ? '' : facts.acceptingMessage === '' ? 'The printer accepts no jobs.' : facts.acceptingMessage,
  ]
  return { state, stateReasons: reasons, stateMessage: [...new Set(messages.filter((one) => one !== ''))].join(' ') }
}
