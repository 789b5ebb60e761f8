/** One piece of a job on its way to its device: journaled before the first octet, watched while it runs, its ending named. */
import { DeviceError, PapiError, type Delivery, type DeliveryResult, type DeviceReport } from '@platen/papi'
import type { Ending } from './after-delivery.js'
import { deviceTicket } from './device-ticket.js'
import { PageError } from './pages/page-ranges.js'
import type { Piece } from './piece.js'
import type { RunningJob, TakenBack } from './running-job.js'
import type { Queue, Spool } from './spool.js'
import type { JobRow } from './store/rows.js'
import { ticketFromJson } from './ticket-json.js'

/** What stops a delivery, and why. */
export interface DeliveryControl {
  /** The job on its device: ends, holds up and leaves out. */
  readonly running: RunningJob
  /** Aborted if the server is stopping, or with a {@link TakenBack} if the job is taken back: then it is to print later; else an abort means that the job is canceled. */
  readonly closing: AbortSignal
}

/** What a delivery tells while it runs. */
export interface DeliveryWatch {
  progress(octets: number): void
  report(report: DeviceReport): void
  /** The device has been reached. */
  begun(): void
}

/** How a delivery ended. */
export interface Delivered {
  readonly ending: Ending
  /** The attempt, if it was journaled: octets may have left. */
  readonly attempt: number | undefined
  readonly octets: number
  /** Impressions the device told of. */
  readonly impressions: number
}

/** Sends a piece. Never throws. */
export async function deliverPiece(spool: Spool, queue: Queue, job: JobRow, piece: Piece, control: DeliveryControl, watch: DeliveryWatch): Promise<Delivered> {
  const { store, clock } = spool
  let octets = 0
  let impressions = 0
  /** What a device says of a delivery after its end is not heard. */
  let over = false
  let attempt: number | undefined
  let journaling: Promise<void> | undefined
  let journalError: unknown
  let readError: unknown

  const signal = control.running.begin(piece.document)
  const journal = async (): Promise<void> => {
    try {
      attempt = await store.send({ type: 'begin-attempt', job: job.id, part: piece.part, at: clock.now() })
    } catch (error) {
      journalError = error
      throw error
    }
    control.running.begun = true
    watch.begun()
  }
  async function* data(): AsyncGenerator<Uint8Array> {
    try {
      for await (const octets of piece.octets()) {
        // Also before the first: a device that is not fed does not begin either.
        await control.running.feeding(signal)
        yield octets
      }
    } catch (error) {
      readError = error
      throw error
    }
  }
  const delivery: Delivery = {
    job: { id: job.id, name: job.name, user: job.user, documentName: piece.name, format: piece.format },
    ticket: deviceTicket(ticketFromJson(job.ticket), queue.capabilities, piece.format),
    data: data(),
    signal,
    beforeFirstOctet: () => (journaling ??= journal()),
    progress: (taken) => {
      octets = taken
      watch.progress(taken)
    },
    report: (report) => {
      if (over) return
      impressions = report.impressions ?? impressions
      watch.report(report)
    },
  }
  try {
    const result = await queue.device.deliver(delivery)
    return { ending: endingOfResult(result), attempt, octets: result.octets, impressions: result.impressions ?? impressions }
  } catch (error) {
    const sent = error instanceof DeviceError ? Math.max(error.octetsSent, octets) : octets
    const ending = endingOf(error, piece.document, control, journalError, readError)
    // What is printed again, or by another, is counted then.
    return { ending, attempt, octets: sent, impressions: ending.type === 'canceled' ? impressions : 0 }
  } finally {
    over = true
  }
}

function endingOfResult({ outcome = 'completed', reasons, message }: DeliveryResult): Ending {
  switch (outcome) {
    case 'completed':
      return { type: 'delivered', reasons, message }
    case 'canceled-at-device':
      return { type: 'device-canceled', reasons, message }
    case 'aborted':
      return { type: 'aborted', reasons, message }
  }
}

const isTakenBack = (reason: unknown): reason is TakenBack => typeof reason === 'object' && reason !== null && 'isToMove' in reason
const interrupted = (reason: unknown): Ending => (isTakenBack(reason) ? { type: 'interrupted', ...reason } : { type: 'interrupted' })

function endingOf(error: unknown, document: number | undefined, control: DeliveryControl, journalError: unknown, readError: unknown): Ending {
  const message = error instanceof Error ? error.message : String(error)
  if (control.running.signal.aborted) return control.closing.aborted ? interrupted(control.closing.reason) : { type: 'canceled' }
  if (document !== undefined && control.running.isSkipped(document)) return { type: 'skipped' }
  // The job is gone: it was purged a moment ago.
  if (journalError instanceof PapiError && journalError.code === 'not-found') return { type: 'canceled' }
  if (journalError !== undefined) return { type: 'not-journaled', message }
  // What it asks for cannot be done: no other attempt will do it.
  if (readError instanceof PageError) return { type: 'failed', reasons: ['document-unprintable-error'], message: readError.message }
  if (readError !== undefined) {
    const gone = (readError instanceof PapiError && readError.code === 'gone') || (readError instanceof Error && 'code' in readError && readError.code === 'ENOENT')
    return { type: 'unreadable', gone, message: readError instanceof Error ? readError.message : message }
  }
  if (!(error instanceof DeviceError) || error.code === 'canceled') return { type: 'unexpected', message }
  return { type: error.code, message }
}
