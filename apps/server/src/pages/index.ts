/** The pages for people, by path. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { PapiError, type Call, type Log, type PrintServiceDirectory } from '@platen/papi'
import { resourceAt, type Resource } from '../resources/index.js'
import { html } from './html.js'
import { indexPage } from './index-page.js'
import { jobPage } from './job-page.js'
import { page } from './layout.js'
import { printerPage } from './printer-page.js'

interface Route {
  readonly path: RegExp
  readonly render: (services: PrintServiceDirectory, call: Call, authority: string, name: string) => Promise<string>
}

const routes: readonly Route[] = [
  { path: /^\/$/, render: indexPage },
  { path: /^\/(?:printers|ipp\/print)\/(?<name>[^/]+)$/, render: printerPage },
  { path: /^\/jobs\/(?<name>\d{1,10})$/, render: (services, call, _authority, name) => jobPage(services, call, Number(name)) },
]

/** Answers GET and HEAD. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => void

/** Makes the handler of pages. */
export function createPages(services: PrintServiceDirectory, log: Log): PageHandler {
  return (request, response) => {
    if (request.method === 'OPTIONS') {
      send(request, response, 200, '', { Allow: 'GET, HEAD, POST, OPTIONS' })
      return
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      send(request, response, 405, 'Only GET, HEAD and POST are served here.\n', { Allow: 'GET, HEAD, POST', 'Content-Type': 'text/plain; charset=utf-8' })
      return
    }
    const resource = resourceAt((request.url ?? '/').replace(/[?#].*$/, ''))
    if (resource !== undefined) {
      sendResource(request, response, resource)
      return
    }
    render(services, request).then(
      ({ status, markup }) => send(request, response, status, markup),
      (error: unknown) => {
        log.error('a page failed', { error, path: request.url ?? '' })
        send(request, response, 500, page('Something went wrong', html`<p>A fault of the server itself. Its log says more.</p>`))
      },
    )
  }
}

async function render(services: PrintServiceDirectory, request: IncomingMessage): Promise<{ status: number; markup: string }> {
  const path = (request.url ?? '/').replace(/[?#].*$/, '')
  const authority = request.headers.host ?? 'localhost'
  const call: Call = { caller: { host: request.socket.remoteAddress ?? '', isOperator: false } }
  const notFound = (message: string) => ({ status: 404, markup: page('Not found', html`<p>${message}</p><p><a href="/">Printers and jobs</a></p>`) })
  for (const route of routes) {
    const match = route.path.exec(path)
    if (match === null) continue
    try {
      return { status: 200, markup: await route.render(services, call, authority, decoded(match.groups?.['name'] ?? '')) }
    } catch (error) {
      if (error instanceof PapiError && error.code === 'not-found') return notFound(error.message)
      throw error
    }
  }
  return notFound(`There is no page at ${path}.`)
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** Files stay as they are until the server is another. */
function sendResource(request: IncomingMessage, response: ServerResponse, { contentType, octets }: Resource): void {
  response.writeHead(200, { 'Content-Type': contentType, 'Content-Length': octets.length, 'Cache-Control': 'public, max-age=3600', 'X-Content-Type-Options': 'nosniff' })
  response.end(request.method === 'HEAD' ? undefined : octets)
  request.resume()
}

function send(request: IncomingMessage, response: ServerResponse, status: number, body: string, headers: Readonly<Record<string, string>> = {}): void {
  const octets = Buffer.from(body)
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': octets.length,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'",
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  })
  response.end(request.method === 'HEAD' ? undefined : octets)
  request.resume()
}
