/** Moves a job to another printer: because someone asks (CUPS-Move-Job), or by itself, because its device is down (the queue's fallback list). Whoever moves jobs comes through here. */
import { JobState, PapiError } from '@platen/papi'
import { ticketFields, type TicketDefaults } from '../../ticket-fields.js'
import { ticketFromJson } from '../../ticket-json.js'
import type { JobRow } from '../rows.js'
import { isAccepting, notAccepting } from './accept-job.js'
import type { Asker, Work } from './apply-event.js'
import { askedBy, type Origin } from './origin.js'
import { waitingJob, write } from './rearrange-job.js'

/** Moves a job to another printer. */
export interface MoveJob {
  readonly type: 'move-job'
  readonly job: number
  /** The printer it goes to. */
  readonly printer: string
  /** Formats that printer takes. */
  readonly formats: readonly string[]
  /** What holds there where the job's ticket does not say. */
  readonly defaults: TicketDefaults
  /** Someone who asks, or the rule of the queue that it leaves. */
  readonly because: Asker | FallbackRule
  readonly at: number
}

/** What lets a job leave its queue by itself. */
export interface FallbackRule {
  /** The queue it leaves. */
  readonly from: string
  /** What is wrong there, a sentence without its full stop. */
  readonly why: string
  /** How often a job may move by itself. */
  readonly limit: number
  /** Whether it may leave after octets of it were sent. */
  readonly afterSend: boolean
}

/** Names of earlier queues that are kept with a job. */
const rememberedQueues = 20

/** The queues of a list as it is stored. */
export const queuesIn = (list: string): string[] => (list === '' ? [] : list.split(' '))

/** Whether octets of a job may have been sent since it was made, or printed anew. */
export function wasSent({ tables }: Work, job: JobRow): boolean {
  return job.processingAt !== null && tables.rows('SELECT 1 FROM attempts WHERE job = ? AND begunAt >= ? LIMIT 1', job.id, job.processingAt).length > 0
}

export function moveJob(work: Work, command: MoveJob): JobRow {
  const { because, at } = command
  const isRule = 'from' in because
  const job = waitingJob(work, command.job, isRule ? undefined : because)
  const target = work.tables.printer(command.printer)
  const refused = (why: string) => new PapiError('not-possible', `job ${job.id} is not moved to printer "${target.name}": ${why}`)
  if (isRule) {
    const why = whyStays(work, job, because, target.name)
    if (why !== undefined) throw refused(why)
  }
  if (!isAccepting(target)) throw notAccepting(target)
  for (const { format } of work.tables.documents(job.id)) {
    if (!command.formats.includes(format)) throw new PapiError('document-format-not-supported', `job ${job.id} cannot be moved: printer "${target.name}" does not take ${format}`)
  }
  const fields = ticketFields(ticketFromJson(job.ticket), command.defaults)
  const left = { ...job, printer: target.name, promoted: 0, ...fields, queuePriority: fields.priority, place: job.id, assignedTo: '' }
  if (target.name === job.printer) return write(work, left, 'move', at, originOf(because, job))
  const from = `It was moved from printer "${job.printer}"`
  const moved: JobRow = {
    ...left,
    movedFrom: [...queuesIn(job.movedFrom), job.printer].slice(-rememberedQueues).join(' '),
    // A person has decided anew: what the job did by itself counts no more.
    leftQueues: isRule ? [...queuesIn(job.leftQueues), job.printer].join(' ') : '',
    moveNotice: isRule ? `${from}: ${because.why}.` : `${from} by ${because.user}.`,
  }
  const origin = originOf(because, job)
  tellPrinters(work, moved, job.printer, isRule ? because.why : '', at, origin)
  return write(work, moved, 'move', at, origin, { type: 'job-moved', job: moved, from: job.printer })
}

/** The timelines of both printers have it. */
function tellPrinters({ tables }: Work, { id, name, printer }: JobRow, from: string, why: string, at: number, { source, who }: Origin): void {
  const note = { time: at, source, who, state: null, reasons: '' }
  const job = `Job ${id} "${name}"`
  tables.tellPrinter(from, { ...note, event: 'job-left', cause: `${job} went to printer "${printer}"${why === '' ? '' : `: ${why}`}.` })
  tables.tellPrinter(printer, { ...note, event: 'job-arrived', cause: `${job} came from printer "${from}"${why === '' ? '' : `: ${why}`}.` })
}

/** Why a job does not leave its queue by itself; `undefined` if it does. */
function whyStays(work: Work, job: JobRow, { from, limit, afterSend }: FallbackRule, to: string): string | undefined {
  if (job.printer !== from) return `it is in queue "${job.printer}" now`
  if (job.state !== JobState.pending || job.open === 1) return 'it is held, or waits for its documents'
  const left = queuesIn(job.leftQueues)
  if (left.includes(to)) return 'it left that one for the same reason'
  if (left.length >= limit) return `it has moved ${left.length} times by itself`
  return !afterSend && wasSent(work, job) ? 'octets of it have been sent' : undefined
}

function originOf(because: Asker | FallbackRule, job: JobRow): Origin {
  return 'from' in because ? { source: 'rule', who: '', cause: `From printer "${job.printer}": ${because.why}.` } : { ...askedBy(job, because), cause: `From printer "${job.printer}".` }
}
