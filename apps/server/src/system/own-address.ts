/** Whether a device is this server itself: a queue on it would print to itself for ever (Solaris: cyclical reference). */
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { PapiError, shownDevice } from '@platen/papi'

/** Ports of schemes that a URI may leave out. */
const defaultPorts: Readonly<Record<string, number>> = { socket: 9100, appsocket: 9100, ipp: 631, ipps: 631, http: 80, https: 443, lpd: 515 }

/** What is looked up outside: replaced in tests. */
export interface AddressSource {
  /** Every address of a host name. @throws if there is none */
  readonly resolve: (host: string) => Promise<readonly string[]>
  /** The addresses of this machine. */
  readonly own: () => readonly string[]
}

/** The addresses as the operating system knows them. */
export const systemAddresses: AddressSource = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  own: () => Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).map(({ address }) => address)),
}

/** Loopback, and "this host" (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5). */
const always = new BlockList()
always.addSubnet('127.0.0.0', 8, 'ipv4')
always.addAddress('0.0.0.0', 'ipv4')
always.addAddress('::1', 'ipv6')
always.addAddress('::', 'ipv6')

/**
 * Whether a device's URI leads to a port of this machine that this server listens on.
 *
 * A name that does not resolve now leads nowhere now; it is not held against a device that it may be down.
 *
 * @param isOwnHost - whether a host name is one of this server's
 */
export async function pointsBack(device: string, port: number, isOwnHost: (host: string) => boolean, { resolve, own }: AddressSource = systemAddresses): Promise<boolean> {
  if (!URL.canParse(device)) return false
  const url = new URL(device)
  const devicePort = url.port === '' ? defaultPorts[url.protocol.slice(0, -1)] : Number(url.port)
  if (devicePort !== port || url.hostname === '') return false
  const host = bare(decoded(url.hostname)).replace(/\.$/, '').toLowerCase()
  if (host === 'localhost' || host.endsWith('.localhost') || isOwnHost(host)) return true
  const addresses = isIP(host) === 0 ? await resolve(host).catch(() => []) : [host]
  const mine = new Set(own().map(bare))
  return addresses.map(bare).some((address) => mine.has(address) || always.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'))
}

function decoded(host: string): string {
  try {
    return decodeURIComponent(host)
  } catch {
    return host
  }
}

/** An address without brackets, zone, and the IPv6 form of IPv4: `[::ffff:10.0.0.1%eth0]`. */
function bare(host: string): string {
  const plain = host.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  const { high, low } = /^::ffff:(?<high>[0-9a-f]{1,4}):(?<low>[0-9a-f]{1,4})$/i.exec(plain)?.groups ?? {}
  if (high !== undefined && low !== undefined) {
    const number = Number.parseInt(high, 16) * 0x1_0000 + Number.parseInt(low, 16)
    return [24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff).join('.')
  }
  return plain.replace(/^::ffff:(?=\d+\.)/i, '')
}

/** The refusal of a queue on such a device. */
export function cyclicalReference(queue: string, device: string): PapiError {
  return new PapiError('not-possible', `${queue} would print to itself: its device ${shownDevice(device)} is this server`)
}
