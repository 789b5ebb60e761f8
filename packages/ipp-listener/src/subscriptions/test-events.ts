/** Events for tests. */
import { Attributes, JobState, PrinterState } from '@platen/ipp-core'
import type { Job, PrintEvent, Printer } from '@platen/papi'

/** A job as a print service would show it. */
export const aJob = (change: Partial<Job> = {}): Job => ({
  id: 1, printer: 'office', name: 'report', user: 'alice', host: '127.0.0.1', state: JobState.pending, stateReasons: [], stateMessage: '', priority: 50, createdAt: 0, octets: 0, octetsProcessed: 0,
  impressionsCompleted: 0, documents: 1, ticket: new Attributes(), ...change,
})

/** A printer as a print service would show it. */
export const aPrinter = (change: Partial<Printer> = {}): Printer => ({
  name: 'office', info: '', location: '', makeAndModel: '', uuid: 'urn:uuid:00000000-0000-4000-8000-000000000001', state: PrinterState.idle, stateReasons: [], stateMessage: '', stateChangedAt: 0,
  configChangedAt: 0, isAcceptingJobs: true, queuedJobCount: 0, deviceUri: 'file:///tmp', formats: [], defaultFormat: 'application/pdf', multipleDocuments: false, multipleOperationTimeOut: 300,
  capabilities: new Attributes(), ...change,
})

type JobEvent = Extract<PrintEvent, { readonly job: Job }>
type PrinterEvent = Extract<PrintEvent, { readonly printer: Printer }>

/** An event of a job. */
export const jobEvent = (type: JobEvent['type'], change: Partial<Job> = {}, time = 0): JobEvent => ({ type, time, job: aJob(change) })
/** An event of a printer. */
export const printerEvent = (type: PrinterEvent['type'], change: Partial<Printer> = {}, time = 0): PrintEvent => ({ type, time, printer: aPrinter(change) })
