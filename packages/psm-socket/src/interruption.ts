/** Ends whatever is awaited when the connection breaks or the job is canceled. */

/**
 * One waits at a time. `Promise.race` against one long-lived promise would keep a reaction per chunk of the document:
 * memory would grow with it.
 */
export class Interruption {
  #error: Error | undefined
  #reject: ((error: Error) => void) | undefined

  /** Why it was interrupted, if it was. */
  get error(): Error | undefined {
    return this.#error
  }

  /** Interrupts what is awaited now, and all that will be. Only the first error counts. */
  interrupt(error: Error): void {
    this.#error ??= error
    this.#reject?.(this.#error)
  }

  /** Waits for a promise. @throws what it was interrupted with, or what the promise was rejected with */
  guard<T>(promise: Promise<T>): Promise<T> {
    if (this.#error !== undefined) {
      promise.catch(() => undefined)
      return Promise.reject(this.#error)
    }
    return new Promise<T>((resolve, reject) => {
      this.#reject = reject
      promise.then(resolve, reject)
    })
  }
}
