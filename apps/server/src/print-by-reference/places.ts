/** Which places documents may be fetched from: scheme, host and port first, then every address the host's name has. */
import { isIP } from 'node:net'
import { PapiError } from '@platen/papi'

/** Schemes documents can be fetched by, with their ports. */
export const ports = { http: 80, https: 443, ftp: 21 } as const

/** One of {@link ports}. */
export type ReferenceScheme = keyof typeof ports

/** A place that was found allowed. */
export interface Place {
  readonly url: URL
  readonly scheme: ReferenceScheme
  readonly port: number
  /** The address to connect to: the one that was looked at, for a name may mean another a moment later. */
  readonly address: string
}

/** What places are allowed by. */
export interface PlaceRules {
  readonly schemes: readonly ReferenceScheme[]
  /** `host`, `host:port`, `*.domain`: without a port, the scheme's own. */
  readonly hosts: readonly string[]
  readonly isFetchable: (address: string) => boolean
  /** The addresses of a host's name. */
  readonly resolve: (host: string) => Promise<readonly string[]>
}

const refusal = (message: string): PapiError => new PapiError('document-access-error', message)

/**
 * Checks a URI, for the first request and again for every redirect.
 *
 * @throws PapiError `document-access-error` or `uri-scheme-not-supported`, in words that tell nothing of the local network
 */
export async function allowedPlace(uri: string, { schemes, hosts, isFetchable, resolve }: PlaceRules): Promise<Place> {
  if (!URL.canParse(uri)) throw refusal(`"${uri}" is not a URI`)
  const url = new URL(uri)
  const scheme = schemes.find((one) => url.protocol === `${one}:`)
  if (scheme === undefined) throw new PapiError('uri-scheme-not-supported', `documents are not fetched by "${url.protocol}"; by ${schemes.join(', ')} they are`)
  if (url.username !== '' || url.password !== '') throw refusal('a document-uri must not carry a user or password')
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const port = url.port === '' ? ports[scheme] : Number(url.port)
  if (!hosts.some((rule) => admits(rule, host, port, ports[scheme]))) throw refusal(`documents are not fetched from "${url.host}": the administrator has not listed it`)
  const addresses = isIP(host) === 0 ? await found(host, resolve) : [host]
  const [address] = addresses
  // One address that is not allowed spoils them all: a name that means both is made to lead somewhere.
  if (address === undefined || !addresses.every(isFetchable)) throw refusal(`documents are not fetched from "${url.host}": it is not a place on the public internet`)
  return { url, scheme, port, address }
}

async function found(host: string, resolve: PlaceRules['resolve']): Promise<readonly string[]> {
  try {
    return await resolve(host)
  } catch (error) {
    throw new PapiError('document-access-error', `there is no host "${host}"`, { cause: error })
  }
}

function admits(rule: string, host: string, port: number, usual: number): boolean {
  const { name = '', portOf } = /^(?<name>\[[^\]]+\]|[^:]+)(?::(?<portOf>\d+))?$/.exec(rule.toLowerCase())?.groups ?? {}
  if (port !== (portOf === undefined ? usual : Number(portOf))) return false
  const plain = name.replace(/^\[|\]$/g, '')
  return plain.startsWith('*.') ? host.endsWith(plain.slice(1)) && host.length > plain.length - 1 : host === plain
}
