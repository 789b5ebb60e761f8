/**
 * How much the printer has not acknowledged yet, where the system tells.
 *
 * Octets that were written lie in this machine's memory until the printer takes them: a printer out of paper can leave
 * megabytes there. Linux says how many, in /proc/net/tcp (proc(5)); elsewhere it is not known.
 */
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { endianness } from 'node:os'
import type { Socket } from 'node:net'

/** What was read serves all who ask, for that many times the time it took: 200 printers do not keep the process reading. */
const share = 20

/** The table as it was read last. */
interface KernelTable {
  readonly text: string
  /** When reading began, and until when it serves others, as {@link tableTime} tells. */
  readonly at: number
  readonly until: number
}

const tables = new Map<string, KernelTable>()

/** Readings that have begun, and those that begin when these are over. */
const running = new Map<string, Promise<unknown>>()
const waiting = new Map<string, Promise<string>>()

/** Now, in the time of `notBefore`, milliseconds. */
export const tableTime = (): number => performance.now()

/** The ends of a connection, as a socket tells them. */
export type ConnectionEnds = { readonly [End in 'localAddress' | 'localPort' | 'remoteAddress' | 'remotePort']?: Socket[End] | undefined }

/** A connection, as the system knows it. */
export interface KernelConnection {
  /** Octets not acknowledged, the end of the data counted as one. */
  readonly unacknowledged: number
  /** Whether this side ended its data first: then the system remembers the connection for a while after its end (RFC 9293 section 3.3.2). */
  readonly endedFirst: boolean
}

/** FIN-WAIT-1, FIN-WAIT-2, TIME-WAIT, CLOSING (Linux, tcp_states.h). */
const endedFirst: readonly number[] = [4, 5, 6, 11]

/**
 * A connection; `gone` if the system has no such connection any more, as after a reset; `undefined` if it does not tell.
 *
 * Read at once, not later: the connection may be gone in the next moment. The table is in memory, no disk is waited for; but
 * on a large machine it takes the system milliseconds to write it.
 *
 * @param notBefore - a table that was read since then will do, if one was read lately. What it says was acknowledged is so,
 * for nothing was sent since then; there may be more by now. Default: it is read now
 */
export function kernelConnection(ends: ConnectionEnds, notBefore: number = Infinity): KernelConnection | 'gone' | undefined {
  const place = placeOf(ends)
  if (place === undefined) return undefined
  try {
    return place.in(readTable(place.path, notBefore))
  } catch {
    // Hidden in some sandboxes: then it is not known, as elsewhere.
    return undefined
  }
}

/** The same by a table that is read from now on: nobody else waits meanwhile, and one reading serves all who ask before it begins. */
export async function kernelConnectionLater(ends: ConnectionEnds): Promise<KernelConnection | 'gone' | undefined> {
  const place = placeOf(ends)
  if (place === undefined) return undefined
  try {
    return place.in(await readTableLater(place.path))
  } catch {
    return undefined
  }
}

/** In which table a connection stands, if the system has one. */
function placeOf({ localAddress, localPort, remoteAddress, remotePort }: ConnectionEnds): { readonly path: string; in(table: string): KernelConnection | 'gone' } | undefined {
  if (process.platform !== 'linux' || localAddress === undefined || localPort === undefined || remoteAddress === undefined || remotePort === undefined) return undefined
  return {
    path: `/proc/net/${remoteAddress.includes(':') ? 'tcp6' : 'tcp'}`,
    in: (table) => findConnection(table, kernelAddress(localAddress, localPort), kernelAddress(remoteAddress, remotePort)) ?? 'gone',
  }
}

/** Octets not acknowledged of {@link kernelConnection}. */
export function unacknowledgedOctets(ends: ConnectionEnds, notBefore?: number): number | 'gone' | undefined {
  const found = kernelConnection(ends, notBefore)
  return typeof found === 'object' ? found.unacknowledged : found
}

function readTable(path: string, notBefore: number): string {
  const at = tableTime()
  const kept = tables.get(path)
  if (kept !== undefined && kept.at >= notBefore && kept.until > at) return kept.text
  const text = readFileSync(path, 'latin1')
  const read = tableTime()
  tables.set(path, { text, at, until: read + (read - at) * share })
  return text
}

function readTableLater(path: string): Promise<string> {
  const next = waiting.get(path)
  if (next !== undefined) return next
  const reading = (async () => {
    await running.get(path)
    waiting.delete(path)
    const text = readFile(path, 'latin1')
    running.set(path, text.catch(() => undefined))
    return text
  })()
  waiting.set(path, reading)
  return reading
}

/** Finds a connection in the text of /proc/net/tcp or tcp6. */
export function findConnection(table: string, local: string, remote: string): KernelConnection | undefined {
  const at = table.indexOf(`: ${local} ${remote} `)
  const [, state, queue] = (at < 0 ? null : /^: \S+ \S+ ([0-9A-F]{2}) ([0-9A-F]+):/.exec(table.slice(at, at + 160))) ?? []
  return state === undefined || queue === undefined ? undefined : { unacknowledged: Number.parseInt(queue, 16), endedFirst: endedFirst.includes(Number.parseInt(state, 16)) }
}

/** An address as the table writes it: each group of four octets as a number of this machine's order, in hex. */
export function kernelAddress(address: string, port: number, order: 'LE' | 'BE' = endianness()): string {
  const octets = address.includes(':') ? ipv6Octets(address) : address.split('.').map(Number)
  const hex = Array.from({ length: octets.length / 4 }, (_, group) => {
    const four = octets.slice(group * 4, group * 4 + 4)
    return (order === 'LE' ? four.reverse() : four).map((octet) => octet.toString(16).padStart(2, '0')).join('')
  })
  return `${hex.join('')}:${port.toString(16).padStart(4, '0')}`.toUpperCase()
}

function ipv6Octets(address: string): number[] {
  // Zone (%eth0) off; an embedded IPv4 address as two groups.
  const plain = address.replace(/%.*$/, '').replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a: string, b: string, c: string, d: string) => {
    return `${(Number(a) * 256 + Number(b)).toString(16)}:${(Number(c) * 256 + Number(d)).toString(16)}`
  })
  const [head = '', tail] = plain.split('::')
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))
  const before = groups(head)
  const after = groups(tail ?? '')
  const zeros = Array.from({ length: tail === undefined ? 0 : 8 - before.length - after.length }, () => '0')
  return [...before, ...zeros, ...after].flatMap((group) => {
    const number = Number.parseInt(group, 16)
    return [number >> 8, number & 0xff]
  })
}
