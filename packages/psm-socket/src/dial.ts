/** One attempt to connect to a printer. */
import { Socket, type LookupFunction } from 'node:net'

/** Where to connect, and how long to try. */
export interface DialTarget {
  readonly host: string
  readonly port: number
  /** Milliseconds. */
  readonly bound: number
  /** Finds the addresses of a name. Default: the system's. */
  readonly lookup?: LookupFunction
}

/** Time of silence on the line after which the system asks whether the printer's host still lives. */
const keepAliveMilliseconds = 30_000

/**
 * Opens a connection: every address of a name is tried, IPv4 and IPv6 (RFC 8305).
 *
 * @throws Error with the system's code: `ECONNREFUSED`, `EHOSTUNREACH`, `ENOTFOUND`, `ETIMEDOUT`, ...
 */
export async function dial({ host, port, bound, lookup }: DialTarget, signal: AbortSignal): Promise<Socket> {
  signal.throwIfAborted()
  // allowHalfOpen: a printer may end its side while it still takes data.
  const socket = new Socket({ allowHalfOpen: true })
  const connected = Promise.withResolvers<undefined>()
  const fail = (error: Error): void => connected.reject(error)
  const abort = (): void => fail(new Error('aborted'))
  const timer = setTimeout(() => fail(Object.assign(new Error(`connect ETIMEDOUT ${host}:${port}`), { code: 'ETIMEDOUT' })), bound)
  socket.once('connect', () => connected.resolve(undefined))
  socket.on('error', fail)
  signal.addEventListener('abort', abort, { once: true })
  try {
    // The system's own pause between addresses (250 ms) is too short for a printer on a slow line; refusals do not wait for it.
    socket.connect({ host, port, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: Math.max(Math.min(3000, Math.ceil(bound / 2)), 10), ...(lookup === undefined ? {} : { lookup }) })
    await connected.promise
    socket.setNoDelay(true)
    socket.setKeepAlive(true, keepAliveMilliseconds)
    return socket
  } catch (error) {
    socket.destroy()
    throw error
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', abort)
    // From here on errors are the connection's, which listens before the next event can come. One listener stays for those of a destroyed socket.
    socket.off('error', fail)
    socket.on('error', () => undefined)
  }
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'it refuses connections',
  ECONNRESET: 'it resets connections',
  EHOSTUNREACH: 'its host cannot be reached',
  ENETUNREACH: 'its network cannot be reached',
  EHOSTDOWN: 'its host is down',
  ETIMEDOUT: 'it does not answer',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name cannot be looked up now',
  EADDRNOTAVAIL: 'this machine has no address or port left to connect from',
  EMFILE: 'this process has too many open files',
  EACCES: 'this machine does not allow it',
  EPERM: 'this machine does not allow it',
}

/** Whether the printer's host is there, but takes no connection now. */
export function isRefusal(error: unknown): boolean {
  const all: unknown[] = error instanceof AggregateError ? error.errors : [error]
  return all.some((one) => one instanceof Error && 'code' in one && (one.code === 'ECONNREFUSED' || one.code === 'ECONNRESET'))
}

/** Why an attempt failed, for people: `it refuses connections (ECONNREFUSED)`. */
export function dialFailure(error: unknown): string {
  // Several addresses fail with an error each; the first is as good as any, and refusals say most.
  const all: unknown[] = error instanceof AggregateError ? error.errors : [error]
  const codes = all.map((one) => (one instanceof Error && 'code' in one ? String(one.code) : ''))
  const code = codes.includes('ECONNREFUSED') ? 'ECONNREFUSED' : (codes.find((one) => one !== '') ?? '')
  const reason = reasons[code]
  if (reason !== undefined) return `${reason} (${code})`
  return code === '' ? String(error) : code
}
