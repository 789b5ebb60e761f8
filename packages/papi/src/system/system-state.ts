/** What a system keeps: plain data, so that it can stand in a file. */
import { PapiError } from '../status.js'

/** A queue that was added at run time. */
export interface KeptQueue {
  readonly name: string
  readonly device: string
  /** Its settings, as `attributesToJson` writes them. */
  readonly settings: string
}

/**
 * A change of what the configuration declares. It holds as long as the configuration says what it said when the change was
 * made: who writes something else there means that.
 */
export interface KeptChange {
  /** JSON of what the configuration said; `null`: nothing. */
  readonly was: string | null
  /** JSON of what is to be instead. */
  readonly is: string
}

/** All that is kept. */
export interface SystemState {
  /** The form of this; another form is another number. */
  readonly version: 1
  /** The system's own settings. */
  readonly system: { readonly name?: string; readonly location?: string; readonly info?: string; readonly geoLocation?: string }
  /** The default printer: names as JSON. */
  readonly defaultPrinter?: KeptChange
  readonly configChangedAt: number
  readonly configChanges: number
  /** The `printer-id` that was given out last. */
  readonly lastId: number
  /** `printer-id` by queue. */
  readonly ids: Readonly<Record<string, number>>
  /** Queues added at run time, in their order. */
  readonly queues: readonly KeptQueue[]
  /** Changed settings of declared queues, by queue and setting. */
  readonly changes: Readonly<Record<string, Readonly<Record<string, KeptChange>>>>
}

/** Where a system's state is kept. */
export interface SystemKeeper {
  /** What was saved last; `undefined` at the first start. */
  load(): unknown
  /** Resolves when the state is on the disk; a crash before leaves the last one whole. */
  save(state: SystemState): void | Promise<void>
}

/** The state before anything was kept. */
export const firstState = (now: number): SystemState => ({ version: 1, system: {}, configChangedAt: now, configChanges: 0, lastId: 0, ids: {}, queues: [], changes: {} })

/** Checks a loaded state. @throws PapiError `internal-error` if it is of another version */
export function readState(loaded: unknown, now: number): SystemState {
  if (loaded === undefined) return firstState(now)
  const version: unknown = typeof loaded === 'object' && loaded !== null ? Reflect.get(loaded, 'version') : undefined
  if (version !== 1) throw new PapiError('internal-error', `the queues added at run time were kept by another version (form ${String(version)}, this one knows 1): start that version, or take the file away`)
  return loaded as SystemState
}

/** The highest `printer-id` (PWG 5100.22: 1 to 65535). */
const highestId = 65_535

/** A state in which those queues have ids. Ids of queues that are gone come again last. */
export function withIds(state: SystemState, names: readonly string[]): SystemState {
  const ids: Record<string, number> = { ...state.ids }
  const taken = new Set(Object.values(ids))
  let { lastId } = state
  for (const name of names) {
    if (Object.hasOwn(ids, name)) continue
    if (taken.size >= highestId) throw new PapiError('not-possible', `there are ${highestId} printers, more cannot be told apart`)
    do lastId = (lastId % highestId) + 1
    while (taken.has(lastId))
    ids[name] = lastId
    taken.add(lastId)
  }
  return lastId === state.lastId ? state : { ...state, ids, lastId }
}

/** A record without one of its keys. */
export function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
}
