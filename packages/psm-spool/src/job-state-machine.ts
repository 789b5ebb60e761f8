/** The states of a job: what each event does to a job in each state (RFC 8011 section 5.3.7). Pure. */
import { isTerminal, JobState, jobStateName } from '@platen/papi'

/** What the machine looks at. */
export interface Standing {
  readonly state: JobState
  /** Documents may still be added. */
  readonly open: boolean
  readonly documents: number
  /** Its documents are still there. */
  readonly kept: boolean
  /** Who asked to cancel it while it is being sent. */
  readonly cancelBy: 'user' | 'operator' | null
  readonly holdUntil: string
  readonly notice: string
}

/** What may happen to a job. */
export type JobEvent =
  | { readonly type: 'close' }
  | { readonly type: 'time-out'; readonly action: 'abort-job' | 'hold-job' | 'process-job' }
  | { readonly type: 'hold'; readonly until: string; readonly releaseAt: number | null }
  | { readonly type: 'release' }
  /** The time a job was held until has come. */
  | { readonly type: 'release-time' }
  | { readonly type: 'cancel'; readonly by: 'user' | 'operator'; readonly message: string }
  | { readonly type: 'start' }
  /** The device says it has stopped. */
  | { readonly type: 'stop'; readonly message: string }
  /** The device goes on. */
  | { readonly type: 'go-on' }
  | { readonly type: 'delivered'; readonly reasons: readonly string[]; readonly message: string }
  /** Back into the queue. `notice` stays with the job; `broken` says that octets had left. */
  | { readonly type: 'requeue'; readonly message: string; readonly notice?: string; readonly broken?: boolean }
  /** A person has to look: it is held. */
  | { readonly type: 'review'; readonly message: string; readonly broken?: boolean }
  | { readonly type: 'abort'; readonly reasons: readonly string[]; readonly message: string }
  | { readonly type: 'restart' }

/** What changes. `state`, `reasons` and `message` always; the rest where the event touches it. */
export interface Change {
  readonly state: JobState
  readonly reasons: readonly string[]
  readonly message: string
  readonly notice?: string
  readonly open?: boolean
  readonly holdUntil?: string
  readonly releaseAt?: number | null
  readonly cancelBy?: 'user' | 'operator' | null
  /** A send broke off after octets had left. */
  readonly broken?: boolean
  /** Everything about earlier printing is forgotten. */
  readonly anew?: boolean
}

/** The machine's answer: a change, `undefined` for none needed, or why it cannot be. */
export type Verdict = { readonly possible: true; readonly change: Change | undefined } | { readonly possible: false; readonly why: string }

const to = (state: JobState, reasons: readonly string[], message: string, more: Partial<Change> = {}): Verdict => ({ possible: true, change: { state, reasons, message, ...more } })
const unchanged: Verdict = { possible: true, change: undefined }
const refuse = (why: string): Verdict => ({ possible: false, why })

const holdReason = 'job-hold-until-specified'
const openReasons = ['job-incoming', 'job-data-insufficient']
const canceledBy = (by: 'user' | 'operator') => (by === 'user' ? 'job-canceled-by-user' : 'job-canceled-by-operator')
const unhold = { holdUntil: '', releaseAt: null }

/** How a job begins. */
export function firstStanding(open: boolean, hold: { readonly until: string; readonly releaseAt: number | null } | undefined): Change {
  const reasons = open ? openReasons : []
  if (hold === undefined) return { state: JobState.pending, reasons, message: '', open, ...unhold }
  return { state: JobState.pendingHeld, reasons: [...reasons, holdReason], message: '', open, holdUntil: hold.until, releaseAt: hold.releaseAt }
}

/** What an event does to a job. */
export function nextStanding(job: Standing, event: JobEvent): Verdict {
  switch (event.type) {
    case 'restart':
      return restarted(job)
    case 'close':
      if (!job.open) return unchanged
      return closed(job, '')
    case 'cancel':
      return canceled(job, event.by, event.message)
    default:
      break
  }
  if (isTerminal(job.state)) return refuse(`it is ${jobStateName(job.state)} already`)
  switch (event.type) {
    case 'hold':
    case 'release':
    case 'release-time':
    case 'time-out':
      return waiting(job, event)
    case 'abort':
      if (job.state !== JobState.pending && job.state !== JobState.pendingHeld) return printing(job, event)
      return to(JobState.aborted, ['aborted-by-system', ...event.reasons], event.message, { open: false, ...unhold })
    case 'start':
      if (job.state !== JobState.pending || job.open) return refuse(job.open ? 'it waits for its documents' : `it is ${jobStateName(job.state)}`)
      return to(JobState.processing, ['job-printing'], '')
    default:
      return printing(job, event)
  }
}

type WaitingEvent = Extract<JobEvent, { type: 'hold' | 'release' | 'release-time' | 'time-out' }>
type PrintingEvent = Extract<JobEvent, { type: 'stop' | 'go-on' | 'delivered' | 'requeue' | 'review' | 'abort' }>

/** Events of jobs that wait. */
function waiting(job: Standing, event: WaitingEvent): Verdict {
  const pendingReasons = job.open ? openReasons : []
  const isPrinting = job.state === JobState.processing || job.state === JobState.processingStopped
  switch (event.type) {
    case 'hold':
      if (isPrinting) return refuse('it is printing already; it can be canceled')
      if (event.until === 'no-hold') return waiting(job, { type: 'release' })
      return to(JobState.pendingHeld, [...pendingReasons, holdReason], '', { holdUntil: event.until, releaseAt: event.releaseAt })
    case 'release':
      // A job that is not held prints as it is (RFC 8011 section 4.3.6).
      return job.state === JobState.pendingHeld ? to(JobState.pending, pendingReasons, '', unhold) : unchanged
    case 'release-time':
      return job.state === JobState.pendingHeld ? to(JobState.pending, pendingReasons, '', unhold) : refuse('it is not held')
    case 'time-out':
      if (!job.open) return refuse('it is closed')
      if (job.documents === 0 || event.action === 'abort-job') {
        return to(JobState.aborted, ['aborted-by-system', 'submission-interrupted'], 'The client did not send all of it in time.', { open: false, ...unhold })
      }
      if (event.action === 'process-job') return closed(job, 'The client did not close the job in time; it prints what had come.')
      return to(JobState.pendingHeld, [holdReason], 'The client did not close the job in time; it is held with what had come.', { open: false, holdUntil: 'indefinite', releaseAt: null })
  }
}

function closed(job: Standing, notice: string): Verdict {
  if (job.documents === 0) return to(JobState.aborted, ['aborted-by-system', 'submission-interrupted'], 'It was closed without a document.', { open: false, ...unhold })
  return to(job.state, job.state === JobState.pendingHeld ? [holdReason] : [], '', { open: false, ...(notice === '' ? {} : { notice }) })
}

function canceled(job: Standing, by: 'user' | 'operator', message: string): Verdict {
  if (isTerminal(job.state)) return refuse(`it is ${jobStateName(job.state)} already`)
  if (job.state === JobState.pending || job.state === JobState.pendingHeld) return to(JobState.canceled, [canceledBy(by)], message, { open: false, ...unhold })
  if (job.cancelBy !== null) return unchanged
  return to(job.state, ['processing-to-stop-point', canceledBy(by)], message === '' ? 'It is being canceled.' : message, { cancelBy: by })
}

/** Events of a job that is being sent. A job that was asked to stop ends canceled, whatever its device did meanwhile. */
function printing(job: Standing, event: PrintingEvent): Verdict {
  if (job.state !== JobState.processing && job.state !== JobState.processingStopped) return refuse(`it is ${jobStateName(job.state)}, not printing`)
  const { cancelBy } = job
  const broken = 'broken' in event && event.broken ? { broken: true } : {}
  if (cancelBy !== null && event.type !== 'stop' && event.type !== 'go-on') {
    return to(JobState.canceled, [canceledBy(cancelBy)], event.type === 'delivered' ? 'It was canceled, but the printer had taken all of it.' : '', { cancelBy: null, ...broken })
  }
  const winding = cancelBy === null ? [] : ['processing-to-stop-point', canceledBy(cancelBy)]
  switch (event.type) {
    case 'stop':
      return to(JobState.processingStopped, ['printer-stopped', ...winding], event.message)
    case 'go-on':
      if (job.state === JobState.processing) return unchanged
      return to(JobState.processing, ['job-printing', ...winding], '')
    case 'delivered':
      return to(JobState.completed, [job.notice === '' ? 'job-completed-successfully' : 'job-completed-with-warnings', ...event.reasons], event.message)
    case 'requeue':
      return to(JobState.pending, [], event.message, { ...broken, ...(event.notice === undefined ? {} : { notice: event.notice }) })
    case 'review':
      return to(JobState.pendingHeld, ['job-held-for-review'], event.message, { holdUntil: 'indefinite', releaseAt: null, ...broken })
    case 'abort':
      return to(JobState.aborted, ['aborted-by-system', ...event.reasons], event.message)
  }
}

function restarted(job: Standing): Verdict {
  if (!isTerminal(job.state)) return refuse(`it is ${jobStateName(job.state)}; only a finished job can be printed again`)
  if (!job.kept || job.documents === 0) return refuse('its documents are no longer kept')
  return to(JobState.pending, [], '', { notice: '', open: false, cancelBy: null, anew: true, ...unhold })
}
