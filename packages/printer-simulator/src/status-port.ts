/** AppSocket's status port: an empty datagram, or one of CR and LF, is answered with one of status text, unless a fault is scripted. */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { isIPv6 } from 'node:net'
import type { StatusFault } from './faults.js'
import { garbage } from './noise.js'

/** A UDP status port. */
export interface StatusPort extends AsyncDisposable {
  /** Its number. */
  readonly port: number
  /** Questions answered, or left unanswered for want of a text. */
  readonly asked: number
}

/** What a status port goes by. */
export interface StatusSource {
  /** The text to answer with; `undefined` stays silent. */
  readonly text: () => string | undefined
  /** The faults that a question meets. @param question - 1 for the first */
  readonly faults: (question: number) => readonly StatusFault[]
}

/** Opens a status port. @throws Error with the system's code, `EADDRINUSE` say */
export async function openStatusPort(host: string, port: number, { text, faults }: StatusSource): Promise<StatusPort> {
  const open = async (number: number): Promise<Socket> => {
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
    socket.bind(number, host)
    await once(socket, 'listening')
    // An answer that could not be sent is silence to the asker; nothing here depends on it.
    socket.on('error', () => undefined)
    return socket
  }
  const [socket, otherSocket] = await Promise.all([open(port), open(0)])
  const late = new Set<NodeJS.Timeout>()
  let asked = 0

  const answer = (from: RemoteInfo): void => {
    const met = faults(asked)
    const meets = (type: StatusFault['type']): boolean => met.some((fault) => fault.type === type)
    const said = text()
    if (said === undefined || meets('status-never')) return
    const truncated = met.find((fault) => fault.type === 'status-truncated')?.octets
    const octets = meets('status-garbage') ? garbage(64) : Buffer.from(said, 'utf8').subarray(0, truncated)
    const send = (): void => {
      for (let times = meets('status-twice') ? 2 : 1; times > 0; times--) (meets('status-other-port') ? otherSocket : socket).send(octets, from.port, from.address)
    }
    const wait = met.find((fault) => fault.type === 'status-late')?.forMilliseconds
    if (wait === undefined) {
      send()
      return
    }
    const timer = setTimeout(() => {
      late.delete(timer)
      send()
    }, wait)
    late.add(timer)
  }
  socket.on('message', (question, from) => {
    if (!/^[\r\n]*$/.test(question.toString('latin1'))) return
    asked++
    answer(from)
  })

  return {
    port: socket.address().port,
    get asked() {
      return asked
    },
    [Symbol.asyncDispose]: async () => {
      for (const timer of late) clearTimeout(timer)
      await Promise.all([socket, otherSocket].map((one) => new Promise<void>((resolve) => one.close(() => resolve()))))
    },
  }
}
