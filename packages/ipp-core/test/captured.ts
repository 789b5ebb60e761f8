/** The messages captured from real printers and programs, for tests: see captures/README.md. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, 'captures')

/** Their file names, in order: answers, and those requests that were recorded with them. */
export const captures: readonly string[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.bin'))
  .sort()

/** Those that describe a whole printer. */
export const printerCaptures: readonly string[] = captures.filter((name) => /Get-Printer-Attributes(?:\.[0-9a-f]{32})?\.rsp\.bin$/.test(name))

/** The path of a file. */
export const captureFile = (name: string): string => join(folder, name)

/** The octets of one. */
export const readCapture = (name: string): Uint8Array => new Uint8Array(readFileSync(captureFile(name)))
