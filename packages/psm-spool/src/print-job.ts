/** Prints one job: its sheets, and all its documents and copies, one after another, from where it stands. */
import { PapiError, type DeviceReport } from '@platen/papi'
import { afterDelivery, type Aftermath } from './after-delivery.js'
import { deliverPiece, type Delivered, type DeliveryControl } from './delivery.js'
import { jobSteps } from './job-steps.js'
import { persist } from './persist.js'
import type { Piece } from './piece.js'
import { saysStopped } from './printer-state.js'
import type { Queue, Spool } from './spool.js'
import type { JobRow } from './store/rows.js'

/** Milliseconds between two events about a job's progress. */
const progressInterval = 500

/** What the queue does next, and what it says about it. */
export interface Printed {
  readonly queue: Aftermath['queue']
  readonly message: string
}

/** Prints a job that is pending. @throws what reading the spool threw: then the job stands as it stood */
export async function printJob(spool: Spool, queue: Queue, picked: JobRow, control: DeliveryControl, reached: () => void): Promise<Printed> {
  const { store, reader, clock } = spool
  let job: JobRow
  try {
    job = await store.send({ type: 'transition', job: picked.id, event: { type: 'start' }, at: clock.now() })
  } catch (error) {
    // Held, canceled or moved a moment ago; or the disk is full.
    if (error instanceof PapiError && error.code !== 'temporary-error' && error.code !== 'internal-error') return { queue: 'go-on', message: '' }
    return { queue: 'back-off', message: error instanceof Error ? error.message : String(error) }
  }
  const documents = reader.documents(job.id)
  for (const { number, canceledBy } of documents) if (canceledBy !== null) control.running.skip(number)
  let before = 0
  for (let part = 0; part < job.part; part++) before += documents[part % documents.length]?.octets ?? 0
  let impressions = job.impressions
  const watching = watchJob(spool, queue, job, reached)
  try {
    for (const { piece, from, to, isStartSheet, isLast } of jobSteps(spool, queue, job, documents)) {
      const sent: Delivered =
        piece === undefined
          ? { ending: { type: 'unreadable', gone: true, message: 'there is none' }, attempt: undefined, octets: 0, impressions: 0 }
          : piece.document !== undefined && control.running.isSkipped(piece.document)
            ? { ending: { type: 'skipped' }, attempt: undefined, octets: 0, impressions: 0 }
            : await deliverPiece(spool, queue, job, piece, control, watching.watch(before, piece))
      await watching.settled()
      impressions += sent.impressions
      const delivered = sent.ending.type === 'delivered' || sent.ending.type === 'skipped'
      // Sheets are none of the client's octets.
      const octetsProcessed = piece?.document === undefined ? before : before + sent.octets
      const finished = !delivered || isLast
      const aftermath = finished ? afterDelivery(sent.ending, sent.attempt !== undefined, queue.settings, job.brokenSends) : undefined
      const message = 'message' in sent.ending ? sent.ending.message : ''
      await persist(spool, control, {
        type: 'end-attempt',
        job: job.id,
        ...(sent.attempt === undefined ? {} : { attempt: sent.attempt }),
        outcome: aftermath?.outcome ?? (sent.ending.type === 'skipped' ? 'canceled' : 'delivered'),
        message,
        octets: sent.octets,
        octetsProcessed,
        impressions,
        part: delivered ? to : from,
        ...(isStartSheet && delivered ? { startSheet: true } : {}),
        ...(aftermath === undefined ? {} : { event: aftermath.event }),
        at: clock.now(),
      })
      if (aftermath !== undefined) return { queue: aftermath.queue, message }
      before = octetsProcessed
      if (control.running.signal.aborted) {
        // Canceled or closing between two documents.
        await persist(spool, control, { type: 'transition', job: job.id, event: { type: 'requeue', message: '' }, at: clock.now() })
        return { queue: 'go-on', message: '' }
      }
    }
    throw new Error('none of its steps was the last')
  } catch (error) {
    spool.log.error(`job ${job.id}: what came of printing it could not be written down`, { error: error instanceof Error ? error.message : String(error) })
    return { queue: 'go-on', message: '' }
  } finally {
    spool.jobs.setProgress(job.id, undefined)
  }
}

/** Turns what a device tells into the job's progress and states. */
function watchJob(spool: Spool, queue: Queue, job: JobRow, reached: () => void) {
  const { store, clock, printers, jobs, events } = spool
  let stopped = false
  let told = 0
  let changes: Promise<unknown> = Promise.resolve()

  const change = (event: { type: 'stop'; message: string } | { type: 'go-on' }): void => {
    // In order, and never in the way of the delivery: a job that has just ended refuses, rightly.
    changes = changes.then(() => store.send({ type: 'transition', job: job.id, event, at: clock.now() })).catch(() => undefined)
  }
  const report = (said: DeviceReport): void => {
    printers.setReport(queue.definition.name, said)
    const stops = saysStopped(said.reasons)
    if (stops !== stopped) change(stops ? { type: 'stop', message: said.message } : { type: 'go-on' })
    stopped = stops
  }
  return {
    /** Waits until the job's states are written. */
    settled: () => changes,
    watch: (before: number, { document }: Piece) => ({
      report,
      begun: reached,
      progress: (octets: number): void => {
        if (document === undefined) return
        jobs.setProgress(job.id, { octets: before + octets })
        const now = clock.now()
        if (now - told < progressInterval || !events.hasReaders) return
        told = now
        const row = spool.reader.job(job.id)
        if (row !== undefined) events.emit({ type: 'job-progress', time: now, job: jobs.job(row) })
      },
    }),
  }
}

