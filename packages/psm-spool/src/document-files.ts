/**
 * Documents on the disk. Small ones travel with the job's row; large ones are streamed to a file that is whole, flushed
 * and in its folder before the row is written: a crash leaves nothing but files that no row names, swept at the next start.
 */
import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import type { DocumentRequest } from '@platen/papi'
import { writeDocument } from './document-writer.js'
import { flush } from './flush.js'
import { papiErrorOf } from './store/failure.js'
import type { NewDocument } from './store/tables.js'

/** Documents up to that many octets go into the database: one flush for both. */
export const largestInRow = 65_536

/** Octets of a document that are read at once. */
const readSize = 131_072

/** The same into memory that is used again: there is only that. */
const reusedSize = 262_144

/** What document files need of a file system. */
export type DocumentFileSystem = Pick<typeof fs, 'open' | 'rename' | 'unlink' | 'readdir' | 'mkdir'>

/** A document that is open. */
export interface OpenDocument extends AsyncDisposable {
  /** Octets from an offset on: as many as asked for, or as there are. */
  read(offset: number, length: number): Promise<Uint8Array>
}

/** The folder of large documents. */
export class DocumentFiles {
  readonly #folder: string
  readonly #fs: DocumentFileSystem

  constructor(folder: string, fileSystem: DocumentFileSystem = fs) {
    this.#folder = folder
    this.#fs = fileSystem
  }

  /** Makes the folder if it is not there. */
  async prepare(): Promise<void> {
    await this.#fs.mkdir(this.#folder, { recursive: true, mode: 0o700 })
  }

  /**
   * Takes a document in. When it resolves a large one is on the disk, flushed; memory is bounded whatever the size.
   *
   * @throws what reading the document threw, or PapiError `temporary-error` if the disk cannot take it. Nothing is left then.
   */
  async receive(document: DocumentRequest, signal?: AbortSignal): Promise<NewDocument> {
    const { name, format, naturalLanguage = '' } = document
    const source = document.data[Symbol.asyncIterator]()
    try {
      const { begin, octets } = await readBeginning(source, signal)
      if (octets <= largestInRow) return { name, format, naturalLanguage, octets, content: joined(begin, octets), file: null }
      const { file, written } = await this.#write(begin, source, signal)
      return { name, format, naturalLanguage, octets: written, content: null, file }
    } catch (error) {
      // The source is told that nobody reads on; an error of that must not hide the first.
      await source.return?.().catch(() => undefined)
      throw error
    }
  }

  async #write(begin: readonly Uint8Array[], source: AsyncIterator<Uint8Array>, signal: AbortSignal | undefined): Promise<{ file: string; written: number }> {
    const file = `${randomUUID()}.document`
    const unfinished = `${file}.part`
    const disk = <T>(work: Promise<T>): Promise<T> => work.catch((error: unknown) => Promise.reject(papiErrorOf(error)))
    let written: number
    const handle = await disk(this.#fs.open(join(this.#folder, unfinished), 'wx', 0o600))
    try {
      try {
        written = await writeDocument(handle, begin, source, disk, signal)
      } finally {
        await disk(handle.close())
      }
      await disk(this.#fs.rename(join(this.#folder, unfinished), join(this.#folder, file)))
      await disk(flush(this.#folder, this.#fs))
    } catch (error) {
      await this.remove([unfinished, file])
      throw error
    }
    return { file, written }
  }

  /** Where a document is, for who reads it in another thread. */
  pathOf(file: string): string {
    return join(this.#folder, file)
  }

  /**
   * Reads a document back.
   *
   * @param reuse - for a reader that is done with each piece when it asks for the next: they take turns in the same memory
   */
  async *read(file: string, reuse = false): AsyncGenerator<Uint8Array> {
    const handle = await this.#fs.open(join(this.#folder, file), 'r')
    try {
      // One is read while the one before is sent.
      const buffers = reuse ? [new Uint8Array(reusedSize), new Uint8Array(reusedSize)] : []
      let turn = 0
      const read = async (): Promise<Uint8Array> => {
        const buffer = buffers[turn++ % 2] ?? new Uint8Array(readSize)
        const { bytesRead } = await handle.read(buffer, 0, buffer.length)
        return buffer.subarray(0, bytesRead)
      }
      let ahead = read()
      try {
        for (let chunk = await ahead; chunk.length > 0; chunk = await ahead) {
          ahead = read()
          // Whoever stops reading here does not hear of it.
          ahead.catch(() => undefined)
          yield chunk
        }
      } finally {
        await Promise.allSettled([ahead])
      }
    } finally {
      await handle.close()
    }
  }

  /** Opens a document to be read here and there. */
  async open(file: string): Promise<OpenDocument> {
    const handle = await this.#fs.open(join(this.#folder, file), 'r')
    return {
      read: async (offset, length) => {
        const buffer = new Uint8Array(length)
        let filled = 0
        while (filled < length) {
          const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled)
          if (bytesRead === 0) break
          filled += bytesRead
        }
        return buffer.subarray(0, filled)
      },
      [Symbol.asyncDispose]: () => handle.close(),
    }
  }

  /** Removes files. One that cannot be removed now is swept at the next start. */
  async remove(files: readonly string[]): Promise<void> {
    for (const file of files) await this.#fs.unlink(join(this.#folder, file)).catch(() => undefined)
  }

  /** Removes every file that nobody knows. @returns how many */
  async sweep(isKnown: (file: string) => boolean): Promise<number> {
    const orphans = (await this.#fs.readdir(this.#folder)).filter((file) => !isKnown(file))
    await this.remove(orphans)
    return orphans.length
  }
}

/** Reads until the document ends or is too large for a row. */
async function readBeginning(source: AsyncIterator<Uint8Array>, signal: AbortSignal | undefined): Promise<{ begin: Uint8Array[]; octets: number }> {
  const begin: Uint8Array[] = []
  let octets = 0
  while (octets <= largestInRow) {
    signal?.throwIfAborted()
    const next = await source.next()
    if (next.done === true) break
    begin.push(next.value)
    octets += next.value.length
  }
  return { begin, octets }
}

function joined(chunks: readonly Uint8Array[], octets: number): Uint8Array {
  const whole = new Uint8Array(octets)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
