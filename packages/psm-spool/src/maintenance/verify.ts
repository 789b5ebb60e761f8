/** Checks a spool, running or not, without changing it: the database, its documents octet by octet, and the lawfulness of what it says. */
import { hash } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PapiError } from '@platen/papi'
import { fileDigest } from '../digests/file-digest.js'
import { storageTrouble } from '../store/failure.js'
import { firstWithDigests, migrations, schemaVersion } from '../store/schema.js'
import { laws } from './lawful-states.js'
import { spoolPaths } from './spool-folder.js'

/** How many breaches of one kind are told one by one. */
const mostTold = 20

/** What a check does besides. */
export interface VerifyOptions {
  readonly signal?: AbortSignal
  /** Told what is being checked, and how far that is. */
  readonly progress?: (what: string, done: number, of: number) => void
}

/** What was found. */
export interface SpoolReport {
  /** Sentences about what is wrong; empty if nothing is. */
  readonly problems: readonly string[]
  /** Sentences about what is no fault, but worth knowing. */
  readonly notes: readonly string[]
  readonly jobs: number
  readonly unfinishedJobs: number
  readonly documents: number
  /** Octets of documents that are kept. */
  readonly octets: number
  /** The database's form (its schema version). */
  readonly form: number
}

/**
 * Checks a spool. All is read as of one instant, so a running server does not disturb it, nor it the server.
 *
 * @param folder - the spool's `dataDirectory`
 * @throws PapiError `not-found` if there is no spool
 */
export async function verifySpool(folder: string, { signal, progress }: VerifyOptions = {}): Promise<SpoolReport> {
  const paths = spoolPaths(folder)
  await fs.access(paths.database).catch(() => Promise.reject(new PapiError('not-found', `there is no spool in ${folder}`)))
  const problems: string[] = []
  const notes: string[] = []
  const many = (found: readonly string[]): void => {
    problems.push(...found.slice(0, mostTold))
    if (found.length > mostTold) problems.push(`and ${found.length - mostTold} more of that kind`)
  }
  const empty: SpoolReport = { problems, notes, jobs: 0, unfinishedJobs: 0, documents: 0, octets: 0, form: 0 }
  let database: DatabaseSync
  try {
    database = new DatabaseSync(paths.database, { readOnly: true, timeout: 10_000 })
  } catch (error) {
    return { ...empty, problems: [`the database cannot be opened: ${said(error)}`] }
  }
  using closing = new DisposableStack()
  closing.defer(() => database.close())
  try {
    const count = (sql: string): number => Number(Object.values(database.prepare(sql).get() ?? {})[0] ?? 0)
    database.exec('BEGIN')
    const form = schemaVersion(database)
    progress?.('the database', 0, 1)
    many(database.prepare('PRAGMA integrity_check').all().map((row) => String(row['integrity_check'])).filter((one) => one !== 'ok').map((one) => `the database is damaged: ${one}`))
    many(database.prepare('PRAGMA foreign_key_check').all().map((row) => `a row of ${String(row['table'])} belongs to no job`))
    progress?.('the database', 1, 1)
    if (form > migrations.length) return { ...empty, form, notes: [`the spool was written by a newer version (its form is ${form}, this version knows up to ${migrations.length}): only its database was checked`] }
    if (form < migrations.length) notes.push(`the spool was written by an older version (its form is ${form}, the newest is ${migrations.length}): the laws of jobs were not checked; the next start brings it to the new form`)
    else {
      for (const [at, { name, breaches }] of laws.entries()) {
        signal?.throwIfAborted()
        progress?.(name, at, laws.length)
        many(database.prepare(breaches).all().map(({ job, why }) => (job === null ? String(why) : `job ${String(job)}: ${String(why)}`)))
      }
    }
    const findings = { problems, notes, many, signal, progress }
    const digested = form >= firstWithDigests
    if (digested) rowsIn(database, findings)
    await documentsIn(database, paths, digested, findings)
    return {
      problems,
      notes,
      jobs: count('SELECT count(*) FROM jobs'),
      unfinishedJobs: count('SELECT count(*) FROM jobs WHERE state < 7'),
      documents: count('SELECT count(*) FROM documents WHERE content IS NOT NULL OR file IS NOT NULL'),
      octets: count('SELECT coalesce(sum(octets), 0) FROM documents WHERE content IS NOT NULL OR file IS NOT NULL'),
      form,
    }
  } catch (error) {
    signal?.throwIfAborted()
    return { ...empty, problems: [...problems, `the database cannot be read: ${said(error)}`], notes }
  }
}

interface Findings {
  readonly problems: string[]
  readonly notes: string[]
  readonly many: (found: readonly string[]) => void
  readonly signal: AbortSignal | undefined
  readonly progress: VerifyOptions['progress']
}

/** Looks for each file that the database names, and for files that it does not name. */
async function documentsIn(database: DatabaseSync, { database: path, documents }: { readonly database: string; readonly documents: string }, digested: boolean, { notes, many, signal, progress }: Findings): Promise<void> {
  const named = database.prepare(`SELECT file, job, number, documents.octets, ${digested ? 'digest' : 'NULL AS digest'}, state FROM documents LEFT JOIN jobs ON jobs.id = job WHERE file IS NOT NULL ORDER BY job, number`).all() as unknown as NamedFile[]
  const wrong: { readonly file: string; readonly sentence: string }[] = []
  /** Jobs may share a file: it is read once. */
  const digests = new Map<string, Uint8Array>()
  for (const [at, one] of named.entries()) {
    const { file, job, number, octets, digest } = one
    signal?.throwIfAborted()
    if (digest !== null || at % 100 === 0) progress?.('documents', at, named.length)
    const where = join(documents, file)
    const size = await fs.stat(where).then((found) => found.size, () => undefined)
    if (size !== octets) {
      wrong.push({ file, sentence: size === undefined ? `job ${job}: the file of its document ${number} is not there (${file})` : `job ${job}: the file of its document ${number} has ${size} octets, not ${octets} (${file})` })
      continue
    }
    if (digest === null) continue
    try {
      const found = digests.get(file) ?? (await fileDigest(where, signal))
      digests.set(file, found)
      if (!isSame(found, digest)) wrong.push({ file, sentence: changedSentence(one, `file ${file}`) })
    } catch (error) {
      signal?.throwIfAborted()
      wrong.push({ file, sentence: `job ${job}: the file of its document ${number} cannot be read: ${said(error)} (${file})` })
    }
  }
  if (wrong.length > 0) {
    // A running server may have forgotten a job since: then the database, read anew, does not name the file any more.
    using now = new DatabaseSync(path, { readOnly: true, timeout: 10_000 })
    const still = now.prepare('SELECT 1 FROM documents WHERE file = ?')
    many(wrong.filter(({ file }) => still.get(file) !== undefined).map(({ sentence }) => sentence))
  }
  const known = new Set(named.map(({ file }) => file))
  const present = await fs.readdir(documents).catch(() => [])
  const orphans = present.filter((file) => !known.has(file))
  if (orphans.length > 0) notes.push(`${orphans.length} files of documents belong to no job: they are on their way in if the server runs, else the next start removes them`)
}

/** Documents that are in the database. */
function rowsIn(database: DatabaseSync, { notes, many, signal }: Findings): void {
  const changed: string[] = []
  for (const row of database.prepare('SELECT job, number, state, content, digest FROM documents LEFT JOIN jobs ON jobs.id = job WHERE length(content) = documents.octets AND digest IS NOT NULL').iterate()) {
    signal?.throwIfAborted()
    const one = row as unknown as Kept & { readonly content: Uint8Array }
    if (!isSame(hash('sha256', one.content, 'buffer'), one.digest)) changed.push(changedSentence(one, 'the database'))
  }
  many(changed)
  const [{ without = 0 } = {}] = database.prepare('SELECT count(*) AS without FROM documents WHERE (content IS NOT NULL OR file IS NOT NULL) AND digest IS NULL').all() as { without?: number }[]
  if (without > 0) notes.push(`${without} documents have no digest yet: only their presence and size were checked`)
}

/** A document that has a digest. */
interface Kept {
  readonly job: number
  readonly number: number
  /** Its job's. */
  readonly state: number
  readonly digest: Uint8Array
}

interface NamedFile extends Omit<Kept, 'digest'> {
  readonly file: string
  readonly octets: number
  readonly digest: Uint8Array | null
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0

/** What was changed, and what to do. */
function changedSentence({ job, number, state }: Omit<Kept, 'digest'>, where: string): string {
  const deed = state >= 7 ? 'do not print the job again' : 'cancel the job and have it sent again, or restore the spool from a backup'
  return `job ${job}: its document ${number} is not what was accepted: its octets were changed in ${where} (their SHA-256 is another); ${deed}`
}

const said = (error: unknown): string => storageTrouble(error) ?? (error instanceof Error ? error.message : String(error))
