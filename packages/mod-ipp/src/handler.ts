/** The HTTP entry, as mod_ipp was: POSTs of IPP go to the listener, all else to others. Steps 3, 4 and 14 of the flow. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'
import type { TLSSocket } from 'node:tls'
import type { Answer, Exchange, Listener } from '@platen/ipp-listener'
import { BodyStalled, BodyTooLarge, RequestBody } from './request-body.js'

/** Options of {@link createIppHandler}. */
export interface IppHandlerOptions {
  /** Octets of a request, document included; 0 for no bound. Default 0: documents stream, memory does not grow with them. */
  readonly maximumOctets?: number
  /** Seconds without an octet from a client in mid-request, or to one that is sent a document, after which it is taken for gone. Default 60. */
  readonly silence?: number
  /** The user that a request proves to be, by its headers. Default: nobody proves anything. */
  readonly authenticate?: (request: IncomingMessage) => Promise<string | undefined>
}

/** Handles one request of node:http. */
export type IppHandler = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void

/** An HTTP error as people read it. */
interface HttpError {
  readonly status: number
  readonly message: string
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Makes a handler for node:http, and for whatever calls handlers in its way (Express: `app.use(handler)`).
 *
 * A POST is answered; other methods are passed to `next`, or refused with 405 if there is none. Use it for `request` and
 * for `checkContinue` too: libcups sends `Expect: 100-continue` with every POST.
 */
export function createIppHandler(listener: Listener, options: IppHandlerOptions = {}): IppHandler {
  return (request, response, next) => {
    if (request.method !== 'POST') {
      if (next === undefined) sendError(request, response, { status: 405, message: 'IPP is spoken by POST (RFC 8010 section 4)', headers: { Allow: 'POST' } })
      else next()
      return
    }
    const error = checkHeaders(request)
    if (error !== undefined) {
      sendError(request, response, error)
      return
    }
    if (request.headers.expect !== undefined) response.writeContinue()
    void answer(listener, options, request, response)
  }
}

/** RFC 8010 section 4.1: the media type is application/ipp. */
function checkHeaders(request: IncomingMessage): HttpError | undefined {
  const type = request.headers['content-type'] ?? ''
  if (!/^application\/ipp\s*(?:;|$)/i.test(type)) return { status: 415, message: `Content-Type is "${type}", must be application/ipp (RFC 8010 section 4.1)` }
  const coding = request.headers['content-encoding'] ?? 'identity'
  if (coding !== 'identity') return { status: 415, message: `Content-Encoding "${coding}" is not taken; compress the document and say so in the attribute "compression"` }
  return undefined
}

async function answer(listener: Listener, { maximumOctets = 0, silence = 60, authenticate }: IppHandlerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new Error('the client went away'))
  })
  // Whoever reads the body sees the reason in the signal.
  const body = new RequestBody(request, maximumOctets, silence * 1000, (reason) => gone.abort(reason))
  try {
    const user = authenticate === undefined ? undefined : await authenticate(request)
    const answered = await listener.handle(exchangeOf(request, body, user, gone.signal))
    if (response.destroyed) return
    await send(response, answered, body, silence * 1000)
  } catch (error) {
    if (response.destroyed || response.headersSent || error instanceof BodyStalled) response.destroy()
    else if (error instanceof BodyTooLarge) sendError(request, response, { status: 413, message: error.message, headers: { Connection: 'close' } })
    else sendError(request, response, { status: 500, message: 'a fault of the server itself', headers: { Connection: 'close' } })
  }
}

async function send(response: ServerResponse, answer: Answer, body: RequestBody, silence: number): Promise<void> {
  const { httpStatus, contentType, parts = [answer.body], document } = answer
  const length = parts.reduce((octets, part) => octets + part.length, document?.octets ?? 0)
  response.strictContentLength = true
  response.writeHead(httpStatus, { 'Content-Type': contentType, 'Content-Length': length, 'Cache-Control': 'no-store' })
  response.cork() // all in one write
  for (const part of parts) response.write(part)
  if (document === undefined) {
    response.end()
    await body.drain()
    return
  }
  response.uncork()
  await body.drain() // a client that still sends does not read yet
  response.setTimeout(silence, () => response.destroy())
  // As fast as the client takes it. What ends before its time, or fails, ends the connection: a client must not take it for whole.
  await pipeline(document.data, response)
}

function exchangeOf(request: IncomingMessage, body: AsyncIterable<Uint8Array>, user: string | undefined, signal: AbortSignal): Exchange {
  const socket: Socket | TLSSocket = request.socket
  return {
    body,
    path: (request.url ?? '/').replace(/[?#].*$/, ''),
    authority: request.headers.host ?? '',
    secure: 'encrypted' in socket,
    peer: socket.remoteAddress ?? '',
    signal,
    ...(user === undefined ? {} : { user }),
  }
}

function sendError(request: IncomingMessage, response: ServerResponse, { status, message, headers }: HttpError): void {
  const body = Buffer.from(`${message}.\n`)
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': body.length, ...headers }).end(body)
  // node:http discards what the client still sends.
  request.resume()
}
