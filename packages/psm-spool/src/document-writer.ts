/**
 * Writes a large document while it comes in. Its chunks are gathered, and one batch is written while the next one comes; what has
 * been written is flushed in the background, so that the disk works all the time and the last flush has little left to do.
 */
import type { FileHandle } from 'node:fs/promises'

/** Octets that are written at once: two times that, and a chunk, is the most that is in memory. */
export const batchSize = 262_144

/** Octets after which a flush is begun in the background. */
const flushEvery = 33_554_432

/** What of a file the writer uses. */
export type WritableFile = Pick<FileHandle, 'writev' | 'datasync'>

/**
 * Writes all of a document and flushes it.
 *
 * @param disk - wraps each piece of work of the disk, to tell its errors from those of the source
 * @returns octets written
 */
export async function writeDocument(file: WritableFile, begin: readonly Uint8Array[], source: AsyncIterator<Uint8Array>, disk: <T>(work: Promise<T>) => Promise<T>, signal: AbortSignal | undefined): Promise<number> {
  let written = 0
  let flushed = 0
  let batch: Uint8Array[] = []
  let gathered = 0
  let writing: Promise<void> = Promise.resolve()
  let flushing: Promise<void> | undefined
  let failed: unknown

  const write = async (chunks: readonly Uint8Array[], octets: number): Promise<void> => {
    await disk(writeAll(file, chunks))
    written += octets
    if (written - flushed < flushEvery || flushing !== undefined) return
    flushed = written
    flushing = disk(file.datasync())
      .catch((error: unknown) => {
        // A flush that failed may never be told again: the document is refused.
        failed ??= error
      })
      .finally(() => {
        flushing = undefined
      })
  }
  const add = async (chunk: Uint8Array): Promise<void> => {
    batch.push(chunk)
    gathered += chunk.length
    if (gathered < batchSize) return
    await writing
    if (failed !== undefined) throw failed as Error
    writing = write(batch, gathered)
    // Whoever awaits it next sees it.
    writing.catch(() => undefined)
    batch = []
    gathered = 0
  }
  try {
    for (const chunk of begin) await add(chunk)
    for (;;) {
      signal?.throwIfAborted()
      const next = await source.next()
      if (next.done === true) break
      await add(next.value)
    }
    await writing
    if (gathered > 0) await write(batch, gathered)
    await disk(file.datasync())
  } finally {
    // The file is not closed under work that goes on.
    await Promise.allSettled([writing, flushing])
  }
  if (failed !== undefined) throw failed as Error
  return written
}

async function writeAll(file: WritableFile, chunks: readonly Uint8Array[]): Promise<void> {
  let left = chunks.filter((chunk) => chunk.length > 0)
  while (left.length > 0) {
    let { bytesWritten } = await file.writev(left)
    const rest: Uint8Array[] = []
    for (const chunk of left) {
      if (bytesWritten < chunk.length) rest.push(chunk.subarray(bytesWritten))
      bytesWritten = Math.max(0, bytesWritten - chunk.length)
    }
    left = rest
  }
}
