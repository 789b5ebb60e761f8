/** Every command of the writer, by type: what it takes, what it answers, who carries it out. */
import type { JobRow, PrinterRow } from '../rows.js'
import { acceptJob, type AcceptJob } from './accept-job.js'
import type { Work } from './apply-event.js'
import { beginAttempt, endAttempt, type BeginAttempt, type EndAttempt } from './attempts.js'
import { cancelDocument, keepDigest, modifyDocument, type CancelDocument, type KeepDigest, type ModifyDocument } from './documents.js'
import { forget, type Forget, type Forgotten } from './forget.js'
import { addDocument, checkOpen, extendOpen, type AddDocument, type CheckOpen, type ExtendOpen } from './open-job.js'
import {
  changePrinter, configurePrinter, notePrinter, purgeJobs, releaseNewJobs, removePrinter, setUpPrinters,
  type ChangePrinter, type ConfigurePrinter, type NotePrinter, type PurgeJobs, type ReleaseNewJobs, type RemovePrinter, type SetUp, type SetUpPrinters,
} from './printers.js'
import { moveJob, type MoveJob } from './move-job.js'
import { noteLines, type NoteLines } from './note-lines.js'
import { modifyJob, type ModifyJob } from './rearrange-job.js'
import { recover, type Recover, type Recovered } from './recover.js'
import { resubmitJob, type ResubmitJob } from './resubmit-job.js'
import { promoteJob, scheduleJobAfter, type PromoteJob, type ScheduleJobAfter } from './schedule-job.js'
import { transition, type Transition } from './transition.js'

/** A command to the writer. */
export type Command =
  | AcceptJob
  | AddDocument
  | CheckOpen
  | ExtendOpen
  | Transition
  | ModifyJob
  | MoveJob
  | PromoteJob
  | ScheduleJobAfter
  | ResubmitJob
  | CancelDocument
  | ModifyDocument
  | KeepDigest
  | BeginAttempt
  | EndAttempt
  | SetUpPrinters
  | ConfigurePrinter
  | RemovePrinter
  | ChangePrinter
  | NotePrinter
  | NoteLines
  | ReleaseNewJobs
  | PurgeJobs
  | Recover
  | Forget

/** What each command answers once it is committed. */
export interface Answers {
  readonly 'accept-job': JobRow
  readonly 'add-document': JobRow
  readonly 'check-open': JobRow
  readonly 'extend-open': undefined
  readonly 'transition': JobRow
  readonly 'modify-job': JobRow
  readonly 'move-job': JobRow
  readonly 'promote-job': JobRow
  readonly 'schedule-job-after': JobRow
  /** The new job. */
  readonly 'resubmit-job': JobRow
  readonly 'cancel-document': JobRow
  readonly 'modify-document': JobRow
  readonly 'keep-digest': undefined
  /** The attempt's id. */
  readonly 'begin-attempt': number
  readonly 'end-attempt': JobRow
  readonly 'set-up-printers': SetUp
  readonly 'configure-printer': PrinterRow
  /** Files that are no longer needed. */
  readonly 'remove-printer': readonly string[]
  readonly 'change-printer': PrinterRow
  readonly 'note-printer': undefined
  readonly 'note-lines': undefined
  readonly 'release-new-jobs': PrinterRow
  /** Files that are no longer needed. */
  readonly 'purge-jobs': readonly string[]
  readonly 'recover': Recovered
  readonly 'forget': Forgotten
}

/** Carries out a command within a transaction. @throws PapiError if it is refused */
export function carryOut(work: Work, command: Command): Answers[Command['type']] {
  switch (command.type) {
    case 'accept-job':
      return acceptJob(work, command)
    case 'add-document':
      return addDocument(work, command)
    case 'check-open':
      return checkOpen(work, command)
    case 'extend-open':
      extendOpen(work, command)
      return undefined
    case 'transition':
      return transition(work, command)
    case 'modify-job':
      return modifyJob(work, command)
    case 'move-job':
      return moveJob(work, command)
    case 'promote-job':
      return promoteJob(work, command)
    case 'schedule-job-after':
      return scheduleJobAfter(work, command)
    case 'resubmit-job':
      return resubmitJob(work, command)
    case 'cancel-document':
      return cancelDocument(work, command)
    case 'modify-document':
      return modifyDocument(work, command)
    case 'keep-digest':
      keepDigest(work, command)
      return undefined
    case 'begin-attempt':
      return beginAttempt(work, command)
    case 'end-attempt':
      return endAttempt(work, command)
    case 'set-up-printers':
      return setUpPrinters(work, command)
    case 'configure-printer':
      return configurePrinter(work, command)
    case 'remove-printer':
      return removePrinter(work, command)
    case 'change-printer':
      return changePrinter(work, command)
    case 'note-printer':
      notePrinter(work, command)
      return undefined
    case 'note-lines':
      noteLines(work, command)
      return undefined
    case 'release-new-jobs':
      return releaseNewJobs(work, command)
    case 'purge-jobs':
      return purgeJobs(work, command)
    case 'recover':
      return recover(work, command)
    case 'forget':
      return forget(work, command)
  }
}
