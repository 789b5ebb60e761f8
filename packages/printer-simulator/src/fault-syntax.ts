/** Faults as the command line writes them: `reset:1000`, `stop-reading:0:5000`, `busy:3000`, each with `@1,3` for some jobs only. */
import type { Fault } from './faults.js'

/** How each fault is written, for the command's help. */
export const faultForms: readonly string[] = [
  'refuse',
  'busy:MILLISECONDS',
  'stop-reading:OCTETS[:MILLISECONDS]',
  'reset:OCTETS',
  'close:OCTETS',
  'reset-at-end',
  'never-close',
]

/**
 * Reads a fault.
 *
 * @throws Error that says how faults are written
 */
export function parseFault(text: string): Fault {
  const wrong = (): Error => new Error(`fault "${text}" is not one of: ${faultForms.join(', ')}; a connection's fault may end with @JOB[,JOB...]`)
  const match = /^(?<type>[a-z-]+)(?<numbers>(?::\d{1,15})*)(?:@(?<jobs>\d{1,9}(?:,\d{1,9})*))?$/.exec(text)
  const { type = '', numbers = '', jobs } = match?.groups ?? {}
  const [first, second, ...more] = numbers.split(':').slice(1).map(Number)
  const only = jobs === undefined ? {} : { jobs: jobs.split(',').map(Number) }
  if (match === null || more.length > 0) throw wrong()
  switch (type) {
    case 'refuse':
      if (first === undefined && jobs === undefined) return { type }
      break
    case 'busy':
      if (first !== undefined && second === undefined && jobs === undefined) return { type, forMilliseconds: first }
      break
    case 'stop-reading':
      if (first !== undefined) return { type, afterOctets: first, ...(second === undefined ? {} : { forMilliseconds: second }), ...only }
      break
    case 'reset':
    case 'close':
      if (first !== undefined && second === undefined) return { type, afterOctets: first, ...only }
      break
    case 'reset-at-end':
    case 'never-close':
      if (first === undefined) return { type, ...only }
      break
  }
  throw wrong()
}
