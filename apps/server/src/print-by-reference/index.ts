/**
 * Printing by reference: fetches documents for Print-URI and Send-URI. A server that fetches for strangers is a way into
 * the network it stands in, so it is off by default, goes only to listed hosts, only to addresses of the public internet
 * unless others are listed, and to exactly the address that was checked; each redirect is checked like the first URI.
 */
import { lookup } from 'node:dns/promises'
import type { DocumentFetcher, ReferencedDocument } from '@platen/ipp-listener'
import { PapiError } from '@platen/papi'
import { fetchableAddresses } from './addresses.js'
import { bounded } from './bounded.js'
import { fetchFtp } from './ftp-fetch.js'
import { fetchHttp } from './http-fetch.js'
import { allowedPlace, type PlaceRules, type ReferenceScheme } from './places.js'

/** The configuration key `print-by-reference`. */
export interface PrintByReference {
  readonly schemes: readonly ReferenceScheme[]
  /** `host`, `host:port` or `*.domain`. */
  readonly hosts: readonly string[]
  /** Addresses and `ADDRESS/BITS` that are allowed though they are not of the public internet. */
  readonly 'private-addresses': readonly string[]
  /** The largest document, MiB. */
  readonly 'maximum-size': number
  /** Seconds from the request to the document's last octet. */
  readonly timeout: number
}

const mostRedirects = 5

/**
 * Makes the fetcher of a configuration.
 *
 * @param resolve - the addresses of a name. Default: the system's
 * @throws Error for an entry of `private-addresses` that is no address
 */
export function documentFetcher(configuration: PrintByReference, resolve: PlaceRules['resolve'] = systemAddresses): DocumentFetcher {
  const { schemes, hosts } = configuration
  const rules: PlaceRules = { schemes, hosts, isFetchable: fetchableAddresses(configuration['private-addresses']), resolve }
  const most = configuration['maximum-size'] * 1024 * 1024
  return {
    schemes,
    fetch: async (uri, given) => {
      const signal = AbortSignal.any([given, AbortSignal.timeout(configuration.timeout * 1000)])
      return fetchFrom(uri, rules, most, signal)
    },
  }
}

async function fetchFrom(uri: string, rules: PlaceRules, most: number, signal: AbortSignal): Promise<ReferencedDocument> {
  let next = uri
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const place = await abortable(allowedPlace(next, rules), signal)
    if (place.scheme === 'ftp') return { data: bounded(await fetchFtp(place, signal), most) }
    const result = await fetchHttp(place, signal)
    if ('response' in result) {
      const told = Number(result.response.headers['content-length'] ?? 0)
      if (told > most) {
        result.response.destroy()
        throw new PapiError('document-access-error', `the document has ${told} octets, more than are fetched here`)
      }
      return { data: bounded(result.response as AsyncIterable<Uint8Array>, most), ...(result.format === undefined ? {} : { format: result.format }) }
    }
    next = result.location
  }
  throw new PapiError('document-access-error', `"${uri}" leads on more than ${mostRedirects} times`)
}

/** A name server may be silent for long: who waits for it goes when the time is over. */
async function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const over = Promise.withResolvers<never>()
  const abort = (): void => over.reject(new PapiError('document-access-error', 'the document was not there in time'))
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work, over.promise])
  } finally {
    signal.removeEventListener('abort', abort)
    over.promise.catch(() => undefined)
  }
}

const systemAddresses = async (host: string): Promise<readonly string[]> => (await lookup(host, { all: true })).map(({ address }) => address)
