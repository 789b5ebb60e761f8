/** What the command prints. Names that jobs bring are shown without control characters: they go to a terminal. */
import type { Condition } from './model/condition.js'
import type { ReceivedJob } from './received-job.js'
import type { PrinterSimulator } from './simulator.js'

/** The first line: where the printer is. */
export function describePorts({ uri, host, statusPort, snmpPort, controlPort }: PrinterSimulator): string {
  const ports = [
    `printer at ${uri}`,
    ...(statusPort === undefined ? [] : [`status at UDP port ${statusPort}`]),
    ...(snmpPort === undefined ? [] : [`SNMP at UDP port ${snmpPort}`]),
    ...(controlPort === undefined ? [] : [`control at http://${host.includes(':') ? `[${host}]` : host}:${controlPort}`]),
  ]
  return ports.join(', ')
}

/** A job begins. */
export function describeStart({ number }: ReceivedJob): string {
  return `job ${number}: connected`
}

/** A job's data has ended. */
export function describeEnd(job: ReceivedJob): string {
  const { number, size, digest, startedAt, endedAt = startedAt, end = 'stopped', error, pages, name, user, failures, ignored } = job
  const details = [
    ...(error instanceof Error ? [error.message] : []),
    ...(name === undefined ? [] : [`"${printable(name)}"`]),
    ...(user === undefined ? [] : [`of ${printable(user)}`]),
    ...(pages > 0 ? [`${pages} ${pages === 1 ? 'page' : 'pages'}`] : []),
    ...failures.map((failure) => `error: ${printable(failure)}`),
    ...(ignored > 0 ? [`${ignored} octets ignored`] : []),
  ]
  return `job ${number}: ${size} octets in ${endedAt - startedAt} ms, ${end}${details.length > 0 ? ` (${details.join(', ')})` : ''}, sha256 ${digest}`
}

/** The conditions that the printer is in. */
export function describeConditions(conditions: readonly Condition[]): string {
  const told = conditions.map(({ name, tray, supply }) => name + (tray === undefined ? '' : ` (tray ${tray})`) + (supply === undefined ? '' : ` (supply ${supply})`))
  return `printer: ${told.length > 0 ? told.join(', ') : 'ready'}`
}

function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what must not reach a terminal
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
