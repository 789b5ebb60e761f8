/** What is read from the spool: always what is committed, never through the writer's thread. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { JobState, type JobFilter } from '@platen/papi'
import { countQuery, kindsOf, listQuery, unfinishedOrder, type JobKind, type Query } from './job-list.js'
import type { QueueLoad } from '../limits.js'
import { documentColumns, jobColumns, printerColumns, type AttemptRow, type DocumentRow, type JobRow, type PrinterRow, type PrinterTimelineRow, type TimelineRow } from './rows.js'

const columns = jobColumns.join(', ')

/** Reads the spool. */
export class Reader implements Disposable {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()
  readonly #queued = new Map<string, { readonly changes: number; readonly queued: number }>()
  readonly #changes: () => number

  /** @param changes - another number whenever something may have been committed. Default: always (NaN is no number, not even itself) */
  constructor(database: DatabaseSync, changes: () => number = () => Number.NaN) {
    this.#database = database
    this.#changes = changes
  }

  #rows<R>(sql: string, ...values: readonly SQLInputValue[]): R[] {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = this.#database.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement.all(...values) as R[]
  }

  #run<R>({ sql, values }: Query): R[] {
    return this.#rows<R>(sql, ...values)
  }

  /** A job, unless its queue is not configured. */
  job(id: number): JobRow | undefined {
    return this.#rows<JobRow>(`SELECT ${columns} FROM jobs WHERE id = ? AND absent = 0`, id)[0]
  }

  /** A page of a listing: unfinished jobs in the order they print, then finished ones, newest first. */
  jobs(filter: JobFilter): JobRow[] {
    const kinds = kindsOf(filter.which ?? 'not-completed')
    const result: JobRow[] = []
    let limit = filter.limit ?? Number.MAX_SAFE_INTEGER
    let offset = filter.offset ?? 0
    for (const kind of kinds) {
      if (limit <= 0) break
      const page = this.#run<JobRow>(listQuery(kind, filter, limit, offset))
      result.push(...page)
      limit -= page.length
      if (kinds.length > 1 && offset > 0) offset = page.length > 0 ? 0 : Math.max(0, offset - this.#count(kind, filter))
    }
    return result
  }

  #count(kind: JobKind, filter: JobFilter): number {
    return this.#run<{ jobs: number }>(countQuery(kind, filter))[0]?.jobs ?? 0
  }

  /** The next job of a printer that may print now. @param except - jobs that are passed over */
  nextJob(printer: string, except: readonly number[] = []): JobRow | undefined {
    if (except.length > 0) return this.waiting(printer, 1, { except })[0]
    return this.#rows<JobRow>(`SELECT ${columns} FROM jobs WHERE printer = ? AND state < 7 AND absent = 0 AND phase = 1 ORDER BY promoted DESC, queuePriority DESC, place LIMIT 1`, printer)[0]
  }

  /** Jobs of a printer that may print now, in their order. `moved`: only such as have left another queue by themselves. */
  waiting(printer: string, limit: number, { except = [], offset = 0, moved = false }: { readonly except?: readonly number[]; readonly offset?: number; readonly moved?: boolean } = {}): JobRow[] {
    return this.#rows<JobRow>(
      `SELECT ${columns} FROM jobs WHERE printer = ? AND state < 7 AND absent = 0 AND phase = 1 AND id NOT IN (SELECT value FROM json_each(?)) ${moved ? "AND leftQueues <> ''" : ''}
       ORDER BY promoted DESC, queuePriority DESC, place LIMIT ? OFFSET ?`,
      printer,
      JSON.stringify(except),
      limit,
      offset,
    )
  }

  /** Whether octets of a job may have been sent since it was made, or printed anew. */
  wasSent(job: JobRow): boolean {
    // It has had no turn since then.
    if (job.processingAt === null) return false
    return this.#rows('SELECT 1 FROM attempts WHERE job = ? AND begunAt >= ? LIMIT 1', job.id, job.processingAt).length > 0
  }

  /** What waits at a printer. */
  load(printer: string): QueueLoad {
    const [row] = this.#rows<{ queued: number; queuedOctets: number }>('SELECT queued, queuedOctets FROM printers WHERE name = ?', printer)
    return { jobs: row?.queued ?? 0, octets: row?.queuedOctets ?? 0, ofUser: (user) => this.#rows<{ jobs: number }>('SELECT count(*) AS jobs FROM jobs WHERE printer = ? AND user = ? AND state < 7 AND absent = 0', printer, user)[0]?.jobs ?? 0 }
  }

  /** How many unfinished jobs of the printer come before that one. */
  jobsBefore(job: JobRow): number {
    const phase = job.state === JobState.processing || job.state === JobState.processingStopped ? 0 : job.state === JobState.pending && job.open === 0 ? 1 : 2
    const unfinished = 'SELECT count(*) AS jobs FROM jobs WHERE printer = ? AND state < 7 AND absent = 0 AND'
    const count = (rest: string, ...values: SQLInputValue[]) => this.#rows<{ jobs: number }>(`${unfinished} ${rest}`, job.printer, ...values)[0]?.jobs ?? 0
    return (
      count('phase < ?', phase) +
      count('phase = ? AND promoted > ?', phase, job.promoted) +
      count('phase = ? AND promoted = ? AND queuePriority > ?', phase, job.promoted, job.queuePriority) +
      count('phase = ? AND promoted = ? AND queuePriority = ? AND place < ?', phase, job.promoted, job.queuePriority, job.place)
    )
  }

  /** The same for several jobs at once, by id: their queues are gone through once, not once for each. */
  jobsBeforeEach(jobs: readonly JobRow[]): ReadonlyMap<number, number> {
    const rows = this.#rows<{ id: number; before: number }>(
      `SELECT id, before FROM (
         SELECT id, row_number() OVER (PARTITION BY printer ORDER BY ${unfinishedOrder}) - 1 AS before FROM jobs
         WHERE state < 7 AND absent = 0 AND printer IN (SELECT value FROM json_each(?))
       ) WHERE id IN (SELECT value FROM json_each(?))`,
      JSON.stringify([...new Set(jobs.map((job) => job.printer))]),
      JSON.stringify(jobs.map((job) => job.id)),
    )
    return new Map(rows.map(({ id, before }) => [id, before]))
  }

  documents(job: number): DocumentRow[] {
    return this.#rows<DocumentRow>(`SELECT ${documentColumns.join(', ')} FROM documents WHERE job = ? ORDER BY number`, job)
  }

  /** The octets of a document that is not in a file; `undefined` if it is no longer kept. */
  content(job: number, number: number): Uint8Array | undefined {
    return this.#rows<{ content: Uint8Array | null }>('SELECT content FROM documents WHERE job = ? AND number = ?', job, number)[0]?.content ?? undefined
  }

  /** Whether a document is in that file. */
  knowsFile(file: string): boolean {
    return this.#rows('SELECT 1 FROM documents WHERE file = ?', file).length > 0
  }

  /** Files of documents whose digest is not known. */
  undigestedFiles(limit: number): string[] {
    return this.#rows<{ file: string }>('SELECT DISTINCT file FROM documents WHERE file IS NOT NULL AND digest IS NULL LIMIT ?', limit).map(({ file }) => file)
  }

  /** Unfinished jobs of a printer. Clients ask for it all the time, so it is read anew only after a commit. */
  queued(printer: string): number {
    const changes = this.#changes()
    const known = this.#queued.get(printer)
    if (known?.changes === changes) return known.queued
    const queued = this.#rows<{ queued: number }>('SELECT queued FROM printers WHERE name = ?', printer)[0]?.queued ?? 0
    this.#queued.set(printer, { changes, queued })
    return queued
  }

  /** When, among jobs whose queue is configured, the next open job times out, held job is to be released, or time of a job is up. */
  nextAlarm(): number | undefined {
    const [row] = this.#rows<{ open: number | null; held: number | null; up: number | null }>(
      'SELECT (SELECT min(openUntil) FROM jobs WHERE openUntil IS NOT NULL AND absent = 0) AS open, (SELECT min(releaseAt) FROM jobs WHERE releaseAt IS NOT NULL AND absent = 0) AS held, (SELECT min(cancelAt) FROM jobs WHERE cancelAt IS NOT NULL AND absent = 0) AS up',
    )
    const times = [row?.open, row?.held, row?.up].filter((one) => one !== null && one !== undefined)
    return times.length === 0 ? undefined : Math.min(...times)
  }

  /** Open jobs whose time is over. */
  timedOut(now: number): JobRow[] {
    return this.#rows<JobRow>(`SELECT ${columns} FROM jobs WHERE openUntil IS NOT NULL AND openUntil <= ? AND absent = 0`, now)
  }

  /** Held jobs whose time has come. */
  toRelease(now: number): JobRow[] {
    return this.#rows<JobRow>(`SELECT ${columns} FROM jobs WHERE releaseAt IS NOT NULL AND releaseAt <= ? AND absent = 0`, now)
  }

  /** Jobs that take longer than they may. */
  timeUp(now: number): JobRow[] {
    return this.#rows<JobRow>(`SELECT ${columns} FROM jobs WHERE cancelAt IS NOT NULL AND cancelAt <= ? AND absent = 0`, now)
  }

  /** The journal of a job's sends. */
  attempts(job: number): AttemptRow[] {
    return this.#rows<AttemptRow>('SELECT id, job, part, begunAt, endedAt, octets, outcome, message FROM attempts WHERE job = ? ORDER BY id', job)
  }

  /** The printers' lasting states, those included that are not configured. */
  printers(): PrinterRow[] {
    return this.#rows<PrinterRow>(`SELECT ${printerColumns.join(', ')} FROM printers`)
  }

  /** What has happened to a job. */
  timeline(job: number): TimelineRow[] {
    return this.#rows<TimelineRow>('SELECT time, event, state, reasons, message, printer, source, who, cause, attempt, octets FROM timeline WHERE job = ? ORDER BY id', job)
  }

  /** What has happened to a printer. */
  printerTimeline(printer: string): PrinterTimelineRow[] {
    return this.#rows<PrinterTimelineRow>('SELECT time, event, source, who, cause, state, reasons FROM printerTimeline WHERE printer = ? ORDER BY id', printer)
  }

  [Symbol.dispose](): void {
    this.#statements.clear()
    this.#database.close()
  }
}
