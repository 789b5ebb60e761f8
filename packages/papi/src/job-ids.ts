/** Job ids, unique in the server over all modules (CUPS clients name jobs by id alone). */

/** Where modules take job ids from. */
export interface JobIds {
  /** The next free id, never given before. For modules that remember their jobs: they tell `seen` at start. */
  next(): number
  /** Tells of an id that is taken: ids from now on are higher. */
  seen(id: number): void
}

/** Job ids counted in memory, from a start. */
export function countingJobIds(first = 1): JobIds {
  let next = first
  return {
    next: () => {
      if (next > 0x7fff_ffff) next = 1
      return next++
    },
    seen: (id) => {
      if (id >= next) next = id + 1
    },
  }
}
