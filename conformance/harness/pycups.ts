/** pycups, the Python binding of libcups that desktop tools use: runs our programs that use it. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { runWell } from './command.js'
import { cupsEnvironment } from './cups-environment.js'

/** The Python that has pycups: the distribution's own, or the first on the path. */
const python: string | undefined = ['/usr/bin/python3', 'python3'].find((one) => spawnSync(one, ['-c', 'import cups']).status === 0)

/** A sentence if no Python here has pycups. */
export function missingPycups(): string[] {
  return python === undefined ? ['there is no Python with pycups'] : []
}

/** Runs one of our programs in `pycups/`, which must succeed. @returns the JSON that it wrote */
export async function runPycups(program: string, args: readonly string[]): Promise<unknown> {
  if (python === undefined) throw new Error('there is no Python with pycups')
  const { stdout } = await runWell(python, [fileURLToPath(new URL(`../pycups/${program}`, import.meta.url)), ...args], { env: cupsEnvironment() })
  return JSON.parse(stdout)
}
