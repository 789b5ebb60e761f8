/** One document on its way to its device: journaled before the first octet, watched while it runs, its ending named. */
import { DeviceError, PapiError, type Delivery, type DeliveryResult, type DeviceReport } from '@platen/papi'
import type { Ending } from './after-delivery.js'
import { deviceTicket } from './device-ticket.js'
import { PageError, pageRangesOf } from './pages/page-ranges.js'
import { selectPages } from './pages/select-pages.js'
import type { RunningJob } from './running-job.js'
import type { Queue, Spool } from './spool.js'
import type { DocumentRow, JobRow } from './store/rows.js'
import { ticketFromJson } from './ticket-json.js'

/** What stops a delivery, and why. */
export interface DeliveryControl {
  /** The job on its device: ends, holds up and leaves out. */
  readonly running: RunningJob
  /** Aborted if the server is stopping, or with a sentence if the job is taken back: then it is to print later; else an abort means that the job is canceled. */
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

/** Sends a document. Never throws. */
export async function deliverDocument(spool: Spool, queue: Queue, job: JobRow, document: DocumentRow, part: number, control: DeliveryControl, watch: DeliveryWatch): Promise<Delivered> {
  const { store, clock } = spool
  let octets = 0
  let impressions = 0
  /** What a device says of a delivery after its end is not heard. */
  let over = false
  let attempt: number | undefined
  let journaling: Promise<void> | undefined
  let journalError: unknown
  let readError: unknown

  const signal = control.running.begin(document.number)
  const journal = async (): Promise<void> => {
    try {
      attempt = await store.send({ type: 'begin-attempt', job: job.id, part, at: clock.now() })
    } catch (error) {
      journalError = error
      throw error
    }
    watch.begun()
  }
  async function* data(): AsyncGenerator<Uint8Array> {
    try {
      for await (const octets of pagesOf(spool, job, document)) {
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
    job: { id: job.id, name: job.name, user: job.user, documentName: document.name, format: document.format },
    ticket: deviceTicket(ticketFromJson(job.ticket), queue.capabilities, document.format),
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
    const ending = endingOf(error, document.number, control, journalError, readError)
    // What is printed again, or by another, is counted then.
    return { ending, attempt, octets: sent, impressions: ending.type === 'canceled' ? impressions : 0 }
  } finally {
    over = true
  }
}

/** The pages of a document that the job asks for: all of them, as most jobs do, or some. */
async function* pagesOf(spool: Spool, job: JobRow, document: DocumentRow): AsyncGenerator<Uint8Array> {
  const ranges = pageRangesOf(ticketFromJson(job.ticket))
  if (ranges === undefined) {
    yield* octetsOf(spool, document)
    return
  }
  const all = (): AsyncIterable<Uint8Array> => octetsOf(spool, document)
  if (document.file !== null) {
    await using file = await spool.documents.open(document.file)
    yield* selectPages(document.format, { size: document.octets, read: (offset, length) => file.read(offset, length), all }, ranges)
    return
  }
  const content = await whole(all())
  yield* selectPages(document.format, { size: content.length, read: (offset, length) => Promise.resolve(content.subarray(offset, offset + length)), all }, ranges)
}

/** A document that is kept in its row: small. */
async function whole(octets: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of octets) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function* octetsOf({ reader, documents }: Spool, document: DocumentRow): AsyncGenerator<Uint8Array> {
  if (document.file !== null) {
    yield* documents.read(document.file)
    return
  }
  const content = reader.content(document.job, document.number)
  if (content === undefined) throw new PapiError('gone', `document ${document.number} of job ${document.job} is no longer kept`)
  if (content.length > 0) yield content
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

const interrupted = (why: unknown): Ending => (typeof why === 'string' ? { type: 'interrupted', why } : { type: 'interrupted' })

function endingOf(error: unknown, document: number, control: DeliveryControl, journalError: unknown, readError: unknown): Ending {
  const message = error instanceof Error ? error.message : String(error)
  if (control.running.signal.aborted) return control.closing.aborted ? interrupted(control.closing.reason) : { type: 'canceled' }
  if (control.running.isSkipped(document)) return { type: 'skipped' }
  // The job is gone: it was purged a moment ago.
  if (journalError instanceof PapiError && journalError.code === 'not-found') return { type: 'canceled' }
  if (journalError !== undefined) return { type: 'not-journaled', message }
  // What it asks for cannot be done: no other attempt will do it.
  if (readError instanceof PageError) return { type: 'failed', message: readError.message }
  if (readError !== undefined) {
    const gone = (readError instanceof PapiError && readError.code === 'gone') || (readError instanceof Error && 'code' in readError && readError.code === 'ENOENT')
    return { type: 'unreadable', gone, message: readError instanceof Error ? readError.message : message }
  }
  if (!(error instanceof DeviceError) || error.code === 'canceled') return { type: 'unexpected', message }
  return { type: error.code, message }
}
