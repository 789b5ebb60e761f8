/**
 * What is remembered of a device that is down. A queue without jobs says nothing of its device, yet the next job must not wait all
 * over again to learn what is known. Pure.
 */

/** How long after a device was last found down jobs go elsewhere without trying it, milliseconds. After that the next job tries it first. */
export const knownFor = 30_000

/** How long such a try may take, milliseconds: a device that is back is reached by then. */
export const tryFor = 5000

/** How long it is remembered that it was down, milliseconds: if the next try fails within that time it was down all along. */
export const rememberedFor = 3_600_000

/** A device that is down, or was when it was last heard of. */
export interface Outage {
  /** Milliseconds since 1970, as all times here. */
  readonly since: number
  /** What is wrong, for people. */
  readonly why: string
  /** When it was found so last. */
  readonly foundAt: number
  /** The job that found it so by being sent there; `undefined` if the device said so, unasked by a job. */
  readonly foundBy: number | undefined
}

/** What is found now of a device that takes no jobs. */
export type Finding = Pick<Outage, 'why' | 'foundAt' | 'foundBy'>

/** An outage that goes on, or begins: what lies too far back was another. */
export function outageAfter(before: Outage | undefined, found: Finding): Outage {
  return { ...found, since: before !== undefined && found.foundAt - before.foundAt <= rememberedFor ? before.since : found.foundAt }
}

/** Nobody tries the device any more: until now it was down, as far as is known. @param isTold - it said so itself until now */
export const outageUnwatched = (outage: Outage, isTold: boolean, now: number): Outage => (isTold ? { ...outage, foundAt: now } : outage)

/**
 * The device says, unasked by a job, that it is well. If it was a job that could not reach it that is no proof, but a reason to try: a
 * printer may answer for its state and refuse jobs.
 */
export const outageDenied = (outage: Outage, now: number): Outage | undefined => (outage.foundBy === undefined ? undefined : { ...outage, foundAt: Math.min(outage.foundAt, now - knownFor) })

/** Until when jobs need not try the device. */
export const knownUntil = ({ foundAt }: Outage): number => foundAt + knownFor
