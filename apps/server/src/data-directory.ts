/** What the server itself keeps in its data directory: its UUID and the job ids it has given out. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { PapiError, type JobIds } from '@platen/papi'
import { readDurableFile, writeDurableFile, writeDurableFileLater } from './durable-file.js'

/** The server's UUID: made once, then the same for ever. */
export function serverUuid(data: string): string {
  const file = join(data, 'server-uuid')
  const known = readDurableFile(file)
  if (known !== undefined) return known.trim()
  const made = randomUUID()
  writeDurableFile(file, `${made}\n`)
  return made
}

/** Job ids reserved on disk at a time: after a crash that many may be skipped, and none is given twice. */
const block = 100
/** The same where a block is used up within a second. */
const blockInHaste = 1000

/** Job ids that go on after a restart. */
export interface DurableJobIds extends JobIds {
  /** Writes down the exact next id: nothing is skipped after a clean stop. */
  close(): void
}

/** Opens the job ids of a data directory. */
export function durableJobIds(data: string): DurableJobIds {
  const file = join(data, 'next-job-id')
  let next = Math.max(1, Number(readDurableFile(file) ?? 1) || 1)
  let reserved = next
  const reserve = (upTo: number) => {
    try {
      writeDurableFile(file, `${upTo}\n`)
    } catch (error) {
      // None is given out that is not reserved: the job is refused, and the next one tries again.
      throw new PapiError('temporary-error', `the print server cannot write down its next job id: ${error instanceof Error ? error.message : String(error)}; try again later`, { cause: error })
    }
    reserved = upTo
  }

  // The next block is written down while there are ids left: else each hundredth job, and all else, would wait for the disk.
  let isWriting = false
  let round = 0
  let reservedAt = Number.NEGATIVE_INFINITY
  const reserveAhead = async () => {
    isWriting = true
    const now = performance.now()
    const upTo = reserved + (now - reservedAt < 1000 ? blockInHaste : block)
    reservedAt = now
    const begun = round
    const isWanted = () => round === begun && reserved < upTo
    try {
      if ((await writeDurableFileLater(file, `${upTo}\n`, isWanted)) && isWanted()) reserved = upTo
    } catch {
      // Whoever finds none left tries again, and says why.
    } finally {
      isWriting = false
    }
  }
  return {
    next: () => {
      if (next > 0x7fff_ffff) {
        next = reserved = 1
        round++
      }
      if (next >= reserved) reserve(next + block)
      else if (reserved - next <= block / 2 && !isWriting) void reserveAhead()
      return next++
    },
    seen: (id) => {
      if (id >= next) next = id + 1
    },
    close: () => {
      round++
      reserve(next)
    },
  }
}
