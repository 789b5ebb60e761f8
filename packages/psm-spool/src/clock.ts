/** Time, passed in: tests turn it by hand. */

/** A clock and its timers. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /**
   * Runs something after that many milliseconds. What it begins and does not wait for it may return as a promise that is never rejected:
   * tests wait for that.
   *
   * @returns what calls it off
   */
  after(milliseconds: number, run: () => unknown): () => void
}

/** Timers of Node hold 31 bits. */
const longest = 0x7fff_ffff

/** The machine's clock. Its timers do not keep a process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, Math.min(Math.max(milliseconds, 0), longest))
    timer.unref()
    return () => clearTimeout(timer)
  },
}
