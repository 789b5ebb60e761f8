/** The rows of the spool's tables, as they are stored. */
import type { HistorySource, JobState, PrinterState } from '@platen/papi'
import type { CanceledBy } from '../job-state-machine.js'

/** A job. Booleans are 0 and 1; `reasons` are words with spaces between. */
export interface JobRow {
  readonly id: number
  readonly printer: string
  readonly name: string
  readonly user: string
  readonly host: string
  readonly state: JobState
  readonly reasons: string
  /** Why it is in its state. */
  readonly message: string
  /** What stays true of it, whatever its state: that it may be printed twice, say. */
  readonly notice: string
  readonly priority: number
  /** Above 0 after a promotion: the highest prints first. */
  readonly promoted: number
  readonly createdAt: number
  readonly processingAt: number | null
  readonly completedAt: number | null
  readonly octets: number
  readonly octetsProcessed: number
  readonly impressions: number
  readonly documents: number
  readonly format: string | null
  /** JSON of the Job Template attributes. */
  readonly ticket: string
  /** Whether documents may still be added. */
  readonly open: 0 | 1
  /** When an open job times out. */
  readonly openUntil: number | null
  /** The `job-hold-until` keyword while it is held; else empty. */
  readonly holdUntil: string
  /** When a held job prints by itself. */
  readonly releaseAt: number | null
  /** Who asked to cancel it, while its delivery winds down. */
  readonly cancelBy: CanceledBy | null
  /** How many of its copies and documents have been delivered whole: it goes on there. */
  readonly part: number
  /** Whether its start sheet has been delivered whole. */
  readonly startSheet: 0 | 1
  /** Sends that broke off after octets had left. */
  readonly brokenSends: number
  /** Whether its documents are still there. */
  readonly kept: 0 | 1
  /** Whether its queue is no longer configured: then it is not seen. */
  readonly absent: 0 | 1
  /** Where it stands in its queue: its `job-priority` and id, or those of the job it was put behind. */
  readonly queuePriority: number
  readonly place: number
  /** Whether it came while new jobs were held, and is held for that. */
  readonly heldNew: 0 | 1
  /** Whether it waits for its password. */
  readonly locked: 0 | 1
  /** Its password, sealed; empty if it has none. */
  readonly password: string
  /** Who has stopped feeding its device. */
  readonly suspendedBy: 'user' | 'operator' | null
  /** Seconds it may take from when it is first sent (`job-cancel-after`), and when they are over. */
  readonly cancelAfter: number | null
  readonly cancelAt: number | null
  /** What its client asked about keeping its documents, in the words of `retention-time.ts`; empty if nothing. */
  readonly retain: string
  /** Until when they are kept, once it is finished; empty: as long as the configuration says. */
  readonly retainUntil: number | null
  /** Whether it was made with `proof-print`. */
  readonly proof: 0 | 1
  /** How often its documents are delivered. */
  readonly copies: number
  /** Documents of it that were canceled. */
  readonly canceledDocuments: number
  /** The queues it was moved from, in order, with spaces between: the last ones. */
  readonly movedFrom: string
  /** The queues it left by itself, for their devices were down: it does not go back to them by itself. */
  readonly leftQueues: string
  /** What its last move is to be told as, whatever its state; empty if it was not moved. */
  readonly moveNotice: string
  /** The queue whose device it is or was sent to, if its own is a class; else empty. */
  readonly assignedTo: string
}

/** The columns of {@link JobRow}, in the order of the table. */
export const jobColumns: readonly (keyof JobRow)[] = [
  'id', 'printer', 'name', 'user', 'host', 'state', 'reasons', 'message', 'notice', 'priority', 'promoted', 'createdAt', 'processingAt', 'completedAt',
  'octets', 'octetsProcessed', 'impressions', 'documents', 'format', 'ticket', 'open', 'openUntil', 'holdUntil', 'releaseAt', 'cancelBy', 'part',
  'brokenSends', 'kept', 'absent', 'queuePriority', 'place', 'heldNew', 'locked', 'password', 'suspendedBy', 'cancelAfter', 'cancelAt', 'retain', 'retainUntil',
  'proof', 'canceledDocuments', 'copies', 'startSheet', 'movedFrom', 'leftQueues', 'moveNotice', 'assignedTo',
]

/** A document: its octets are in `content` or in a file. Both are empty once they are no longer kept. */
export interface DocumentRow {
  readonly job: number
  readonly number: number
  readonly name: string
  readonly format: string
  readonly octets: number
  readonly file: string | null
  /** `document-natural-language`; empty if its client did not say. */
  readonly naturalLanguage: string
  readonly createdAt: number
  /** SHA-256 of its octets as they came; `null` while that is not known. */
  readonly digest: Uint8Array | null
  /** Who left it out of its job, and when. */
  readonly canceledBy: 'user' | 'operator' | null
  readonly canceledAt: number | null
}

/** The columns of {@link DocumentRow}. */
export const documentColumns: readonly (keyof DocumentRow)[] = ['job', 'number', 'name', 'format', 'octets', 'file', 'naturalLanguage', 'createdAt', 'digest', 'canceledBy', 'canceledAt']

/** A printer's lasting state. */
export interface PrinterRow {
  readonly name: string
  readonly paused: 0 | 1
  readonly pauseMessage: string
  /** Since when its device was down, if that made its error policy pause it; `null` if a person did, or nobody. */
  readonly downSince: number | null
  readonly accepting: 0 | 1
  readonly acceptingMessage: string
  readonly stateChangedAt: number
  readonly configChangedAt: number
  readonly queued: number
  /** Octets of the documents of its unfinished jobs. */
  readonly queuedOctets: number
  /** Whether new jobs are held. */
  readonly holdNew: 0 | 1
  readonly holdNewMessage: string
  /** Whether it is out of service. */
  readonly shutdown: 0 | 1
  readonly shutdownMessage: string
  /** Whether an operator has deactivated it. */
  readonly deactivated: 0 | 1
  readonly deactivatedMessage: string
}

/** The columns of {@link PrinterRow}. */
export const printerColumns: readonly (keyof PrinterRow)[] = [
  'name', 'paused', 'pauseMessage', 'downSince', 'accepting', 'acceptingMessage', 'stateChangedAt', 'configChangedAt', 'queued', 'queuedOctets', 'holdNew', 'holdNewMessage', 'shutdown', 'shutdownMessage', 'deactivated', 'deactivatedMessage',
]

/** An attempt to send, journaled before its first octet. */
export interface AttemptRow {
  readonly id: number
  readonly job: number
  readonly part: number
  readonly begunAt: number
  readonly endedAt: number | null
  readonly octets: number
  readonly outcome: string
  readonly message: string
}

/** What happened to a job, who caused it, and how it was right after. */
export interface TimelineRow {
  readonly time: number
  readonly event: string
  readonly state: JobState
  readonly reasons: string
  readonly message: string
  /** The queue it was in. */
  readonly printer: string
  /** Empty: not known, for an earlier version wrote it. */
  readonly source: HistorySource | ''
  readonly who: string
  readonly cause: string
  /** The attempt that it belongs to, by its id. */
  readonly attempt: number | null
  /** Octets its printer had taken. */
  readonly octets: number
}

/** What happened to a printer. */
export interface PrinterTimelineRow {
  readonly time: number
  readonly event: string
  readonly source: HistorySource
  readonly who: string
  readonly cause: string
  readonly state: PrinterState | null
  readonly reasons: string
}
