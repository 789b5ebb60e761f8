/** A folder that a queue prints into (`file:`): what is in it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sha256 } from './documents.js'

/** The folder of a `file:` queue. */
export class PrintedFolder {
  readonly path: string

  /** @param path - it need not be there yet */
  constructor(path: string) {
    this.path = path
  }

  /** The queue's device URI. */
  get device(): string {
    return `${pathToFileURL(this.path).href}/`
  }

  /** The path of something in it. */
  file(name: string): string {
    return join(this.path, name)
  }

  /** Names of what is in it, unfinished and hidden things included; empty if it is not there yet. */
  names(): string[] {
    try {
      return readdirSync(this.path).sort()
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
      throw error
    }
  }

  /** The document of a job. @throws Error unless there is just one */
  documentOf(id: number): Buffer {
    const [name, ...more] = this.documentsOf(id)
    if (name === undefined || more.length > 0) throw new Error(`job ${id} has ${more.length + (name === undefined ? 0 : 1)} files in ${this.path}: ${this.names().join(', ')}`)
    return readFileSync(join(this.path, name))
  }

  /** Names of the documents of a job: as many as copies. */
  documentsOf(id: number): string[] {
    return this.names().filter((name) => name.startsWith(`${id}-`))
  }

  /** SHA-256 of each file in it, sorted: how often each document is there. */
  hashes(): string[] {
    return this.names().map((name) => sha256(readFileSync(join(this.path, name)))).sort()
  }
}
