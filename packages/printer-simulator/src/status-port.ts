/** AppSocket's status port: an empty datagram, or one of CR and LF, is answered with one of status text. */
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { isIPv6 } from 'node:net'

/** A UDP status port. */
export interface StatusPort extends AsyncDisposable {
  /** Its number. */
  readonly port: number
  /** Questions answered, or left unanswered for want of a text. */
  readonly asked: number
}

/**
 * Opens a status port.
 *
 * @param status - the text to answer with; `undefined` stays silent
 */
export async function openStatusPort(host: string, port: number, status: () => string | undefined): Promise<StatusPort> {
  const socket: Socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
  let asked = 0
  socket.on('message', (question, from) => {
    if (!/^[\r\n]*$/.test(question.toString('latin1'))) return
    asked++
    const text = status()
    if (text !== undefined) socket.send(text, from.port, from.address)
  })
  socket.bind(port, host)
  await once(socket, 'listening')
  // An answer that could not be sent is silence to the asker; nothing here depends on it.
  socket.on('error', () => undefined)
  return {
    port: socket.address().port,
    get asked() {
      return asked
    },
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  }
}
