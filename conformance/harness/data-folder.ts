/** A server's data directory, looked at from outside: how much is in it. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Octets of all files in a folder and in its folders. */
export function octetsIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0), 0)
}

/** Waits until a folder holds that many octets: a document is on its way into the spool. @throws Error if that does not come in time */
export async function spooling(folder: string, octets: number, timeout = 20_000): Promise<void> {
  const end = Date.now() + timeout
  while (octetsIn(folder) < octets) {
    if (Date.now() > end) throw new Error(`there are not ${octets} octets in ${folder}`)
    await pause(5)
  }
}
