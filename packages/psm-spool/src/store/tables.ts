/** The spool's tables as the writer uses them: prepared statements, rows in and out. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { PapiError } from '@platen/papi'
import type { Origin } from './commands/origin.js'
import { documentColumns, jobColumns, printerColumns, type DocumentRow, type JobRow, type PrinterRow, type PrinterTimelineRow } from './rows.js'

/** Entries of a job's timeline that are kept: a job that waits for weeks must not fill the disk. Of tries and of what is said meanwhile the last are kept. */
const timelineLength = 100
const triesKept = 50

/** What happens again and again to a job whose device does not take it. */
const tries: ReadonlySet<string> = new Set(['start', 'requeue', 'stop', 'go-on'])
const ofTries = [...tries].map((one) => `'${one}'`).join(', ')

/** Entries of a printer's timeline that are kept. */
const printerTimelineLength = 500

// By place: looking up the names of fifty parameters takes longer than the insertion.
const valuesOf = (row: JobRow): SQLInputValue[] => jobColumns.map((column) => row[column])
const insertJob = `INSERT INTO jobs (${jobColumns.join(', ')}) VALUES (${jobColumns.map((_column, at) => `?${at + 1}`).join(', ')})`
const updateJob = `UPDATE jobs SET ${jobColumns.map((column, at) => `${column} = ?${at + 1}`).slice(1).join(', ')} WHERE id = ?1`
const selectJob = `SELECT ${jobColumns.join(', ')} FROM jobs`

/** A document with its octets or its file. */
export interface NewDocument {
  readonly name: string
  readonly format: string
  readonly naturalLanguage?: string
  readonly octets: number
  readonly content: Uint8Array | null
  readonly file: string | null
}

/** The tables, for one connection. */
export class Tables {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** A prepared statement; prepared once. */
  statement(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const prepared = this.#database.prepare(sql)
    this.#statements.set(sql, prepared)
    return prepared
  }

  /** Rows of a statement that selects all columns of `R`. */
  rows<R>(sql: string, ...values: readonly SQLInputValue[]): R[] {
    return this.statement(sql).all(...values) as R[]
  }

  findJob(id: number): JobRow | undefined {
    return this.rows<JobRow>(`${selectJob} WHERE id = ? AND absent = 0`, id)[0]
  }

  /** @throws PapiError `not-found` */
  job(id: number): JobRow {
    const row = this.findJob(id)
    if (row === undefined) throw new PapiError('not-found', `there is no job ${id} here`)
    return row
  }

  /** Jobs that a condition selects. @param where - what stands behind WHERE, and what follows */
  jobs(where: string, ...values: readonly SQLInputValue[]): JobRow[] {
    return this.rows<JobRow>(`${selectJob} WHERE ${where}`, ...values)
  }

  insertJob(row: JobRow): void {
    this.statement(insertJob).run(...valuesOf(row))
  }

  updateJob(row: JobRow): void {
    this.statement(updateJob).run(...valuesOf(row))
  }

  insertDocument(job: number, number: number, document: NewDocument, createdAt: number): void {
    this.statement('INSERT INTO documents (job, number, name, format, octets, content, file, naturalLanguage, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      job,
      number,
      document.name,
      document.format,
      document.octets,
      document.content,
      document.file,
      document.naturalLanguage ?? '',
      createdAt,
    )
  }

  documents(job: number): DocumentRow[] {
    return this.rows<DocumentRow>(`SELECT ${documentColumns.join(', ')} FROM documents WHERE job = ? ORDER BY number`, job)
  }

  /** @throws PapiError `not-found` */
  document(job: number, number: number): DocumentRow {
    const [row] = this.rows<DocumentRow>(`SELECT ${documentColumns.join(', ')} FROM documents WHERE job = ? AND number = ?`, job, number)
    if (row === undefined) throw new PapiError('not-found', `job ${job} has no document ${number}`)
    return row
  }

  /** Those of some files that no document is in any more: jobs made of another's documents share their files. */
  unusedFiles(files: readonly string[]): string[] {
    const used = this.statement('SELECT 1 FROM documents WHERE file = ?')
    return [...new Set(files)].filter((file) => used.get(file) === undefined)
  }

  /** @throws PapiError `not-found` */
  printer(name: string): PrinterRow {
    const [row] = this.rows<PrinterRow>(`SELECT ${printerColumns.join(', ')} FROM printers WHERE name = ?`, name)
    if (row === undefined) throw new PapiError('not-found', `there is no printer "${name}" here`)
    return row
  }

  /** Writes down what happened to a job. */
  tell(job: JobRow, time: number, event: string, { source, who, cause = '', attempt }: Origin): void {
    this.statement('INSERT INTO timeline (job, time, event, state, reasons, message, printer, source, who, cause, attempt, octets) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      job.id, time, event, job.state, job.reasons, job.message, job.printer, source, who, cause === '' ? job.message : cause, attempt ?? null, job.octetsProcessed,
    )
    if (event === 'create') return
    // How it came, was held or moved is not pushed out by a hundred tries.
    if (tries.has(event)) this.statement(`DELETE FROM timeline WHERE job = ?1 AND event IN (${ofTries}) AND id <= (SELECT id FROM timeline WHERE job = ?1 AND event IN (${ofTries}) ORDER BY id DESC LIMIT 1 OFFSET ?2)`).run(job.id, triesKept)
    else this.statement('DELETE FROM timeline WHERE job = ?1 AND id <= (SELECT id FROM timeline WHERE job = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)').run(job.id, timelineLength)
  }

  /** Writes down what happened to a printer. One that is gone needs it no more. */
  tellPrinter(printer: string, { time, event, source, who, cause, state, reasons }: PrinterTimelineRow): void {
    this.statement(
      `INSERT INTO printerTimeline (printer, time, event, source, who, cause, state, reasons) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE EXISTS (SELECT 1 FROM printers WHERE name = ?1)`,
    ).run(printer, time, event, source, who, cause, state, reasons)
    this.statement('DELETE FROM printerTimeline WHERE printer = ?1 AND id <= (SELECT id FROM printerTimeline WHERE printer = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)').run(printer, printerTimelineLength)
  }
}
