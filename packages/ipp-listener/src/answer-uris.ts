/** URIs in answers, built from the authority the client used, so that it can follow them. */
import { isIP } from 'node:net'
import type { Exchange } from './exchange.js'

/** Builds the URIs of an answer. */
export interface AnswerUris {
  /** `ipp://host:port/printers/name` of a printer. */
  printer(name: string): string
  /** `http://host:port/printers/name`: its page for people. */
  printerPage(name: string): string
  job(id: number): string
  jobPage(id: number): string
  /** `http://host:port/path`. */
  page(path: string): string
  /** `tls` or `none`: how the printer's URI is secured. */
  readonly security: 'tls' | 'none'
}

/**
 * @param exchange - how the request came
 * @param named - the authority of the request's target URI, empty if it has none. It is used only if its host is one
 * of this server's names, so that nobody can make an answer point elsewhere.
 * @param printerPath - `/printers/` to a client that used it, else `/ipp/print/`
 */
export function answerUris(exchange: Exchange, named: string, isOwnHost: (host: string) => boolean, printerPath: '/printers/' | '/ipp/print/'): AnswerUris {
  const candidates = [named, exchange.authority].filter((authority) => isAuthority(authority) && isOwn(authority, isOwnHost))
  const authority = candidates[0] ?? 'localhost'
  const ipp = exchange.secure ? 'ipps' : 'ipp'
  const http = exchange.secure ? 'https' : 'http'
  return {
    printer: (name) => `${ipp}://${authority}${printerPath}${encodeURIComponent(name)}`,
    printerPage: (name) => `${http}://${authority}/printers/${encodeURIComponent(name)}`,
    job: (id) => `${ipp}://${authority}/jobs/${id}`,
    jobPage: (id) => `${http}://${authority}/jobs/${id}`,
    page: (path) => `${http}://${authority}${path}`,
    security: exchange.secure ? 'tls' : 'none',
  }
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
