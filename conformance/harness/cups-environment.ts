/** The environment of CUPS's programs: nothing of this machine's or user's CUPS configuration gets in. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder that is not there: nothing is found in it, and nothing kept. */
const nowhere: string = join(tmpdir(), 'platen-conformance', 'nowhere')

/** @param folder - where they may look for and keep configuration; nowhere if left out */
export function cupsEnvironment(folder: string = nowhere): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: folder, TMPDIR: tmpdir(), CUPS_SERVERROOT: folder, LC_ALL: 'C', LANG: 'C', USER: 'root', LOGNAME: 'root' }
}
