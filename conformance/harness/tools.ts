/** Which of the tools a check needs are at hand, and what becomes of a check whose tool is not. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, it } from 'vitest'

/** Where programs are looked for: administrators' programs are not on everybody's path. */
const folders: readonly string[] = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/lib/cups/backend', '/usr/libexec/cups/backend']

/** In continuous integration nothing may be left out: a missing tool is a failure there. */
const required: boolean = process.env['PLATEN_CONFORMANCE'] === 'required'

/** The path of a program, or `undefined` if this machine has none of that name. */
export function findTool(name: string): string | undefined {
  return folders.map((folder) => join(folder, name)).find(isExecutable)
}

/** The path of a program. @throws Error if this machine has none of that name */
export function tool(name: string): string {
  const path = findTool(name)
  if (path === undefined) throw new Error(`there is no "${name}" on this machine`)
  return path
}

/**
 * Describes checks that need something of the machine. Where it is missing they are skipped, and their title says why;
 * with `PLATEN_CONFORMANCE=required` in the environment they fail instead.
 *
 * @param missing - what is missing, as {@link missingTools} says; empty if nothing is
 */
export function describeWhere(missing: readonly string[], title: string, body: () => void): void {
  if (missing.length === 0) describe(title, body)
  else if (required) {
    describe(title, () => {
      it('has what it needs', () => {
        throw new Error(`PLATEN_CONFORMANCE=required, but ${missing.join(', ')}`)
      })
    })
  } else describe.skip(`${title} [skipped: ${missing.join(', ')}]`, body)
}

/** A sentence for each of these programs that this machine lacks. */
export function missingTools(...names: readonly string[]): string[] {
  return names.filter((name) => findTool(name) === undefined).map((name) => `there is no "${name}"`)
}

/** A sentence if this process is not root's. */
export function missingRoot(): string[] {
  return process.getuid?.() === 0 ? [] : ['only root can do this']
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
