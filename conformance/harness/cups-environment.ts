/** The environment of CUPS's programs: nothing of this machine's or user's CUPS configuration gets in. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

let empty: string | undefined

/** @param folder - where they may look for and keep configuration; an empty one if left out */
export function cupsEnvironment(folder?: string): NodeJS.ProcessEnv {
  const home = folder ?? emptyFolder()
  return { PATH: process.env['PATH'], HOME: home, TMPDIR: home, CUPS_SERVERROOT: home, LC_ALL: 'C', LANG: 'C', USER: 'root', LOGNAME: 'root' }
}

function emptyFolder(): string {
  if (empty === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'platen-no-cups-'))
    process.once('exit', () => rmSync(made, { recursive: true, force: true }))
    empty = made
  }
  return empty
}
