/** Which addresses documents may be fetched from: those of the public internet, and what the administrator adds. */
import { BlockList, isIP } from 'node:net'

/** IPv4 that is not of the public internet (IANA's special-purpose registry, RFC 6890), and multicast. */
const specialIpv4 = [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24',
  '192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
]

/** Within 2000::/3, all that is public in IPv6: protocol assignments with Teredo, documentation, 6to4 that hides IPv4. */
const specialIpv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20']

/** A test for addresses. @throws Error for an entry that is not ADDRESS or ADDRESS/BITS */
export function fetchableAddresses(added: readonly string[]): (address: string) => boolean {
  const special = blockList(specialIpv4.concat(specialIpv6))
  const global = blockList(['2000::/3'])
  const extra = blockList(added)
  return (given) => {
    const address = given.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (isIP(address) === 0) return false
    if (extra.check(address, family)) return true
    return !special.check(address, family) && (family === 'ipv4' || global.check(address, family))
  }
}

function blockList(entries: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of entries) {
    const { address = '', bits } = /^(?<address>[^/]+)(?:\/(?<bits>\d{1,3}))?$/.exec(entry)?.groups ?? {}
    const version = isIP(address)
    if (version === 0) throw new Error(`print-by-reference: "${entry}" is not an address or ADDRESS/BITS`)
    const family = version === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}
