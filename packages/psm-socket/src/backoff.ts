/** How long to wait before a connection is tried again. */

/** The wait before the first retry and the longest, in milliseconds. */
export interface Backoff {
  readonly first: number
  readonly longest: number
}

/** Half a second, doubling to half a minute. */
export const defaultBackoff: Backoff = { first: 500, longest: 30_000 }

/**
 * The wait after a failed attempt, in milliseconds: doubled each time, and jittered by up to a quarter either way, so that
 * queues that lost their printers at one moment do not all come back at one moment.
 *
 * @param attempt - 0 after the first attempt
 * @param random - from 0 up to, not including, 1
 */
export function backoffDelay(attempt: number, random: number, { first, longest }: Backoff = defaultBackoff): number {
  const middle = Math.min(first * 2 ** Math.min(attempt, 30), longest)
  return Math.min(Math.round(middle * (0.75 + random / 2)), longest)
}
