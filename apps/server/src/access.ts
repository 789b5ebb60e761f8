/** Who is an operator, and which names are the server's own. */
import { BlockList, isIP } from 'node:net'
import { hostname } from 'node:os'

/**
 * A test for operators' addresses.
 *
 * @param operators - addresses, `ADDRESS/BITS`, `loopback`, or `everyone`
 * @throws Error for an entry that is none of these
 */
export function operatorAddresses(operators: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  let everyone = false
  for (const operator of operators) {
    const [address = '', bits] = operator.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (operator === 'everyone') everyone = true
    else if (operator === 'loopback') {
      list.addSubnet('127.0.0.0', 8, 'ipv4')
      list.addAddress('::1', 'ipv6')
    } else if (isIP(address) === 0) throw new Error(`operators: "${operator}" is not an address, ADDRESS/BITS, "loopback" or "everyone"`)
    else if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return remembered((address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
    return everyone || list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
  })
}

/** A test for host names of this server: its own name, with and without domain, in `.local`, and those configured. */
export function ownHosts(names: readonly string[]): (host: string) => boolean {
  const own = hostname().toLowerCase()
  const short = own.replace(/\..*$/, '')
  const known = new Set([own, short, `${short}.local`, ...names.map((name) => name.toLowerCase())])
  return (host) => known.has(host.toLowerCase())
}

/**
 * A test for the authority that a client used (HTTP Host): whether its host is an address, `localhost` or one of the server's
 * names. A page in an operator's browser can reach this server under a name of its own (DNS rebinding), and must not get an
 * operator's rights; no browser can send another name than it has used.
 */
export function ownAuthority(isOwnHost: (host: string) => boolean): (authority: string) => boolean {
  return remembered((authority) => {
    const bracketed = /^\[(?<address>[^\]]+)\](?::\d*)?$/.exec(authority)?.groups?.['address']
    const host = (bracketed ?? authority.replace(/:\d*$/, '')).replace(/\.$/, '').toLowerCase()
    // HTTP/1.0 needs no Host; browsers always send one.
    return host === '' || host === 'localhost' || isIP(host) !== 0 || isOwnHost(host)
  })
}

/** A test that remembers its last answers: each request asks, and few ask who have not asked before. */
function remembered(test: (name: string) => boolean): (name: string) => boolean {
  const answers = new Map<string, boolean>()
  return (name) => {
    const known = answers.get(name)
    if (known !== undefined) return known
    const answer = test(name)
    if (answers.size >= 256) answers.clear()
    answers.set(name, answer)
    return answer
  }
}
