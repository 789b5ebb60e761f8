/** The states of a job: what each event does to a job in each state (RFC 8011 section 5.3.7). Pure. */
import { completedReasons, isTerminal, JobState, jobStateName } from '@platen/papi'
import type { Lock } from './lock.js'

/** Who, or what, ends a job before it is printed. */
export type CanceledBy = 'user' | 'operator' | 'time-out'

/** What the machine looks at. */
export interface Standing {
  readonly state: JobState
  /** Documents may still be added. */
  readonly open: boolean
  /** Documents that are to be printed: those that were canceled do not count. */
  readonly documents: number
  /** Its documents are still there. */
  readonly kept: boolean
  /** Who asked to cancel it while it is being sent. */
  readonly cancelBy: CanceledBy | null
  /** What holds it: a `job-hold-until` value, empty if none; that it came while new jobs were held; that its lock is not opened. */
  readonly holdUntil: string
  readonly heldNew: boolean
  readonly locked: boolean
  /** What it was made with. */
  readonly lock: Lock
  /** Who has stopped feeding its device. */
  readonly suspendedBy: 'user' | 'operator' | null
  /** Its device says that it has stopped. */
  readonly deviceStopped: boolean
  readonly notice: string
}

/** Until when a job is held. */
export interface Hold {
  readonly until: string
  /** When it is released by itself; `null`: not. */
  readonly releaseAt: number | null
}

/** What may happen to a job. */
export type JobEvent =
  | { readonly type: 'close' }
  | { readonly type: 'time-out'; readonly action: 'abort-job' | 'hold-job' | 'process-job' }
  | ({ readonly type: 'hold' } & Hold)
  /** `unlocked`: its password was given, or its owner asks. `by`: an operator may release what an operator held. */
  | { readonly type: 'release'; readonly unlocked?: boolean; readonly by?: 'user' | 'operator' }
  /** The time a job was held until has come. */
  | { readonly type: 'release-time' }
  /** New jobs are no longer held. */
  | { readonly type: 'release-new' }
  | { readonly type: 'cancel'; readonly by: CanceledBy; readonly message: string }
  | { readonly type: 'start' }
  /** Someone stops feeding the device. */
  | { readonly type: 'suspend'; readonly by: 'user' | 'operator' }
  | { readonly type: 'resume' }
  /** The device says it has stopped. */
  | { readonly type: 'stop'; readonly message: string }
  /** The device goes on. */
  | { readonly type: 'go-on' }
  | { readonly type: 'delivered'; readonly reasons: readonly string[]; readonly message: string }
  /** Somebody canceled it at the device. */
  | { readonly type: 'device-canceled'; readonly reasons: readonly string[]; readonly message: string }
  /** Back into the queue. `notice` stays with the job; `broken` says that octets had left. */
  | { readonly type: 'requeue'; readonly message: string; readonly notice?: string; readonly broken?: boolean }
  /** A person has to look: it is held. */
  | { readonly type: 'review'; readonly message: string; readonly broken?: boolean }
  | { readonly type: 'abort'; readonly reasons: readonly string[]; readonly message: string }
  | { readonly type: 'restart'; readonly hold?: Hold }

/** What changes. `state`, `reasons` and `message` always; the rest where the event touches it. */
export interface Change {
  readonly state: JobState
  readonly reasons: readonly string[]
  readonly message: string
  readonly notice?: string
  readonly open?: boolean
  readonly holdUntil?: string
  readonly releaseAt?: number | null
  readonly heldNew?: boolean
  readonly locked?: boolean
  readonly suspendedBy?: 'user' | 'operator' | null
  readonly cancelBy?: CanceledBy | null
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

const openReasons = ['job-incoming', 'job-data-insufficient']
const cancelReasons: Readonly<Record<CanceledBy, string>> = { user: 'job-canceled-by-user', operator: 'job-canceled-by-operator', 'time-out': 'job-canceled-after-timeout' }
const unhold = { holdUntil: '', releaseAt: null, heldNew: false, locked: false }

/** What holds a job that waits. */
type Holds = Pick<Standing, 'holdUntil' | 'heldNew' | 'locked' | 'lock'>

const lockReasons: Readonly<Record<Lock, readonly string[]>> = { none: [], password: ['job-password-wait'], owner: ['job-held-for-authorization'] }

/** State and reasons of a job that waits: each hold has its own reason, and the last to go lets it print. */
function waits(open: boolean, { holdUntil, heldNew, locked, lock }: Holds): { readonly state: JobState; readonly reasons: readonly string[] } {
  const holds = [holdUntil === '' ? [] : ['job-hold-until-specified'], heldNew ? ['job-held-for-review'] : [], locked ? lockReasons[lock] : []].flat()
  return { state: holds.length === 0 ? JobState.pending : JobState.pendingHeld, reasons: [...(open ? openReasons : []), ...holds] }
}

/** How a job begins. */
export function firstStanding(open: boolean, hold: Hold | undefined, { heldNew = false, lock = 'none' }: { readonly heldNew?: boolean; readonly lock?: Lock } = {}): Change {
  const holds = { holdUntil: hold?.until ?? '', heldNew, locked: lock !== 'none' }
  return { ...waits(open, { ...holds, lock }), message: '', open, ...holds, releaseAt: hold?.releaseAt ?? null }
}

/** What an event does to a job. */
export function nextStanding(job: Standing, event: JobEvent): Verdict {
  switch (event.type) {
    case 'restart':
      return restarted(job, event.hold)
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
    case 'release-new':
    case 'time-out':
      return waiting(job, event)
    case 'abort':
      if (isPrinting(job)) return printing(job, event)
      return to(JobState.aborted, ['aborted-by-system', ...event.reasons], event.message, { open: false, ...unhold })
    case 'start':
      if (job.state !== JobState.pending || job.open) return refuse(job.open ? 'it waits for its documents' : `it is ${jobStateName(job.state)}`)
      return to(JobState.processing, ['job-printing'], '')
    default:
      return printing(job, event)
  }
}

const isPrinting = ({ state }: Standing): boolean => state === JobState.processing || state === JobState.processingStopped

type WaitingEvent = Extract<JobEvent, { type: 'hold' | 'release' | 'release-time' | 'release-new' | 'time-out' }>
type PrintingEvent = Extract<JobEvent, { type: 'suspend' | 'resume' | 'stop' | 'go-on' | 'delivered' | 'device-canceled' | 'requeue' | 'review' | 'abort' }>

/** Events of jobs that wait. */
function waiting(job: Standing, event: WaitingEvent): Verdict {
  const held = (holds: Partial<Omit<Holds, 'lock'>>, releaseAt: number | null = null): Verdict => {
    const all = { holdUntil: job.holdUntil, heldNew: job.heldNew, locked: job.locked, ...holds }
    const { state, reasons } = waits(job.open, { ...all, lock: job.lock })
    return to(state, reasons, '', { ...all, releaseAt })
  }
  switch (event.type) {
    case 'hold':
      if (isPrinting(job)) return refuse('it is printing already; it can be canceled or suspended')
      if (event.until === 'no-hold') return job.state === JobState.pendingHeld ? held({ holdUntil: '' }) : unchanged
      return held({ holdUntil: event.until }, event.releaseAt)
    case 'release':
      // A job that is not held prints as it is (RFC 8011 section 4.3.6).
      if (job.state !== JobState.pendingHeld) return unchanged
      if (job.locked && event.unlocked !== true) return refuse(job.lock === 'owner' ? 'it waits for its owner' : 'it waits for its password')
      if (job.heldNew && event.by === 'user') return refuse('an operator holds new jobs of this printer')
      return held({ holdUntil: '', heldNew: false, locked: false })
    case 'release-time':
      return job.state === JobState.pendingHeld ? held({ holdUntil: '' }) : refuse('it is not held')
    case 'release-new':
      return job.heldNew ? held({ heldNew: false }) : refuse('it is not held')
    case 'time-out':
      if (!job.open) return refuse('it is closed')
      if (job.documents === 0 || event.action === 'abort-job') {
        return to(JobState.aborted, ['aborted-by-system', 'submission-interrupted'], 'The client did not send all of it in time.', { open: false, ...unhold })
      }
      if (event.action === 'process-job') return closed(job, 'The client did not close the job in time; it prints what had come.')
      return to(JobState.pendingHeld, ['job-hold-until-specified'], 'The client did not close the job in time; it is held with what had come.', { open: false, holdUntil: 'indefinite', releaseAt: null })
  }
}

function closed(job: Standing, notice: string): Verdict {
  if (job.documents === 0) return to(JobState.aborted, ['aborted-by-system', 'submission-interrupted'], 'It was closed without a document.', { open: false, ...unhold })
  const { state, reasons } = waits(false, job)
  return to(state, reasons, '', { open: false, ...(notice === '' ? {} : { notice }) })
}

function canceled(job: Standing, by: CanceledBy, message: string): Verdict {
  if (isTerminal(job.state)) return refuse(`it is ${jobStateName(job.state)} already`)
  if (!isPrinting(job)) return to(JobState.canceled, [cancelReasons[by]], message, { open: false, ...unhold })
  if (job.cancelBy !== null) return unchanged
  return to(job.deviceStopped ? JobState.processingStopped : JobState.processing, windingDown(by), message === '' ? 'It is being canceled.' : message, { cancelBy: by, suspendedBy: null })
}

const windingDown = (by: CanceledBy): string[] => ['processing-to-stop-point', cancelReasons[by]]

/** State and reasons of a job that is on its device. */
function onDevice({ deviceStopped, suspendedBy, cancelBy }: Pick<Standing, 'deviceStopped' | 'suspendedBy' | 'cancelBy'>): { readonly state: JobState; readonly reasons: readonly string[] } {
  const stops = [...(deviceStopped ? ['printer-stopped'] : []), ...(suspendedBy === null ? [] : ['job-suspended', `job-suspended-by-${suspendedBy}`])]
  return {
    state: stops.length === 0 ? JobState.processing : JobState.processingStopped,
    reasons: [...(stops.length === 0 ? ['job-printing'] : stops), ...(cancelBy === null ? [] : windingDown(cancelBy))],
  }
}

/** Events of a job that is being sent. A job that was asked to stop ends canceled, whatever its device did meanwhile. */
function printing(job: Standing, event: PrintingEvent): Verdict {
  if (!isPrinting(job)) return refuse(`it is ${jobStateName(job.state)}, not printing`)
  const { cancelBy } = job
  const goesOn = (change: Partial<Standing>, message: string, more: Partial<Change> = {}): Verdict => {
    const { state, reasons } = onDevice({ ...job, ...change })
    return to(state, reasons, message, more)
  }
  switch (event.type) {
    case 'suspend':
      if (cancelBy !== null) return refuse('it is being canceled')
      if (job.suspendedBy !== null) return unchanged
      return goesOn({ suspendedBy: event.by }, event.by === 'user' ? 'It is suspended by its owner.' : 'It is suspended by an operator.', { suspendedBy: event.by })
    case 'resume':
      if (job.suspendedBy === null) return refuse('it is not suspended')
      return goesOn({ suspendedBy: null }, '', { suspendedBy: null })
    case 'stop':
      return goesOn({ deviceStopped: true }, event.message)
    case 'go-on':
      return job.deviceStopped ? goesOn({ deviceStopped: false }, '') : unchanged
    default:
      return leavesDevice(job, event)
  }
}

/** A delivery has ended. */
function leavesDevice({ cancelBy, suspendedBy, notice }: Standing, event: Exclude<PrintingEvent, { type: 'suspend' | 'resume' | 'stop' | 'go-on' }>): Verdict {
  const ended = { suspendedBy: null, ...('broken' in event && event.broken ? { broken: true } : {}) }
  if (cancelBy !== null) {
    return to(JobState.canceled, [cancelReasons[cancelBy]], event.type === 'delivered' ? 'It was canceled, but the printer had taken all of it.' : '', { cancelBy: null, ...ended })
  }
  const review = (message: string): Verdict => to(JobState.pendingHeld, ['job-held-for-review'], message, { holdUntil: 'indefinite', releaseAt: null, ...ended })
  switch (event.type) {
    case 'delivered':
      return to(JobState.completed, completedReasons(event.reasons, notice !== ''), event.message, ended)
    case 'device-canceled':
      return to(JobState.canceled, [...new Set(['job-canceled-at-device', ...event.reasons])], event.message, ended)
    case 'requeue':
      // What was suspended does not begin to print by itself.
      if (suspendedBy !== null) return review(`${event.message === '' ? '' : `${event.message} `}It was suspended: it is held until it is released.`)
      return to(JobState.pending, [], event.message, { ...ended, ...(event.notice === undefined ? {} : { notice: event.notice }) })
    case 'review':
      return review(event.message)
    case 'abort':
      return to(JobState.aborted, ['aborted-by-system', ...event.reasons], event.message, ended)
  }
}

function restarted(job: Standing, hold: Hold | undefined): Verdict {
  if (!isTerminal(job.state)) return refuse(`it is ${jobStateName(job.state)}; only a finished job can be printed again`)
  if (!job.kept || job.documents === 0) return refuse('its documents are no longer kept')
  const holds = { holdUntil: hold?.until ?? '', heldNew: false, locked: job.lock !== 'none' }
  const { state, reasons } = waits(false, { ...holds, lock: job.lock })
  return to(state, reasons, '', { notice: '', open: false, cancelBy: null, suspendedBy: null, anew: true, ...holds, releaseAt: hold?.releaseAt ?? null })
}
