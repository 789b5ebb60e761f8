/** URIs in answers, built from the authority the client used, so that it can follow them. */
import { isIP } from 'node:net'
import type { Exchange } from './exchange.js'

/** Builds the URIs of an answer. */
export interface AnswerUris {
  /** What they depend on: two builders with the same key build the same URIs. */
  readonly key: string
  /** `ipp://host:port/printers/name` of a printer. */
  printer(name: string): string
  /** `http://host:port/printers/name`: its page for people. */
  printerPage(name: string): string
  /** Every URI of the system with how it is secured: `system-xri-supported`. */
  systemUris(): readonly { readonly uri: string; readonly security: 'tls' | 'none' }[]
  /** `ipp://host:port/`: every printer, as CUPS's clients write it. */
  server(): string
  job(id: number): string
  jobPage(id: number): string
  /** `http://host:port/path`. */
  page(path: string): string
  /** Every URI of a printer with how it is secured, the one of the client's own kind first: `printer-uri-supported`. */
  printerUris(name: string): readonly { readonly uri: string; readonly security: 'tls' | 'none' }[]
}

/** The forms of an answer's URIs. */
export interface UriForms {
  /** `/printers/` to a client that used it, else `/ipp/print/`. */
  readonly printerPath: '/printers/' | '/ipp/print/'
  /**
   * Whether one port takes plain and encrypted connections. Clients on CUPS's face are told of their own only: libcups
   * joins all values of printer-uri-supported and takes the result for one URI.
   */
  readonly bothSchemes: boolean
}

/**
 * Makes the builder of an answer's URIs.
 *
 * @param exchange - how the request came
 * @param named - the authority of the request's target URI, empty if it has none. It is used only if its host is one
 * of this server's names, so that nobody can make an answer point elsewhere.
 */
export function answerUris(exchange: Exchange, named: string, isOwnHost: (host: string) => boolean, { printerPath, bothSchemes }: UriForms): AnswerUris {
  const candidates = [followable(named, exchange.authority), exchange.authority].filter((authority) => isAuthority(authority) && isOwn(authority, isOwnHost))
  const authority = candidates[0] ?? 'localhost'
  const ipp = exchange.secure ? 'ipps' : 'ipp'
  const http = exchange.secure ? 'https' : 'http'
  const other = exchange.secure ? 'ipp' : 'ipps'
  const schemes = bothSchemes && printerPath === '/ipp/print/' ? ([ipp, other] as const) : [ipp]
  const printerUri = (scheme: string, name: string) => `${scheme}://${authority}${printerPath}${encodeURIComponent(name)}`
  const secured = (uriOf: (scheme: string) => string) => schemes.map((scheme) => ({ uri: uriOf(scheme), security: scheme === 'ipps' ? ('tls' as const) : ('none' as const) }))
  return {
    key: `${schemes.join('+')}://${authority}${printerPath}`,
    printer: (name) => printerUri(ipp, name),
    printerUris: (name) => secured((scheme) => printerUri(scheme, name)),
    systemUris: () => secured((scheme) => `${scheme}://${authority}/ipp/system`),
    printerPage: (name) => `${http}://${authority}/printers/${encodeURIComponent(name)}`,
    server: () => `${ipp}://${authority}/`,
    job: (id) => `${ipp}://${authority}/jobs/${id}`,
    jobPage: (id) => `${http}://${authority}/jobs/${id}`,
    page: (path) => `${http}://${authority}${path}`,
  }
}

/** Builders of URIs that have been made: a server is called by few names. */
export class KnownUris {
  readonly #made = new Map<string, AnswerUris>()

  /** As {@link answerUris}. Whether a host is the server's own must not change. */
  of(exchange: Exchange, named: string, isOwnHost: (host: string) => boolean, forms: UriForms): AnswerUris {
    const key = `${exchange.secure ? 1 : 0} ${forms.printerPath} ${exchange.authority} ${named}`
    const known = this.#made.get(key)
    if (known !== undefined) return known
    const made = answerUris(exchange, named, isOwnHost, forms)
    // Whoever makes up names pushes out the others: then they are made anew.
    if (this.#made.size >= 64) this.#made.clear()
    this.#made.set(key, made)
    return made
  }
}

/**
 * The authority of a target URI, so that answers can be followed: libcups writes `ipp://localhost/printers/NAME`, without
 * the port and whatever host it is connected to, and says in HTTP's Host where that is.
 */
function followable(named: string, host: string): string {
  const isWithoutPort = !/:\d*$/.test(named)
  return isWithoutPort && (named === 'localhost' || hostOf(host) === hostOf(named)) ? host : named
}

const isAuthority = (authority: string): boolean => /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(authority)

function isOwn(authority: string, isOwnHost: (host: string) => boolean): boolean {
  const host = hostOf(authority)
  return host === 'localhost' || isIP(host) !== 0 || isOwnHost(host)
}

/** The host of an authority, without port and brackets. */
export function hostOf(authority: string): string {
  const bracketed = /^\[(?<host>[^\]]+)\]/.exec(authority)?.groups?.['host']
  return (bracketed ?? authority.replace(/:\d*$/, '')).toLowerCase()
}
