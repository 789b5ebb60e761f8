/** The HTTP server: step 2 of the flow. Plain and TLS on one port. */
import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSecureContext } from 'node:tls'
import type { IppHandler } from '@platen/mod-ipp'
import type { PageHandler } from './pages/index.js'
import type { Certificate } from './tls/certificate.js'
import { shareWithTls } from './tls/one-port.js'
import { asksForTls, serveUpgrades } from './tls/upgrade.js'

/** A server that listens. */
export interface HttpServer extends AsyncDisposable {
  readonly host: string
  readonly port: number
}

/** How long requests under way may take to end when the server stops, milliseconds. */
const grace = 5000

/**
 * Listens on a host, or on both loopback addresses for `localhost`.
 *
 * @throws Error with a sentence for the administrator if the address cannot be had
 */
export async function listen(ipp: IppHandler, pages: PageHandler, certificate: Certificate, { host, port }: { readonly host: string; readonly port: number }): Promise<HttpServer> {
  const handle: Handle = (request, response) => ipp(request, response, () => pages(request, response))
  const first = await open(handle, certificate, host === 'localhost' ? '127.0.0.1' : host, port)
  const servers = [first]
  // "localhost" is both loopback addresses, where the machine has both.
  if (host === 'localhost') servers.push(...(await open(handle, certificate, '::1', first.port).then((one) => [one], () => [])))
  return {
    host: first.host,
    port: first.port,
    [Symbol.asyncDispose]: async () => {
      await Promise.all(servers.map((server) => server[Symbol.asyncDispose]()))
    },
  }
}

type Handle = (request: IncomingMessage, response: ServerResponse) => void

const options: ServerOptions = {
  keepAlive: true,
  noDelay: true,
  keepAliveTimeout: 30_000,
  headersTimeout: 60_000,
  // A document takes as long as it takes; mod-ipp minds clients that fall silent.
  requestTimeout: 0,
  // TLS is switched to; an offer of HTTP/2 or anything else is passed over: the request is served as it is.
  shouldUpgradeCallback: asksForTls,
}

async function open(handle: Handle, certificate: Certificate, host: string, port: number): Promise<HttpServer> {
  const server = createServer(options)
  const serve: Handle = (request, response) => {
    // A connection whose last answer goes out while the server stops is kept for no further request.
    response.once('finish', () => {
      if (!server.listening) setImmediate(() => server.closeIdleConnections())
    })
    handle(request, response)
  }
  server.on('request', serve)
  // libcups waits for 100-continue before it sends a body.
  server.on('checkContinue', serve)
  const context = createSecureContext(certificate)
  const closeSilent = shareWithTls(server, context)
  serveUpgrades(server, context)
  await listening(server, host, port)
  const address = server.address() as AddressInfo
  return { host: address.address, port: address.port, [Symbol.asyncDispose]: () => close(server, closeSilent) }
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE' ? 'another program listens there; stop it, or choose another port with --port or listen.port'
        : error.code === 'EACCES' ? 'this user may not; choose a port above 1023'
        : error.message
      reject(new Error(`cannot listen on ${host}:${port}: ${why}`, { cause: error }))
    })
    server.listen({ host, port }, resolve)
  })
}

function close(server: Server, closeSilent: () => void): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), grace)
    server.close(() => {
      clearTimeout(force)
      resolve()
    })
    server.closeIdleConnections()
    closeSilent()
  })
}
