/** What TCP carries in captured packets: Ethernet, Linux cooked, loopback or bare IP; IPv4 and IPv6. */
import { IppError } from '../errors.js'
import { joined } from './http.js'

interface Segment {
  /** Addresses and ports: one direction of one connection. */
  readonly flow: string
  readonly sequence: number
  readonly octets: Uint8Array
}

/** Whether this is a packet of TCP over IP. */
export const isPacket = (octets: Uint8Array): boolean => segmentOf(octets) !== undefined

/**
 * The octets of each direction of each connection, in order of their first packets. What came twice is there once.
 *
 * @throws {@link IppError} `bad-text` where packets are missing in between
 */
export function tcpStreams(packets: readonly Uint8Array[]): Uint8Array<ArrayBuffer>[] {
  const flows = new Map<string, Segment[]>()
  for (const packet of packets) {
    const segment = segmentOf(packet)
    if (segment === undefined || segment.octets.length === 0) continue
    const flow = flows.get(segment.flow) ?? []
    flow.push(segment)
    flows.set(segment.flow, flow)
  }
  return [...flows.values()].map(reassembled)
}

function reassembled(segments: readonly Segment[]): Uint8Array<ArrayBuffer> {
  const [first] = segments
  // Sequence numbers go round: their distance from the first, as a signed number, does not.
  const placed = segments.map(({ sequence, octets }) => ({ at: (sequence - (first?.sequence ?? 0)) | 0, octets })).sort((one, other) => one.at - other.at)
  let next = placed[0]?.at ?? 0
  const parts: Uint8Array[] = []
  for (const { at, octets } of placed) {
    if (at > next) throw new IppError('bad-text', `${at - next} octets of the connection are not in the capture`, next)
    const fresh = octets.subarray(next - at)
    parts.push(fresh)
    next += fresh.length
  }
  return joined(parts)
}

function segmentOf(octets: Uint8Array): Segment | undefined {
  for (const start of networkStarts(octets)) {
    const ip = ipv4(octets.subarray(start)) ?? ipv6(octets.subarray(start))
    if (ip === undefined) continue
    const { payload, addresses } = ip
    const header = ((payload[12] ?? 0) >> 4) * 4
    if (header < 20 || header > payload.length) return undefined
    const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength)
    return { flow: `${addresses} ${view.getUint32(0)}`, sequence: view.getUint32(4), octets: payload.subarray(header) }
  }
  return undefined
}

/** Where IP may begin: at once, or behind the header of the link layer where that says so. */
function networkStarts(octets: Uint8Array): number[] {
  const isIp = (at: number) => [0x0800, 0x86dd].includes(((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0))
  return [
    0,
    // Ethernet, with a VLAN tag, Linux cooked 1 and 2.
    ...[12, 16, 14].filter(isIp).map((at) => at + 2),
    ...(isIp(0) ? [20] : []),
    // Loopback of BSD: the address family in the machine's own order.
    ...([2, 24, 28, 30].some((family) => octets[0] === family || octets[3] === family) ? [4] : []),
  ]
}

interface Ip {
  readonly payload: Uint8Array
  readonly addresses: string
}

const tcp = 6

/** RFC 791 section 3.1. Octets behind the packet's length are padding of the link. */
function ipv4(octets: Uint8Array): Ip | undefined {
  const header = ((octets[0] ?? 0) & 0x0f) * 4
  const length = ((octets[2] ?? 0) << 8) | (octets[3] ?? 0)
  if ((octets[0] ?? 0) >> 4 !== 4 || header < 20 || octets[9] !== tcp || length < header + 20 || octets.length < header + 20) return undefined
  return { payload: octets.subarray(header, length), addresses: octets.subarray(12, 20).join('.') }
}

/** RFC 8200 section 3, without extension headers: TCP has none on the way to a printer. */
function ipv6(octets: Uint8Array): Ip | undefined {
  const length = ((octets[4] ?? 0) << 8) | (octets[5] ?? 0)
  if ((octets[0] ?? 0) >> 4 !== 6 || octets[6] !== tcp || octets.length < 60) return undefined
  return { payload: octets.subarray(40, 40 + length), addresses: octets.subarray(8, 40).join('.') }
}
