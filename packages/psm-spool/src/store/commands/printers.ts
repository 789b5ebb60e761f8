/** The printers' lasting state: which there are, whether they print and accept. */
import type { HistorySource, PrinterState } from '@platen/papi'
import type { JobRow, PrinterRow } from '../rows.js'
import type { Tables } from '../tables.js'
import { afterEvent, applyEvent, type Work } from './apply-event.js'

/** Tells which queues are configured. Jobs of others are not seen until their queue is back. */
export interface SetUpPrinters {
  readonly type: 'set-up-printers'
  /** `configuration` is any text that differs if the configuration does. */
  readonly printers: readonly { readonly name: string; readonly configuration: string }[]
  readonly at: number
}

/** Writes down that a printer's configuration is another now, or that there is a new printer: one that prints and accepts. */
export interface ConfigurePrinter {
  readonly type: 'configure-printer'
  readonly printer: string
  /** Any text that differs if the configuration does. */
  readonly configuration: string
  readonly isNew: boolean
  /** The operator. */
  readonly who: string
  readonly at: number
}

/** Cancels and forgets every job of a printer, and the printer. */
export interface RemovePrinter {
  readonly type: 'remove-printer'
  readonly printer: string
  /** The operator. */
  readonly who: string
  readonly at: number
}

/** A change of a printer's lasting state. */
export type PrinterChange =
  /** `downSince`: since when its device is down, if its error policy pauses it for that; `null` if a person does. */
  | { readonly paused: 0 | 1; readonly pauseMessage: string; readonly downSince: number | null }
  | { readonly accepting: 0 | 1; readonly acceptingMessage: string }
  | { readonly holdNew: 0 | 1; readonly holdNewMessage: string }
  | { readonly shutdown: 0 | 1; readonly shutdownMessage: string }
  | { readonly deactivated: 0 | 1; readonly deactivatedMessage: string }

/** Pauses, resumes, enables, disables, holds new jobs, shuts down, starts up, deactivates, activates. */
export interface ChangePrinter {
  readonly type: 'change-printer'
  readonly printer: string
  readonly change: PrinterChange
  /** What that is called in the printer's timeline, `pause`. */
  readonly event: string
  readonly source: HistorySource
  /** The operator; empty if none asked. */
  readonly who: string
  readonly at: number
}

/** Writes down what a printer's device has come to. */
export interface NotePrinter {
  readonly type: 'note-printer'
  readonly printer: string
  readonly event: 'stop' | 'go-on' | 'report'
  readonly cause: string
  readonly state: PrinterState
  readonly reasons: readonly string[]
  readonly at: number
}

/** Ends the holding of new jobs. */
export interface ReleaseNewJobs {
  readonly type: 'release-new-jobs'
  readonly printer: string
  /** The operator. */
  readonly who: string
  readonly at: number
}

/** Cancels and forgets every job of a printer. */
export interface PurgeJobs {
  readonly type: 'purge-jobs'
  readonly printer: string
  readonly by: 'operator'
  /** Who that is. */
  readonly who: string
  readonly at: number
}

/** What is there after {@link SetUpPrinters}. */
export interface SetUp {
  readonly printers: readonly PrinterRow[]
  /** The highest id ever given to a job that is or was here. */
  readonly highestJob: number
  /** Unfinished jobs whose queue is not configured, by queue. */
  readonly absent: readonly { readonly printer: string; readonly jobs: number }[]
}

export function setUpPrinters({ tables }: Work, command: SetUpPrinters): SetUp {
  for (const { name, configuration } of command.printers) putPrinter(tables, name, configuration, command.at)
  const names = JSON.stringify(command.printers.map((one) => one.name))
  tables.statement('UPDATE jobs SET absent = 1 - absent WHERE absent <> (printer NOT IN (SELECT value FROM json_each(?)))').run(names)
  const highest = tables.rows<{ highest: number }>(`SELECT max(coalesce((SELECT max(id) FROM jobs), 0), (SELECT value FROM meta WHERE key = 'highest-forgotten-job')) AS highest`)
  return {
    printers: command.printers.map((one) => tables.printer(one.name)),
    highestJob: highest[0]?.highest ?? 0,
    absent: tables.rows('SELECT printer, count(*) AS jobs FROM jobs WHERE state < 7 AND absent = 1 GROUP BY printer'),
  }
}

function putPrinter(tables: Tables, name: string, configuration: string, at: number): void {
  tables
    .statement(
      `INSERT INTO printers (name, configuration, stateChangedAt, configChangedAt) VALUES (?1, ?2, ?3, ?3)
       ON CONFLICT (name) DO UPDATE SET configuration = ?2, configChangedAt = ?3 WHERE configuration <> ?2`,
    )
    .run(name, configuration, at)
}

/** What a printer is that no operator has touched. */
const inService = {
  paused: 0, pauseMessage: '', downSince: null, accepting: 1, acceptingMessage: '', holdNew: 0, holdNewMessage: '', shutdown: 0, shutdownMessage: '', deactivated: 0, deactivatedMessage: '',
} as const

export function configurePrinter(work: Work, { printer, configuration, isNew, who, at }: ConfigurePrinter): PrinterRow {
  const { tables } = work
  putPrinter(tables, printer, configuration, at)
  if (isNew) {
    // A printer of that name may have been configured once: its pause is over, its jobs are back.
    writePrinter(tables, { ...tables.printer(printer), ...inService, stateChangedAt: at })
    tables.statement('UPDATE printers SET configChangedAt = ?2 WHERE name = ?1').run(printer, at)
    tables.statement('UPDATE jobs SET absent = 0 WHERE printer = ? AND absent = 1').run(printer)
  }
  tables.tellPrinter(printer, { time: at, event: isNew ? 'add' : 'configure', source: 'operator', who, cause: '', state: null, reasons: '' })
  return tables.printer(printer)
}

export function removePrinter(work: Work, { printer, who, at }: RemovePrinter): string[] {
  const files = purgeJobs(work, { type: 'purge-jobs', printer, by: 'operator', who, at })
  work.tables.statement('DELETE FROM printers WHERE name = ?').run(printer)
  return files
}

export function changePrinter({ tables, effects }: Work, { printer, change, event, source, who, at }: ChangePrinter): PrinterRow {
  const changed: PrinterRow = { ...tables.printer(printer), ...change, stateChangedAt: at }
  writePrinter(tables, changed)
  tables.tellPrinter(printer, { time: at, event, source, who, cause: Object.values(change).find((one) => typeof one === 'string') ?? '', state: null, reasons: '' })
  effects.push({ type: 'printer', printer: changed })
  return changed
}

function writePrinter(tables: Tables, row: PrinterRow): void {
  tables
    .statement(
      `UPDATE printers SET paused = ?, pauseMessage = ?, downSince = ?, accepting = ?, acceptingMessage = ?, holdNew = ?, holdNewMessage = ?, shutdown = ?, shutdownMessage = ?,
         deactivated = ?, deactivatedMessage = ?, stateChangedAt = ?
       WHERE name = ?`,
    )
    .run(
      row.paused, row.pauseMessage, row.downSince, row.accepting, row.acceptingMessage, row.holdNew, row.holdNewMessage, row.shutdown, row.shutdownMessage,
      row.deactivated, row.deactivatedMessage, row.stateChangedAt, row.name,
    )
}

export function notePrinter({ tables }: Work, { printer, event, cause, state, reasons, at }: NotePrinter): undefined {
  tables.tellPrinter(printer, { time: at, event, source: 'device', who: '', cause, state, reasons: reasons.join(' ') })
}

/** Holds new jobs no longer, and lets those print that were held for it. */
export function releaseNewJobs(work: Work, { printer, who, at }: ReleaseNewJobs): PrinterRow {
  const changed = changePrinter(work, { type: 'change-printer', printer, change: { holdNew: 0, holdNewMessage: '' }, event: 'release-held-new-jobs', source: 'operator', who, at })
  for (const job of work.tables.jobs('printer = ? AND state < 7 AND absent = 0 AND heldNew = 1', printer)) applyEvent(work, job, { type: 'release-new' }, at, { source: 'operator', who })
  return changed
}

/** @returns the files that are no longer needed */
export function purgeJobs({ tables, effects }: Work, { printer, by, who, at }: PurgeJobs): string[] {
  tables.printer(printer)
  const files = tables.rows<{ file: string }>('SELECT file FROM documents JOIN jobs ON jobs.id = documents.job WHERE printer = ? AND file IS NOT NULL', printer)
  for (const job of tables.jobs('printer = ? AND state < 7 AND absent = 0', printer)) effects.push({ type: 'job-completed', job: ended(job, by, at) })
  const purged = tables.rows<{ id: number }>('DELETE FROM jobs WHERE printer = ? RETURNING id', printer)
  tables.tellPrinter(printer, { time: at, event: 'purge', source: 'operator', who, cause: `${purged.length} jobs were forgotten.`, state: null, reasons: '' })
  effects.push({ type: 'jobs-purged', printer, jobs: purged.map((one) => one.id) })
  return tables.unusedFiles(files.map((one) => one.file))
}

/** How a job ends that is purged: readers of events learn it, also if its device has still to be stopped. The row itself goes. */
function ended(job: JobRow, by: 'operator', at: number): JobRow {
  const asked = afterEvent(job, { type: 'cancel', by, message: 'The queue was purged.' }, at)
  return asked.cancelBy === null ? asked : afterEvent(asked, { type: 'requeue', message: '' }, at)
}
