/** A backup of a whole data directory: the spool as of one instant, and what the server keeps beside it. */
import * as fs from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { PapiError } from '@platen/papi'
import { backupSpool, type Backup, type BackupOptions } from '@platen/psm-spool'
import { flush } from '../durable-file.js'
import { spoolFolder } from './spool-folder.js'

/** Folders of a data directory that are not the server's to give back: what was printed into it. */
const notKept = new Set(['printed'])

/**
 * Backs up a data directory, while a server uses it or not. The folder has its name only when all is in it and flushed; a
 * server started on it has every job that was accepted before.
 *
 * @throws PapiError or Error with a sentence; nothing is left then
 */
export async function backupData(data: string, target: string, options: BackupOptions): Promise<Backup> {
  const unfinished = join(dirname(target), `.${basename(target)}.part`)
  const present = await fs.readdir(target).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined
    throw new Error(`${target} cannot be used: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  })
  if (present !== undefined && present.length > 0) throw new PapiError('not-possible', `${target} is not empty: name a folder that is not there yet`)
  await fs.rm(unfinished, { recursive: true, force: true })
  try {
    const backup = await backupSpool(spoolFolder(data), join(unfinished, relative(data, spoolFolder(data))), options)
    // After the spool: the job ids that are reserved by now are above all of its jobs.
    await copyRest(data, unfinished, data)
    await flushFolders(unfinished)
    if (present !== undefined) await fs.rmdir(target)
    await fs.rename(unfinished, target)
    await flush(dirname(target))
    return backup
  } catch (error) {
    await fs.rm(unfinished, { recursive: true, force: true })
    throw error
  }
}

/** Copies all but the spool, which is there already, and what other programs hold in it. */
async function copyRest(from: string, to: string, data: string): Promise<void> {
  await fs.mkdir(to, { recursive: true, mode: 0o700 })
  for (const entry of await fs.readdir(from, { withFileTypes: true })) {
    const path = join(from, entry.name)
    if (path === spoolFolder(data) || (from === data && notKept.has(entry.name)) || to.startsWith(path + sep)) continue
    if (entry.isDirectory()) await copyRest(path, join(to, entry.name), data)
    else if (entry.isFile() && !/\.(?:new|later)$/.test(entry.name)) {
      await fs.copyFile(path, join(to, entry.name))
      await flush(join(to, entry.name))
    }
  }
}

async function flushFolders(folder: string): Promise<void> {
  for (const entry of await fs.readdir(folder, { withFileTypes: true })) if (entry.isDirectory()) await flushFolders(join(folder, entry.name))
  await flush(folder)
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)
