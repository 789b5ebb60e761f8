/** The messages that are damaged: captured answers of real printers, and one of everything that the format has. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { everything } from './everything.ts'

const folder = join(import.meta.dirname, '..', 'captures')

/** All messages, by name. */
export function corpus(): ReadonlyMap<string, Uint8Array> {
  const captures = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.bin'))
    .sort()
  return new Map([['everything', everything], ...captures.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))] as const)])
}
