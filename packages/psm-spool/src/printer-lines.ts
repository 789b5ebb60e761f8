/** What a printer says during an attempt, on its way into the job's timeline: a few writes a second at most, whatever it says. */
import { PrinterWords, type PrinterLine } from '@platen/papi'
import type { Spool } from './spool.js'

/** Milliseconds that lines wait for others to be written with. */
const together = 500

/** The words of one attempt. Dispose of it when the attempt is over: what waits is written. */
export class PrinterLines implements Disposable {
  readonly #spool: Pick<Spool, 'store' | 'clock' | 'log'>
  readonly #job: number
  readonly #attempt: () => number | undefined
  readonly #words = new PrinterWords()
  #callOff: (() => void) | undefined
  #isOver = false

  /** @param attempt - the attempt's id, as soon as it is journaled */
  constructor(spool: Pick<Spool, 'store' | 'clock' | 'log'>, job: number, attempt: () => number | undefined) {
    this.#spool = spool
    this.#job = job
    this.#attempt = attempt
  }

  /** The printer says something. */
  take(octets: Uint8Array): void {
    const { clock } = this.#spool
    if (this.#isOver || !this.#words.take(octets, clock.now())) return
    this.#callOff ??= clock.after(together, () => {
      this.#callOff = undefined
      this.#write(this.#words.lines())
    })
  }

  /** What waits is on its way to the store before anything that is sent there from now on. */
  [Symbol.dispose](): void {
    this.#isOver = true
    this.#callOff?.()
    this.#callOff = undefined
    this.#write(this.#words.end(this.#spool.clock.now()))
  }

  /** Never in the way of the delivery: what cannot be written is left out. */
  #write(lines: readonly PrinterLine[]): void {
    if (lines.length === 0) return
    const { store, log } = this.#spool
    const attempt = this.#attempt()
    store.send({ type: 'note-lines', job: this.#job, lines, ...(attempt === undefined ? {} : { attempt }) }).catch((error: unknown) => {
      log.warn(`job ${this.#job}: what its printer said could not be written down`, { error: error instanceof Error ? error.message : String(error) })
    })
  }
}
