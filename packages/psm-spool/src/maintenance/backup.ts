/** Copies a spool while it is in use: the database as it is at one instant, and every document that it names then. */
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PapiError } from '@platen/papi'
import { fileDigest } from '../digests/file-digest.js'
import { flush } from '../flush.js'
import { papiErrorOf } from '../store/failure.js'
import { firstWithDigests, schemaVersion } from '../store/schema.js'
import { spoolPaths } from './spool-folder.js'

/** How often the database is copied anew because documents that it names were forgotten meanwhile. */
const mostTries = 20

/** What a backup does besides. */
export interface BackupOptions {
  readonly signal?: AbortSignal
  /** Told now and then how many documents in files are there, and of how many. */
  readonly progress?: (done: number, of: number) => void
  /** Takes documents whose links cannot be made; in tests, to be slow. Default: the file system. */
  readonly fileSystem?: Pick<typeof fs, 'link' | 'copyFile'>
}

/** What a backup holds. */
export interface Backup {
  readonly jobs: number
  /** Documents in files, and their octets; small ones are in the database. */
  readonly files: number
  readonly octets: number
}

/**
 * Makes a backup of a spool, running or not, in a folder that is not there yet or is empty. When it resolves all is flushed.
 * A spool opened on that folder has every job that was accepted before the call, and some of those accepted meanwhile.
 *
 * Document files never change once they have their name: those on the same file system are linked, which takes no room, others are copied.
 *
 * @throws PapiError with a sentence; the folder then holds no database, so nothing takes it for a backup
 */
export async function backupSpool(folder: string, target: string, { signal, progress, fileSystem = fs }: BackupOptions = {}): Promise<Backup> {
  const from = spoolPaths(folder)
  const to = spoolPaths(target)
  try {
    if (!(await exists(from.database))) throw new PapiError('not-found', `there is no spool in ${folder}`)
    await fs.mkdir(to.documents, { recursive: true, mode: 0o700 })
    if ((await fs.readdir(target)).length > 1 || (await fs.readdir(to.documents)).length > 0) throw new PapiError('not-possible', `${target} is not empty: name a folder that is not there yet`)
    const unfinished = `${to.database}.part`
    const taken = new Map<string, boolean>()
    for (let tries = 1; ; tries++) {
      // First what is there: a document may go before the database is read, but then the database does not name it any more.
      const present = (await fs.readdir(from.documents)).filter((file) => file.endsWith('.document'))
      await take(present)
      signal?.throwIfAborted()
      const named = copyDatabase(from.database, unfinished)
      // Then what came meanwhile.
      const missing = await take(named.map(({ file }) => file))
      if (missing.length === 0) {
        const wanted = new Map(named.map((one) => [one.file, one.octets]))
        await Promise.all([...taken.keys()].filter((file) => !wanted.has(file)).map((file) => fs.rm(join(to.documents, file), { force: true })))
        const jobs = countJobs(unfinished)
        await digest(unfinished, to.documents, signal)
        await flush(unfinished)
        await flush(to.documents)
        await fs.rename(unfinished, to.database)
        await flush(target)
        return { jobs, files: wanted.size, octets: [...wanted.values()].reduce((sum, octets) => sum + octets, 0) }
      }
      await fs.rm(unfinished, { force: true })
      if (tries === mostTries) throw new PapiError('temporary-error', `${missing.length} documents that the spool names are not there (${missing[0] ?? ''}): check it with "platen spool verify"`)
    }

    /** Links or copies files that are not there yet. @returns those that are gone */
    async function take(files: readonly string[]): Promise<string[]> {
      const gone: string[] = []
      for (const [at, file] of files.entries()) {
        signal?.throwIfAborted()
        if (!taken.has(file)) {
          if (await takeOne(join(from.documents, file), join(to.documents, file), fileSystem)) taken.set(file, true)
          else gone.push(file)
        }
        progress?.(at + 1, files.length)
      }
      return gone
    }
  } catch (error) {
    await fs.rm(`${to.database}.part`, { force: true })
    signal?.throwIfAborted()
    throw papiErrorOf(error)
  }
}

/** @returns whether it was there */
async function takeOne(from: string, to: string, { link, copyFile }: Pick<typeof fs, 'link' | 'copyFile'>): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
  }
  // Another file system, or one without links.
  try {
    await copyFile(from, to)
  } catch (error) {
    await fs.rm(to, { force: true })
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
  await flush(to)
  return true
}

/** Copies a database that others may be writing to, as it is at one instant. @returns the files that it names */
function copyDatabase(from: string, to: string): { readonly file: string; readonly octets: number }[] {
  const database = new DatabaseSync(from, { timeout: 10_000 })
  try {
    // One read transaction, which writers do not wait for.
    database.prepare('VACUUM INTO ?').run(to)
  } finally {
    database.close()
  }
  using copy = new DatabaseSync(to)
  return copy.prepare('SELECT file, max(octets) AS octets FROM documents WHERE file IS NOT NULL GROUP BY file').all().map((row) => ({ file: String(row['file']), octets: Number(row['octets']) }))
}

function countJobs(path: string): number {
  using database = new DatabaseSync(path)
  return Number(database.prepare('SELECT count(*) AS jobs FROM jobs').get()?.['jobs'] ?? 0)
}

/** What has come a moment ago has no digest yet: its octets, as they are in the backup now, get one, so that all of it can be verified. */
async function digest(path: string, documents: string, signal: AbortSignal | undefined): Promise<void> {
  using database = new DatabaseSync(path)
  if (schemaVersion(database) < firstWithDigests) return
  for (const { file } of database.prepare('SELECT DISTINCT file FROM documents WHERE file IS NOT NULL AND digest IS NULL').all() as { file: string }[]) {
    database.prepare('UPDATE documents SET digest = ? WHERE file = ?').run(await fileDigest(join(documents, file), signal), file)
  }
}

const exists = async (path: string): Promise<boolean> => fs.access(path).then(() => true, () => false)
const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)
