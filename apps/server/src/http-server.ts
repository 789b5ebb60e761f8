/** The HTTP server: step 2 of the flow. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { IppHandler } from '@platen/mod-ipp'
import type { PageHandler } from './pages/index.js'

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
export async function listen(ipp: IppHandler, pages: PageHandler, { host, port }: { readonly host: string; readonly port: number }): Promise<HttpServer> {
  const handle = (request: IncomingMessage, response: ServerResponse) => ipp(request, response, () => pages(request, response))
  const first = await open(handle, host === 'localhost' ? '127.0.0.1' : host, port)
  const address = first.address() as AddressInfo
  const servers = [first]
  // "localhost" is both loopback addresses, where the machine has both.
  if (host === 'localhost') servers.push(...(await open(handle, '::1', address.port).then((one) => [one], () => [])))
  return {
    host: address.address,
    port: address.port,
    [Symbol.asyncDispose]: async () => {
      await Promise.all(servers.map(close))
    },
  }
}

async function open(handle: (request: IncomingMessage, response: ServerResponse) => void, host: string, port: number): Promise<Server> {
  const server = createServer(
    {
      keepAlive: true,
      noDelay: true,
      keepAliveTimeout: 30_000,
      headersTimeout: 60_000,
      // A document takes as long as it takes; mod-ipp minds clients that fall silent.
      requestTimeout: 0,
      // An offer of HTTP/2 on a plain connection is passed over: the request is served as it is.
      shouldUpgradeCallback: () => false,
    },
    handle,
  )
  // libcups waits for 100-continue before it sends a body.
  server.on('checkContinue', handle)
  await listening(server, host, port)
  return server
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

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), grace)
    server.close(() => {
      clearTimeout(force)
      resolve()
    })
    server.closeIdleConnections()
  })
}
