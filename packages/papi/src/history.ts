/** What has happened to a job or a printer: every transition, with who or what caused it. */
import type { JobState, PrinterState } from '@platen/ipp-core'

/**
 * Who or what caused it.
 *
 * - `client`: the job's owner
 * - `operator`: somebody else who may
 * - `rule`: what was agreed before: a time, a limit, a fallback list
 * - `device`: what the device did or said
 * - `server`: the server itself: its queue's turn, its start
 */
export type HistorySource = 'client' | 'operator' | 'rule' | 'device' | 'server'

interface Happening {
  /** Milliseconds since 1970. */
  readonly time: number
  /** A word for what happened, `hold` or `moved`; which there are, the print service says. */
  readonly event: string
  /** Left out if it is not known. */
  readonly source?: HistorySource
  /** The user who asked, if one did. */
  readonly who?: string
  /** A sentence for people, empty if there is nothing to say. */
  readonly cause: string
}

/** An entry of a job's history, with the job as it was right after. */
export interface JobHappening extends Happening {
  /** The queue it was in. */
  readonly printer: string
  readonly state: JobState
  readonly stateReasons: readonly string[]
  /** Which attempt to send it belongs to, 1 for the first. */
  readonly attempt?: number
  /** Octets its device had taken. */
  readonly octets: number
}

/** An entry of a printer's history. */
export interface PrinterHappening extends Happening {
  /** The state it had then, if that is known. */
  readonly state?: PrinterState
  readonly stateReasons: readonly string[]
}
