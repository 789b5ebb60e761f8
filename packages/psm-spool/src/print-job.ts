/** Prints one job: its sheets, and all its documents and copies, one after another, from where it stands. */
import { PapiError } from '@platen/papi'
import { afterDelivery, type Aftermath, type DeliveryPolicy } from './after-delivery.js'
import { deliverPiece, type Delivered, type DeliveryControl } from './delivery.js'
import { jobSteps } from './job-steps.js'
import { persist } from './persist.js'
import { PrintProgress } from './print-progress.js'
import type { Queue, Spool } from './spool.js'
import type { JobRow } from './store/rows.js'

/** What the queue does next, and what it says about it. */
export interface Printed {
  readonly queue: Aftermath['queue']
  readonly message: string
  /** Whether that is a trouble of the spool, not of the device. */
  readonly isSpool?: boolean
}

const nothing: Printed = { queue: 'go-on', message: '' }

/** Prints a job that is pending. @throws what reading the spool threw: then the job stands as it stood */
export async function printJob(spool: Spool, queue: Queue, picked: JobRow, control: DeliveryControl, reached: () => void): Promise<Printed> {
  const { store, reader, clock } = spool
  let job: JobRow
  try {
    job = await store.send({ type: 'transition', job: picked.id, event: { type: 'start', ...(control.running.member === picked.printer ? {} : { on: control.running.member }) }, printer: picked.printer, at: clock.now() })
  } catch (error) {
    // Held, canceled or moved a moment ago; or the disk is full.
    if (error instanceof PapiError && error.code !== 'temporary-error' && error.code !== 'internal-error') return nothing
    return { queue: 'back-off', isSpool: true, message: error instanceof Error ? error.message : String(error) }
  }
  const documents = reader.documents(job.id)
  for (const { number, canceledBy } of documents) if (canceledBy !== null) control.running.skip(number)
  let before = 0
  for (let part = 0; part < job.part; part++) before += documents[part % documents.length]?.octets ?? 0
  let impressions = job.impressions
  const watching = new PrintProgress(spool, control.running.member, job, reached)
  /** What was said of documents and copies that are printed. */
  const said = new Set<string>()
  try {
    for (const { piece, from, to, isStartSheet, isLast } of jobSteps(spool, queue, job, documents)) {
      const sent: Delivered =
        piece === undefined
          ? { ending: { type: 'unreadable', gone: true, message: 'there is none' }, attempt: undefined, octets: 0, impressions: 0 }
          : piece.document !== undefined && control.running.isSkipped(piece.document)
            ? { ending: { type: 'skipped' }, attempt: undefined, octets: 0, impressions: 0 }
            : await deliverPiece(spool, queue, job, piece, control, watching.watch({ octets: before, impressions }, piece))
      await watching.settled()
      impressions += sent.impressions
      const delivered = sent.ending.type === 'delivered' || sent.ending.type === 'skipped'
      // Sheets are none of the client's octets.
      const octetsProcessed = piece?.document === undefined ? before : before + sent.octets
      const finished = !delivered || isLast
      if (sent.ending.type === 'delivered') for (const reason of sent.ending.reasons) said.add(reason)
      const ending = sent.ending.type === 'delivered' ? { ...sent.ending, reasons: [...said] } : sent.ending
      const aftermath = finished ? afterDelivery(ending, sent.attempt !== undefined, policyFor(spool, queue, job), job.brokenSends) : undefined
      const message = 'message' in sent.ending ? sent.ending.message : 'why' in sent.ending ? `${sent.ending.why}.` : ''
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
      if (aftermath !== undefined) return { queue: aftermath.queue, message, isSpool: sent.ending.type === 'not-journaled' }
      before = octetsProcessed
      if (control.running.signal.aborted) {
        // Canceled or closing between two documents.
        await persist(spool, control, { type: 'transition', job: job.id, event: { type: 'requeue', message: '' }, at: clock.now() })
        return nothing
      }
    }
    throw new Error('none of its steps was the last')
  } catch (error) {
    spool.log.error(`job ${job.id}: what came of printing it could not be written down`, { error: error instanceof Error ? error.message : String(error) })
    return nothing
  } finally {
    spool.jobs.setProgress(job.id, undefined)
  }
}

/** The queue's policies for a job: before its error policy acts, its fallback list has a chance. */
function policyFor({ fallbacks }: Spool, { settings }: Queue, job: JobRow): DeliveryPolicy {
  return settings.errorPolicy !== 'retry' && fallbacks.mayYetMove(job) ? { ...settings, errorPolicy: 'retry' } : settings
}
