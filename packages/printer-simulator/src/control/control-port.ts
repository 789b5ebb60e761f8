/** Control over HTTP: other people's tests, in any language, see and change the printer. JSON both ways, jobs as octets. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PrinterSimulator } from '../simulator.js'
import { ControlError, respond, type ControlRequest } from './routes.js'

/** The control port of a printer. */
export interface ControlPort extends AsyncDisposable {
  readonly port: number
}

/** The most that a request may carry. */
const mostOctets = 65_536

/** Opens the control port. @throws Error with the system's code, `EADDRINUSE` say */
export async function openControl(printer: PrinterSimulator, host: string, port: number): Promise<ControlPort> {
  const server = createServer((request, response) => void answer(request, response, printer))
  server.listen({ host, port })
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, printer: PrinterSimulator): Promise<void> {
  try {
    // Pages of a browser have no business here: they are kept from changing, and from reading by the want of CORS headers.
    if (request.headers.origin !== undefined) throw new ControlError(403, 'a browser is not to control printers')
    const { body, type } = await respond(await read(request), printer)
    response.writeHead(200, { 'content-type': type, 'content-length': body.length, 'x-content-type-options': 'nosniff' }).end(body)
  } catch (error) {
    const status = error instanceof ControlError ? error.status : 500
    const body = Buffer.from(`${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`)
    // What was not read of a request that was too long goes with its connection.
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length, connection: 'close' }).end(body)
  }
}

async function read(request: IncomingMessage): Promise<ControlRequest> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostOctets) throw new ControlError(413, `a request carries at most ${mostOctets} octets`)
    chunks.push(chunk)
  }
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://control')
  const text = Buffer.concat(chunks).toString('utf8')
  return { method: request.method ?? 'GET', path: pathname.split('/').slice(1), query: searchParams, body: text.trim() === '' ? undefined : parse(text) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ControlError(400, `the body is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}
