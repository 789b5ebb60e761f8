/** What the server itself keeps in its data directory: its UUID and the job ids it has given out. */
import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { JobIds } from '@platen/papi'

/** The server's UUID: made once, then the same for ever. */
export function serverUuid(data: string): string {
  const file = join(data, 'server-uuid')
  const known = read(file)
  if (known !== undefined) return known.trim()
  const made = randomUUID()
  writeDurably(file, `${made}\n`)
  return made
}

/** Job ids reserved on disk at a time: after a crash that many may be skipped, and none is given twice. */
const block = 100

/** Job ids that go on after a restart. */
export interface DurableJobIds extends JobIds {
  /** Writes down the exact next id: nothing is skipped after a clean stop. */
  close(): void
}

/** Opens the job ids of a data directory. */
export function durableJobIds(data: string): DurableJobIds {
  const file = join(data, 'next-job-id')
  let next = Math.max(1, Number(read(file) ?? 1) || 1)
  let reserved = next
  const reserve = (upTo: number) => {
    reserved = upTo
    writeDurably(file, `${upTo}\n`)
  }
  return {
    next: () => {
      if (next > 0x7fff_ffff) next = reserved = 1
      if (next >= reserved) reserve(next + block)
      return next++
    },
    seen: (id) => {
      if (id >= next) next = id + 1
    },
    close: () => reserve(next),
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Writes a file, for the server's eyes only, so that a crash leaves the old one or the new one. */
export function writeDurably(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const descriptor = openSync(`${file}.new`, 'w', 0o600)
  try {
    writeSync(descriptor, content)
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
