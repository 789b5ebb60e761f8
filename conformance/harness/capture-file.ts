/** A packet capture of HTTP exchanges, written by hand: nothing needs to be captured, and no privilege to do so. */

/** A request and its response, octet by octet. */
export interface Exchange {
  readonly request: Buffer
  readonly response: Buffer
}

const client = { address: [10, 0, 0, 1], port: 50_000 }
const server = { address: [10, 0, 0, 2], port: 631 }
type End = typeof client

/** Less than an IP packet carries. */
const segmentOctets = 32_000

/** A capture file (pcap, link type raw IP): each exchange is a TCP connection of its own, from its SYN to its FIN. */
export function captureFile(exchanges: readonly Exchange[]): Buffer {
  const packets: Buffer[] = []
  for (const [index, { request, response }] of exchanges.entries()) {
    const from = { ...client, port: client.port + index }
    const next = new Map<End, number>([[from, 1000], [server, 5000]])
    const send = (source: End, target: End, flags: number, payload: Buffer = Buffer.alloc(0)): void => {
      const at = next.get(source) ?? 0
      packets.push(packet(source, target, at, next.get(target) ?? 0, flags, payload, packets.length))
      next.set(source, at + payload.length + (flags & (syn | fin) ? 1 : 0))
    }
    send(from, server, syn)
    send(server, from, syn | ack)
    for (const [source, target, octets] of [[from, server, request], [server, from, response]] as const) {
      for (let at = 0; at < octets.length; at += segmentOctets) send(source, target, ack | push, octets.subarray(at, at + segmentOctets))
      send(target, source, ack)
    }
    send(from, server, fin | ack)
    send(server, from, fin | ack)
  }
  const head = Buffer.alloc(24)
  head.writeUInt32LE(0xa1b2_c3d4, 0)
  head.writeUInt16LE(2, 4)
  head.writeUInt16LE(4, 6)
  head.writeUInt32LE(0xffff, 16)
  head.writeUInt32LE(101, 20)
  return Buffer.concat([head, ...packets])
}

const fin = 0x01
const syn = 0x02
const push = 0x08
const ack = 0x10

/** An IPv4 packet with a TCP segment (RFC 791, RFC 9293), behind the head that pcap gives each packet. */
function packet(source: End, target: End, sequence: number, acknowledged: number, flags: number, payload: Buffer, milliseconds: number): Buffer {
  const length = 40 + payload.length
  const head = Buffer.alloc(16)
  head.writeUInt32LE(Math.floor(milliseconds / 1000), 0)
  head.writeUInt32LE((milliseconds % 1000) * 1000, 4)
  head.writeUInt32LE(length, 8)
  head.writeUInt32LE(length, 12)
  const ip = Buffer.from([0x45, 0, 0, 0, 0, 0, 0x40, 0, 64, 6, 0, 0, ...source.address, ...target.address])
  ip.writeUInt16BE(length, 2)
  const tcp = Buffer.alloc(20)
  tcp.writeUInt16BE(source.port, 0)
  tcp.writeUInt16BE(target.port, 2)
  tcp.writeUInt32BE(sequence, 4)
  tcp.writeUInt32BE(flags & ack ? acknowledged : 0, 8)
  tcp.writeUInt8(0x50, 12)
  tcp.writeUInt8(flags, 13)
  tcp.writeUInt16BE(0xffff, 14)
  return Buffer.concat([head, ip, tcp, payload])
}
