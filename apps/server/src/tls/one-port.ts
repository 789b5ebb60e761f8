/**
 * Plain and encrypted connections on one port: the first octet tells them apart, as CUPS and its clients do it
 * (0x16 begins a TLS handshake, RFC 8446 section 5.1).
 */
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { TLSSocket, type SecureContext } from 'node:tls'

const handshake = 0x16

/** How long a connection may be open before its first octet, and how long a handshake may take, milliseconds. */
const patience = 60_000

/**
 * Has a plain HTTP server take encrypted connections too, on the port it listens on.
 *
 * All connections are the one server's, so that its time-outs and its closing hold for all.
 *
 * @returns closes the connections that have said nothing yet: browsers keep some at hand
 */
export function shareWithTls(server: Server, context: SecureContext): () => void {
  const silent = new Set<Socket>()
  const accept = server.listeners('connection')
  const serve = (socket: Socket): void => {
    for (const listener of accept) listener.call(server, socket)
  }
  server.removeAllListeners('connection')
  server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
    firstOctet(socket, (octet) => {
      silent.delete(socket)
      if (octet === handshake) secure(server, context, socket, serve)
      else serve(socket)
    })
  })
  return () => {
    for (const socket of silent) socket.destroy()
  }
}

/** Looks at a connection's first octet and puts it back. A connection that ends or stays silent is closed. */
function firstOctet(socket: Socket, seen: (octet: number) => void): void {
  const silent = (): void => void socket.destroy()
  const look = (): void => {
    const first = socket.read(1) as Buffer | null
    const [octet] = first ?? []
    if (first === null || octet === undefined) return
    socket.off('readable', look).off('end', silent).off('error', silent).off('timeout', silent).setTimeout(0)
    socket.unshift(first)
    seen(octet)
  }
  socket.on('readable', look).on('end', silent).on('error', silent).on('timeout', silent).setTimeout(patience)
}

/** Shakes hands, then serves what is within. */
function secure(server: Server, context: SecureContext, socket: Socket, serve: (socket: Socket) => void): void {
  const encrypted = new TLSSocket(socket, { isServer: true, server, secureContext: context, ALPNProtocols: ['http/1.1'] })
  const broken = (): void => void encrypted.destroy()
  // A client that leaves in mid-handshake only ends its side: the connection is half open until it is closed here.
  encrypted.on('end', broken).on('error', broken).on('timeout', broken).setTimeout(patience)
  encrypted.once('secure', () => {
    encrypted.off('end', broken).off('error', broken).off('timeout', broken).setTimeout(0)
    serve(encrypted)
  })
}
