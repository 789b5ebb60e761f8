/** Device URIs of printers on TCP: `socket://host:port?waiteof=false&contimeout=60`. */
import { PapiError, shownDevice } from '@platen/papi'

/** A printer's address and the options its URI sets. */
export interface PrinterAddress {
  /** A name or an address, IPv6 without brackets. */
  readonly host: string
  readonly port: number
  /** Options of the query, as written. */
  readonly options: Readonly<Record<string, string>>
  /** The URI with its port, without a query. */
  readonly uri: string
}

/**
 * Reads a device URI.
 *
 * @param defaultPort - where the URI names none
 * @throws PapiError `bad-argument` with a sentence for the administrator
 */
export function parsePrinterAddress(url: URL, defaultPort: number): PrinterAddress {
  const scheme = url.protocol.slice(0, -1)
  const wrong = (what: string): PapiError => new PapiError('bad-argument', `device "${shownDevice(url.href)}": ${what}; write it like ${scheme}://printer.example:${defaultPort}`)
  if (url.username !== '' || url.password !== '') throw new PapiError('bad-argument', `a user or password in a ${scheme}: device URI has no use: raw printing knows no log-in`)
  if (url.hostname === '') throw wrong('it names no host')
  if (url.hostname.includes('%')) throw wrong(`"${url.hostname}" is not the name of a host`)
  if (url.pathname !== '' && url.pathname !== '/') throw wrong(`the path "${url.pathname}" has no use`)
  if (url.hash !== '') throw wrong('what stands behind "#" has no use; in the value of an option it is written %23')
  if (url.port === '0') throw wrong('port 0 cannot be connected to')
  const options: Record<string, string> = {}
  for (const [name, value] of url.searchParams) {
    if (Object.hasOwn(options, name)) throw wrong(`it sets option "${name}" twice`)
    options[name] = value
  }
  const port = url.port === '' ? defaultPort : Number(url.port)
  return { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port, options, uri: `${scheme}://${url.hostname}:${port}` }
}
