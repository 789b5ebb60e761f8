/** Small files that a crash leaves whole: the old content, or the new. */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A file's content; `undefined` if there is none. */
export function readDurableFile(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Writes a file. When it returns, the content is on the disk. */
export function writeDurableFile(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const descriptor = openSync(`${file}.new`, 'w', 0o600)
  try {
    // A short write would leave a torn file under the name.
    const octets = Buffer.from(content)
    for (let at = 0; at < octets.length; ) at += writeSync(descriptor, octets, at)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(`${file}.new`, file)
  const directory = openSync(dirname(file), 'r')
  try {
    fsyncSync(directory)
  } finally {
    closeSync(directory)
  }
}

/**
 * Writes a file without making anyone wait.
 *
 * @param isWanted - asked just before the content takes the name: what was written in the meantime may be newer
 * @returns whether it was written; then the content is on the disk
 */
export async function writeDurableFileLater(file: string, content: string, isWanted: () => boolean): Promise<boolean> {
  const handle = await open(`${file}.later`, 'w', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  if (!isWanted()) return false
  renameSync(`${file}.later`, file)
  await flush(dirname(file))
  return true
}

/** Resolves when a file's content, or the names in a folder, are on the disk. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
