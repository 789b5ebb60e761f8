/** A script: what happens to the printer, and when. Read from JSON, run by the simulator. */
import { readAction, type Action } from './action.js'
import type { Fault } from './faults.js'
import { parseFault } from './fault-syntax.js'

/**
 * When a step is taken, once.
 *
 * - `afterMilliseconds`: after that time from the printer's start
 * - `job`, with `afterOctets`: when exactly that many octets of that job are in, 0 at its start; with `atEnd`, when all are
 * - `afterPages`: when that many pages are printed, of that job, or of all
 */
export type Moment =
  | { readonly afterMilliseconds: number }
  | { readonly job: number; readonly afterOctets: number }
  | { readonly job: number; readonly atEnd: true }
  | { readonly afterPages: number; readonly job?: number }

/** A step of a script. */
export type ScriptStep = Moment & { readonly do: readonly Action[] }

/** A script as its file has it. */
export interface Script {
  readonly faults: readonly Fault[]
  readonly steps: readonly ScriptStep[]
}

/**
 * Reads a script: `{ "faults": ["reset:1000@1"], "steps": [{ "job": 1, "afterOctets": 500, "do": ["raise media-empty:tray=2"] }] }`.
 *
 * @param json - the text of its file
 * @throws Error that says what is wrong and where
 */
export function parseScript(json: string): Script {
  const value: unknown = JSON.parse(json)
  if (!isObject(value)) throw new Error('a script is an object with "faults" and "steps"')
  const { faults = [], steps = [], ...rest } = value
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined) throw new Error(`a script has "faults" and "steps", not "${unknown}"`)
  return { faults: list(faults, 'faults').map((fault, index) => placed(`faults[${index}]`, () => readFault(fault))), steps: list(steps, 'steps').map((step, index) => placed(`steps[${index}]`, () => readStep(step))) }
}

/** Reads a fault from JSON: its text. @throws Error */
export function readFault(value: unknown): Fault {
  if (typeof value !== 'string') throw new Error('a fault is a text')
  return parseFault(value)
}

function readStep(value: unknown): ScriptStep {
  if (!isObject(value)) throw new Error('a step is an object')
  const { do: actions, job, afterOctets, afterPages, afterMilliseconds, atEnd, ...rest } = value
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined) throw new Error(`"${unknown}" is not one of: job, afterOctets, afterPages, afterMilliseconds, atEnd, do`)
  const what = { do: (Array.isArray(actions) ? actions : [actions]).map(readAction) }
  const whole = (number: unknown): number | undefined => (Number.isSafeInteger(number) && (number as number) >= 0 ? (number as number) : undefined)
  const [ofJob, octets, pages, milliseconds] = [whole(job), whole(afterOctets), whole(afterPages), whole(afterMilliseconds)]
  if (milliseconds !== undefined && job === undefined) return { afterMilliseconds: milliseconds, ...what }
  if (pages !== undefined) return { afterPages: pages, ...(ofJob === undefined ? {} : { job: ofJob }), ...what }
  if (ofJob !== undefined && atEnd === true) return { job: ofJob, atEnd, ...what }
  if (ofJob !== undefined) return { job: ofJob, afterOctets: octets ?? 0, ...what }
  throw new Error('a step says when: afterMilliseconds, afterPages, or job with afterOctets or atEnd; all whole numbers')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function list(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`"${name}" must be a list`)
  return value
}

function placed<T>(place: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new Error(`${place}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
