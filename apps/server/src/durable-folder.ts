/** Folders that a power cut does not take away with what was flushed in them: a folder's name is in the folder above it. */
import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Makes a folder below another, if it is not there. When it returns, the names of all on the way are on the disk, also where an
 * earlier start was cut off after it had made them.
 *
 * @returns its path
 */
export function makeDurableFolder(base: string, ...names: readonly string[]): string {
  const first = mkdirSync(base, { recursive: true })
  if (first !== undefined) for (let above = dirname(base); above.length >= dirname(first).length; above = dirname(above)) {
    flushFolder(above)
    if (above === dirname(above)) break
  }
  return names.reduce((above, name) => {
    const folder = join(above, name)
    mkdirSync(folder, { recursive: true })
    flushFolder(above)
    return folder
  }, base)
}

function flushFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
