/** The line before a device: one delivery at a time, first come, first served. */

/** A line. Those who left it early, by their signal, are passed over. */
export class DeviceLine {
  #busy = false
  readonly #waiting: (() => void)[] = []

  /**
   * Waits for one's turn.
   *
   * @returns what ends the turn; to be called once
   * @throws the signal's reason if it is aborted before
   */
  async enter(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted()
    if (this.#busy) {
      const turn = Promise.withResolvers<undefined>()
      const come = (): void => turn.resolve(undefined)
      const leave = (): void => {
        const at = this.#waiting.indexOf(come)
        // Not there: the turn came in this same moment. It is theirs, and they will end it.
        if (at < 0) return
        this.#waiting.splice(at, 1)
        turn.reject(signal.reason)
      }
      this.#waiting.push(come)
      signal.addEventListener('abort', leave, { once: true })
      await turn.promise.finally(() => signal.removeEventListener('abort', leave))
    }
    this.#busy = true
    return () => this.#next()
  }

  /** Gives the turn to the next, without a moment in which a newcomer could take it. */
  #next(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#busy = false
    else next()
  }
}
