/** TCP out of packets: link layers, both versions of IP, packets out of order, twice, and missing. */
import { describe, expect, it } from 'vitest'
import { isPacket, tcpStreams } from './packets.js'

const sixteen = (value: number) => [(value >> 8) & 0xff, value & 0xff]

/** A segment from a port: data offset 5 or more words, flags that do not matter here. */
function tcp(sequence: number, text: string, { port = 50_000, options = 0 } = {}): number[] {
  const header = [...sixteen(port), ...sixteen(631), ...sixteen(sequence >>> 16), ...sixteen(sequence), 0, 0, 0, 0, (5 + options) << 4, 0x18, 1, 0, 0, 0, 0, 0]
  return [...header, ...Array<number>(options * 4).fill(1), ...Array.from(text, (character) => character.charCodeAt(0))]
}
const ipv4 = (payload: number[], options: number[] = []) => [0x45 + options.length / 4, 0, ...sixteen(20 + options.length + payload.length), 0, 0, 0x40, 0, 64, 6, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1, ...options, ...payload]
const ipv6 = (payload: number[]) => [0x60, 0, 0, 0, ...sixteen(payload.length), 6, 64, ...Array<number>(32).fill(0xfe), ...payload]
const macs = Array<number>(12).fill(2)
const links: Record<string, number[]> = {
  'bare IPv4': ipv4(tcp(1, 'data')),
  'IPv4 with options': ipv4(tcp(1, 'data'), [1, 1, 1, 0]),
  'bare IPv6': ipv6(tcp(1, 'data', { options: 3 })),
  'Ethernet, padded': [...macs, 8, 0, ...ipv4(tcp(1, 'data')), 0, 0, 0, 0],
  'Ethernet with a VLAN tag': [...macs, 0x81, 0, 0, 5, 0x86, 0xdd, ...ipv6(tcp(1, 'data'))],
  'Linux cooked': [0, 0, 3, 4, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, ...ipv4(tcp(1, 'data'))],
  'Linux cooked, version 2': [8, 0, ...Array<number>(18).fill(0), ...ipv4(tcp(1, 'data'))],
  'loopback of BSD': [2, 0, 0, 0, ...ipv4(tcp(1, 'data'))],
}
const streams = (...packets: number[][]) => tcpStreams(packets.map((packet) => Uint8Array.from(packet))).map((stream) => String.fromCharCode(...stream))

describe('tcpStreams', () => {
  it.each(Object.entries(links))('reads %s', (_, packet) => {
    expect(isPacket(Uint8Array.from(packet))).toBe(true)
    expect(streams(packet)).toEqual(['data'])
  })

  it('keeps connections apart', () => {
    expect(streams(ipv4(tcp(1, 'one', { port: 1 })), ipv4(tcp(9, 'other', { port: 2 })), ipv4(tcp(4, ' more', { port: 1 })))).toEqual(['one more', 'other'])
  })

  it('puts packets in order, takes out what came twice, and goes round with the sequence number', () => {
    expect(streams(ipv4(tcp(0xffff_fffe, 'ab')), ipv4(tcp(3, 'fg')), ipv4(tcp(0, 'cde')), ipv4(tcp(1, 'de')), ipv4(tcp(0, 'c')), ipv4(tcp(5, '')))).toEqual(['abcdefg'])
  })

  it('refuses a gap', () => {
    expect(() => streams(ipv4(tcp(0, 'ab')), ipv4(tcp(5, 'c')))).toThrow('3 octets of the connection are not in the capture at octet 2')
  })
})

describe('isPacket', () => {
  it.each([
    ['an IPP message', [1, 1, 0, 0x0b, 0, 0, 0, 1, 1, 0x47, 0, 0x12, ...Array<number>(60).fill(0x61), 3]],
    ['UDP', ipv4(tcp(1, 'data')).with(9, 17)],
    ['ARP', [...macs, 8, 6, ...Array<number>(28).fill(0)]],
    ['a packet cut off', ipv4(tcp(1, 'data')).slice(0, 30)],
  ])('is not %s', (_, octets) => {
    expect(isPacket(Uint8Array.from(octets))).toBe(false)
  })
})
