/** A folder for one test file: all that its programs write is in there, and goes with it. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atEnd } from './at-end.js'

/** A temporary folder. */
export class WorkFolder implements Disposable {
  readonly path: string
  readonly #forget: () => void

  constructor(name: string) {
    this.path = mkdtempSync(join(tmpdir(), `platen-${name}-`))
    // cupsd's filters run as another user, who has to get through.
    chmodSync(this.path, 0o755)
    this.#forget = atEnd(() => this.#remove())
  }

  /** The path of something in it. */
  file(...names: readonly string[]): string {
    return join(this.path, ...names)
  }

  /** Makes a folder in it. */
  folder(...names: readonly string[]): string {
    const path = this.file(...names)
    mkdirSync(path, { recursive: true })
    return path
  }

  [Symbol.dispose](): void {
    this.#forget()
    this.#remove()
  }

  #remove(): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 3 })
  }
}
