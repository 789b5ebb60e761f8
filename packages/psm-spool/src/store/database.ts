/** Opens the spool's database: one connection writes (in the worker), one reads (in the main thread). */
import { DatabaseSync } from 'node:sqlite'
import { PapiError } from '@platen/papi'
import { migrate } from './schema.js'

/** The connection that writes: a commit has returned only after the log is flushed to the disk. */
export function openForWriting(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 5000 })
  // The log is copied into the database every 4000 pages (16 MiB): pages that each job changes are copied once for all of them, and a copy
  // still takes but tens of milliseconds.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 4000; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY')
  migrate(database)
  return database
}

/** The connection that reads: it sees what is committed. */
export function openForReading(path: string): DatabaseSync {
  return new DatabaseSync(path, { readOnly: true, timeout: 5000 })
}

/**
 * Takes a folder for one process: the lock is the operating system's, so it ends with the process, however that ends.
 *
 * @throws PapiError `internal-error` if another holds it
 */
export function lockFolder(path: string, folder: string): DatabaseSync {
  const lock = new DatabaseSync(path, { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    throw new PapiError('internal-error', `the spool in ${folder} is in use by another server: stop that one, or give this one another data directory`, { cause: error })
  }
}
