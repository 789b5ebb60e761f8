/** Upgrading a plain connection to TLS (RFC 2817), as libcups asks for it with `Upgrade: TLS/1.2` on `OPTIONS *`. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { TLSSocket, type SecureContext } from 'node:tls'
import { Socket } from 'node:net'

/** Whether a request is to be answered by switching to TLS. Other upgrades (h2c, websocket) are passed over. */
export function asksForTls({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && /(?:^|,)\s*TLS\/1\.\d/i.test(headers.upgrade ?? '')
}

/**
 * Serves upgrades: answers 101, shakes hands, and then answers the request itself over TLS, as RFC 2817 section 3.3 says.
 *
 * @param server - the plain server; it goes on serving the connection, now encrypted
 */
export function serveUpgrades(server: Server, context: SecureContext): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!(socket instanceof Socket)) {
      socket.destroy()
      return
    }
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: TLS/1.2,HTTP/1.1\r\n\r\n')
    if (head.length > 0) socket.unshift(head)
    const encrypted = new TLSSocket(socket, { isServer: true, secureContext: context })
    encrypted.on('error', () => encrypted.destroy())
    encrypted.unshift(replayed(request))
    server.emit('connection', encrypted)
  })
}

/** The request as octets again, without what asked for the upgrade. */
function replayed(request: IncomingMessage): Buffer {
  const kept = request.rawHeaders.flatMap((name, index) => (index % 2 === 0 && !/^(?:upgrade|connection)$/i.test(name) ? [`${name}: ${request.rawHeaders[index + 1] ?? ''}`] : []))
  return Buffer.from([`${request.method ?? 'OPTIONS'} ${request.url ?? '*'} HTTP/1.1`, ...kept, '', ''].join('\r\n'), 'latin1')
}
