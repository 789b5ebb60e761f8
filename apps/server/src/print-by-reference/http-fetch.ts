/** A document from a web server. */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { PapiError } from '@platen/papi'
import type { Place } from './places.js'

/** What a web server answered: a document, or another place to look at. */
export type HttpResult = { readonly response: IncomingMessage; readonly format: string | undefined } | { readonly location: string }

/**
 * Asks for a document at the address that was checked. Redirects are not followed but told.
 *
 * @throws PapiError `document-access-error`
 */
export async function fetchHttp({ url, scheme, port, address }: Place, signal: AbortSignal): Promise<HttpResult> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const options = {
    host: address,
    port,
    path: `${url.pathname}${url.search}`,
    // A document is sent as it is: nothing is to be unpacked on the way.
    headers: { Host: url.host, 'Accept-Encoding': 'identity', 'User-Agent': 'Platen', Connection: 'close' },
    agent: false as const,
    signal,
  }
  const request = scheme === 'https' ? httpsRequest({ ...options, ...(isIP(host) === 0 ? { servername: host } : {}) }) : httpRequest(options)
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve).once('error', reject).end()
  }).catch((error: unknown) => {
    throw new PapiError('document-access-error', `"${url.host}" could not be reached: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  })
  const status = response.statusCode ?? 0
  if (status === 200) return { response, format: response.headers['content-type']?.replace(/;.*$/, '').trim().toLowerCase() }
  response.destroy()
  const { location } = response.headers
  if ([301, 302, 303, 307, 308].includes(status) && location !== undefined && URL.canParse(location, url.href)) return { location: new URL(location, url).href }
  throw new PapiError('document-access-error', `"${url.host}" answers ${status} ${response.statusMessage ?? ''}`.trimEnd())
}
