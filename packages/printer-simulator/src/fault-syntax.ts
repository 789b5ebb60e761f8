/** Faults as the command line and scripts write them: `reset:1000`, `stop-reading:0:5000`, `busy:3000`, each with `@1,3` for some jobs (or questions) only. */
import type { Fault } from './faults.js'

/** The numbers of a fault after its type; those in brackets may be left out. */
interface FaultForm {
  readonly numbers: readonly string[]
  /** What `@1,3` counts, if the fault can be limited so. */
  readonly only?: 'jobs' | 'questions'
}

const forms: Readonly<Record<Fault['type'], FaultForm>> = {
  refuse: { numbers: [] },
  busy: { numbers: ['forMilliseconds'] },
  'stop-reading': { numbers: ['afterOctets', '[forMilliseconds]'], only: 'jobs' },
  reset: { numbers: ['afterOctets'], only: 'jobs' },
  close: { numbers: ['afterOctets'], only: 'jobs' },
  'reset-at-end': { numbers: [], only: 'jobs' },
  'never-close': { numbers: [], only: 'jobs' },
  'close-late': { numbers: ['forMilliseconds'], only: 'jobs' },
  'ignore-after-end-of-job': { numbers: [], only: 'jobs' },
  'close-at-end-of-job': { numbers: [], only: 'jobs' },
  garbage: { numbers: ['afterOctets', '[octets]'], only: 'jobs' },
  flood: { numbers: ['afterOctets', '[octets]'], only: 'jobs' },
  'status-late': { numbers: ['forMilliseconds'], only: 'questions' },
  'status-twice': { numbers: [], only: 'questions' },
  'status-other-port': { numbers: [], only: 'questions' },
  'status-never': { numbers: [], only: 'questions' },
  'status-garbage': { numbers: [], only: 'questions' },
  'status-truncated': { numbers: ['octets'], only: 'questions' },
  'snmp-late': { numbers: ['forMilliseconds'] },
  'snmp-never': { numbers: [] },
}

const words: Readonly<Record<string, string>> = { afterOctets: 'OCTETS', octets: 'COUNT', forMilliseconds: 'MILLISECONDS' }

/** How each fault is written, for the command's help. */
export const faultForms: readonly string[] = Object.entries(forms).map(
  ([type, { numbers }]) => type + numbers.map((name) => (name.startsWith('[') ? `[:${words[name.slice(1, -1)] ?? ''}]` : `:${words[name] ?? ''}`)).join(''),
)

/**
 * Reads a fault.
 *
 * @throws Error that says how faults are written
 */
export function parseFault(text: string): Fault {
  const wrong = (): Error => new Error(`fault "${text}" is not one of: ${faultForms.join(', ')}; a connection's fault may end with @JOB[,JOB...], one of status with @QUESTION[,...]`)
  const { type = '', numbers = '', only } = /^(?<type>[a-z-]+)(?<numbers>(?::\d{1,15})*)(?:@(?<only>\d{1,9}(?:,\d{1,9})*))?$/.exec(text)?.groups ?? {}
  if (!isFaultType(type)) throw wrong()
  const form = forms[type]
  const given = numbers.split(':').slice(1).map(Number)
  const needed = form.numbers.filter((name) => !name.startsWith('[')).length
  if (given.length < needed || given.length > form.numbers.length || (only !== undefined && form.only === undefined)) throw wrong()
  const fields = given.map((number, index) => [(form.numbers[index] ?? '').replace(/[[\]]/g, ''), number] as const)
  // The table has for each type the fields of its type.
  return { type, ...Object.fromEntries(fields), ...(only === undefined || form.only === undefined ? {} : { [form.only]: only.split(',').map(Number) }) } as Fault
}

function isFaultType(text: string): text is Fault['type'] {
  return Object.hasOwn(forms, text)
}
