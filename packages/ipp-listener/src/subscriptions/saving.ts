/** Saves one state again and again, one write at a time: changes that come during a write share the next one. */

/** A state that is saved as it is when its write begins. */
export class Saving {
  readonly #write: () => void | Promise<void>
  #last: Promise<void> = Promise.resolve()
  #next: Promise<void> | undefined

  constructor(write: () => void | Promise<void>) {
    this.#write = write
  }

  /** Resolves when everything changed until now is saved. @throws what the write throws */
  save(): Promise<void> {
    if (this.#next !== undefined) return this.#next
    const next = this.#last.then(() => {
      this.#next = undefined
      return this.#write()
    })
    this.#next = next
    // Whoever asked is told; the write after it is another try.
    this.#last = next.catch(() => undefined)
    return next
  }
}
