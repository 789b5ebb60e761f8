/** Forgets finished jobs and their documents when their time has come. */
import type { Work } from './apply-event.js'

/** Forgets at most `limit` jobs and the documents of as many. */
export interface Forget {
  readonly type: 'forget'
  /** Finished jobs to be kept, the newest. */
  readonly historyJobs: number
  /** Jobs that finished before this are forgotten. */
  readonly finishedBefore: number
  /** Documents of jobs that finished before this are forgotten, where the job says nothing of its own. */
  readonly documentsBefore: number
  /** Documents of jobs that are to be kept until an instant up to this are forgotten. Milliseconds since 1970. */
  readonly now: number
  readonly limit: number
}

/** What was forgotten. */
export interface Forgotten {
  /** Files that are no longer needed. */
  readonly files: readonly string[]
  readonly jobs: number
  /** Whether there is more to forget. */
  readonly more: boolean
}

/** A job whose documents are kept because its client asked for it is in nobody's way until then. */
export function forget({ tables }: Work, { historyJobs, finishedBefore, documentsBefore, now, limit }: Forget): Forgotten {
  // The newest job that is one too many; whatever is older is too many as well.
  const [surplus] = tables.rows<{ id: number; completedAt: number }>('SELECT id, completedAt FROM jobs WHERE state >= 7 AND retainUntil IS NULL ORDER BY completedAt DESC, id DESC LIMIT 1 OFFSET ?', historyJobs)
  const old = tables.rows<{ id: number }>(
    'SELECT id FROM jobs WHERE state >= 7 AND retainUntil IS NULL AND (completedAt, id) <= (?, ?) ORDER BY completedAt, id LIMIT ?',
    Math.max(finishedBefore - 1, surplus?.completedAt ?? -1),
    surplus !== undefined && surplus.completedAt >= finishedBefore ? surplus.id : Number.MAX_SAFE_INTEGER,
    limit,
  )
  const stale = [
    ...tables.rows<{ id: number }>('SELECT id FROM jobs WHERE state >= 7 AND kept = 1 AND retainUntil IS NULL AND completedAt < ? ORDER BY completedAt LIMIT ?', documentsBefore, limit),
    ...tables.rows<{ id: number }>('SELECT id FROM jobs WHERE retainUntil IS NOT NULL AND retainUntil <= ? ORDER BY retainUntil LIMIT ?', now, limit),
  ]
  const list = (rows: readonly { id: number }[]) => JSON.stringify(rows.map((one) => one.id))
  const all = list([...old, ...stale])
  const files = tables.rows<{ file: string }>('SELECT file FROM documents WHERE job IN (SELECT value FROM json_each(?)) AND file IS NOT NULL', all)
  tables.statement('DELETE FROM jobs WHERE id IN (SELECT value FROM json_each(?))').run(list(old))
  tables.statement('UPDATE jobs SET kept = 0, retainUntil = NULL WHERE id IN (SELECT value FROM json_each(?))').run(list(stale))
  tables.statement('UPDATE documents SET content = NULL, file = NULL WHERE job IN (SELECT value FROM json_each(?))').run(list(stale))
  return { files: tables.unusedFiles(files.map((one) => one.file)), jobs: old.length, more: old.length >= limit || stale.length >= limit }
}
