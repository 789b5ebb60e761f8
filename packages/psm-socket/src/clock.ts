/** Time, passed in: what waits here can be tested without waiting. */

/** A clock with timers. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls back once, that many milliseconds later. @returns what cancels it */
  after(milliseconds: number, callback: () => void): () => void
}

/** The system's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, callback) => {
    // Node takes a longer time for 1 ms; a week's bound is far below it.
    const timer = setTimeout(callback, Math.min(milliseconds, 0x7fff_ffff))
    return () => clearTimeout(timer)
  },
}

/** A time for people, to the second: `2026-11-21T05:44:00Z`. */
export const written = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z')
