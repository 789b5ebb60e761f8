/** Which of several queues on one device prints next: the most urgent job; where several are as urgent, the queue that has waited longest for its turn. Pure. */
import type { JobRow } from './store/rows.js'

/** What of a job its turn depends on. */
export type Waiting = Pick<JobRow, 'id' | 'promoted' | 'queuePriority' | 'place'>

/** The first job of a queue. */
export interface Turn {
  readonly job: Waiting
  /** When its queue had its turn last, counted; 0 if never. */
  readonly turn: number
}

/** The one that prints next. */
export function firstOf<T extends Turn>(turns: readonly T[]): T | undefined {
  const [first, ...others] = turns
  return others.reduce<T | undefined>((best, one) => (best === undefined || isBefore(one, best) ? one : best), first)
}

function isBefore(one: Turn, other: Turn): boolean {
  // Places count within a queue only: that it was promoted is known between queues, not how often others were.
  const differences = [
    Number(other.job.promoted > 0) - Number(one.job.promoted > 0),
    other.job.queuePriority - one.job.queuePriority,
    one.turn - other.turn,
    one.job.place - other.job.place,
    one.job.id - other.job.id,
  ]
  return (differences.find((difference) => difference !== 0) ?? 0) < 0
}
