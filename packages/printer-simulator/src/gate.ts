/** A gate that stops a connection's reading, until it is opened. */

/** Open until shut; those who wait go on when it is opened. */
export class Gate {
  #shut: PromiseWithResolvers<undefined> | undefined

  /** Whether nobody passes now. */
  get isShut(): boolean {
    return this.#shut !== undefined
  }

  /** Shuts the gate. */
  shut(): void {
    this.#shut ??= Promise.withResolvers<undefined>()
  }

  /** Opens the gate. */
  open(): void {
    this.#shut?.resolve(undefined)
    this.#shut = undefined
  }

  /** Resolves when the gate is open. */
  async passed(): Promise<void> {
    await this.#shut?.promise
  }
}
