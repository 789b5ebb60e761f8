/** Asks a printer how it is: an empty datagram to its status port, one datagram of text back. */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { isIPv6 } from 'node:net'

/** Whom to ask, and how long to wait. */
export interface StatusQuestion {
  readonly host: string
  readonly port: number
  /** Milliseconds. */
  readonly wait: number
}

/** Longer answers are cut: no printer needs more. */
const bound = 4096

/**
 * Asks. Only an answer from where it was asked counts: from an address of the printer, and from its port; the first one is taken.
 *
 * @returns the text; `undefined` if none came in time, the name is not known, or the signal was aborted: silence means that
 * the state is not known, not that the printer is down
 */
export async function askStatus({ host, port, wait }: StatusQuestion, signal: AbortSignal): Promise<string | undefined> {
  const addresses = await lookup(host, { all: true }).catch(() => [])
  const answers = [4, 6].flatMap((family) => {
    const ours = addresses.filter((one) => one.family === family).map((one) => one.address)
    return ours.length === 0 ? [] : [askAddresses(ours, port, wait, signal)]
  })
  // The first that answers, or silence from all.
  return Promise.any(answers.map((answer) => answer.then((text) => text ?? Promise.reject(new Error('silence'))))).catch(() => undefined)
}

async function askAddresses(addresses: readonly string[], port: number, wait: number, signal: AbortSignal): Promise<string | undefined> {
  if (signal.aborted) return undefined
  const answered = Promise.withResolvers<string | undefined>()
  const silence = (): void => answered.resolve(undefined)
  const socket: Socket = createSocket(isIPv6(addresses[0] ?? '') ? 'udp6' : 'udp4')
  const timer = setTimeout(silence, wait)
  signal.addEventListener('abort', silence, { once: true })
  socket.on('error', silence)
  socket.on('message', (answer: Buffer, from: RemoteInfo) => {
    if (from.port === port && addresses.some((address) => sameAddress(address, from.address))) answered.resolve(answer.subarray(0, bound).toString('latin1'))
  })
  // A datagram that cannot be sent is as one that is not answered.
  for (const address of addresses) socket.send('', port, address, () => undefined)
  try {
    return await answered.promise
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', silence)
    socket.close()
  }
}

/** Whether two addresses are one; a zone (`%eth0`) does not count. */
const sameAddress = (a: string, b: string): boolean => a.replace(/%.*$/, '') === b.replace(/%.*$/, '')
