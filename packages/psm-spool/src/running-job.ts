/** A job on its device, as the scheduler stops it, holds it up, or leaves out a document of it. */

/** The job that is on a device. */
export class RunningJob {
  readonly job: number
  readonly printer: string
  readonly #abort = new AbortController()
  readonly #takenBack = new AbortController()
  /** Documents that are not to be sent any more. */
  readonly #skipped = new Set<number>()
  #document: { readonly number: number; readonly abort: AbortController } | undefined
  #suspension: PromiseWithResolvers<undefined> | undefined

  constructor(job: number, printer: string) {
    this.job = job
    this.printer = printer
  }

  /** Aborted to end the job's delivery. */
  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** Aborted, with a sentence that says why, if the job is taken back from its device to print later. */
  get takenBack(): AbortSignal {
    return this.#takenBack.signal
  }

  abort(): void {
    this.#abort.abort()
  }

  /** Ends the job's delivery so that it prints later. @param why - a sentence without its full stop */
  takeBack(why: string): void {
    this.#takenBack.abort(why)
    this.#abort.abort()
  }

  /** Stops feeding the device, or goes on. What the device was given before, it has. */
  suspend(suspended: boolean): void {
    if (suspended) this.#suspension ??= Promise.withResolvers()
    else {
      this.#suspension?.resolve(undefined)
      this.#suspension = undefined
    }
  }

  /** Resolves when the device may be fed, at once if the job is not suspended. @throws the signal's reason if it is aborted meanwhile */
  async feeding(signal: AbortSignal): Promise<void> {
    while (this.#suspension !== undefined) {
      signal.throwIfAborted()
      const aborted = Promise.withResolvers<undefined>()
      const stop = (): void => aborted.resolve(undefined)
      signal.addEventListener('abort', stop, { once: true })
      await Promise.race([this.#suspension.promise, aborted.promise])
      signal.removeEventListener('abort', stop)
    }
    signal.throwIfAborted()
  }

  /** Leaves out a document; if it is being sent its delivery ends. */
  skip(document: number): void {
    this.#skipped.add(document)
    if (this.#document?.number === document) this.#document.abort.abort()
  }

  isSkipped(document: number): boolean {
    return this.#skipped.has(document)
  }

  /** A document is about to be sent, or a sheet, which has no number. @returns what ends its delivery */
  begin(document: number | undefined): AbortSignal {
    const abort = new AbortController()
    if (document === undefined) this.#document = undefined
    else {
      if (this.isSkipped(document)) abort.abort()
      this.#document = { number: document, abort }
    }
    return AbortSignal.any([this.signal, abort.signal])
  }
}
