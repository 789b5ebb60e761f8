/**
 * Option values that do not stand in the configuration file: `{ file: PATH }` and `{ env: NAME }`. For passwords, so that the
 * file can be shown, backed up and kept in version control without them.
 */
import type { Fault } from './cross-check.js'

/** Gives the values that stand elsewhere. Each throws with a sentence that says why there is none. */
export interface ValueSource {
  /** @param path - from the configuration file's folder */
  file(path: string): string
  env(name: string): string
}

/** A configuration whose values are all there. */
export interface Completed {
  readonly configuration: unknown
  readonly faults: readonly Fault[]
}

type Path = readonly (string | number)[]

/** Puts values in the place of what says where they are: in `options` and `device-options` of queues, and in `modules`. */
export function withValues(configuration: unknown, source: ValueSource): Completed {
  const faults: Fault[] = []
  const value = (given: unknown, path: Path): unknown => {
    const from = isRecord(given) ? Object.entries(given) : []
    const [kind, where] = from.length === 1 ? (from[0] ?? []) : []
    if ((kind !== 'file' && kind !== 'env') || typeof where !== 'string') return given
    try {
      return source[kind](where)
    } catch (error) {
      faults.push({ path, message: `${shown(path)}: ${error instanceof Error ? error.message : String(error)}` })
      return ''
    }
  }
  const options = (given: unknown, path: Path): unknown => mapped(given, (one, name) => value(one, [...path, name]))
  const queue = (given: unknown, index: number): unknown =>
    mapped(given, (one, key) => (key === 'options' || key === 'device-options' ? options(one, ['queues', index, key]) : one))
  const completed = mapped(configuration, (one, key) => {
    if (key === 'modules') return mapped(one, (module, name) => options(module, ['modules', name]))
    return key === 'queues' && Array.isArray(one) ? one.map(queue) : one
  })
  return { configuration: completed, faults }
}

const isRecord = (given: unknown): given is Readonly<Record<string, unknown>> => typeof given === 'object' && given !== null && !Array.isArray(given)

const mapped = (given: unknown, change: (one: unknown, key: string) => unknown): unknown =>
  isRecord(given) ? Object.fromEntries(Object.entries(given).map(([key, one]) => [key, change(one, key)])) : given

const shown = (path: Path): string => `"${path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('').replace(/^\./, '')}"`
