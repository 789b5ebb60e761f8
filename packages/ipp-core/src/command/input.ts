/** From what is in a file to the IPP messages in it: raw, as HTTP, as a hex dump of either, as packets of either. */
import { IppError } from '../errors.js'
import { readHexDump } from './hex-dump.js'
import { ippBodies, isHttp } from './http.js'
import { isPacket, tcpStreams } from './packets.js'

/** Octets that begin with a message. */
export interface Found {
  readonly octets: Uint8Array
  /** The first line of the HTTP message that carried it, if one did. */
  readonly startLine?: string
  /** Whether it is a request or an answer, where HTTP tells. */
  readonly as?: 'request' | 'response'
  /** Whether the recording ends before the HTTP body does. */
  readonly cut: boolean
}

/**
 * The messages of a file, in order, at least one.
 *
 * @throws {@link IppError} `bad-text`, saying what the file is taken for and what is wrong with it
 */
export function findMessages(octets: Uint8Array): Found[] {
  if (octets.length === 0) throw new IppError('truncated', 'there is nothing to read', 0)
  if (isHttp(octets) || !isText(octets)) return messagesOf(octets)
  const parts = readHexDump(new TextDecoder().decode(octets))
  const packets = parts.filter(isPacket)
  // Lines of other protocols and captures without IPP in them are passed over, as long as there is some.
  return packets.length > 0 ? streamMessages(tcpStreams(packets)) : parts.flatMap(messagesOf)
}

function messagesOf(octets: Uint8Array): Found[] {
  if (!isHttp(octets)) return [{ octets, cut: false }]
  return ippBodies(octets).map(({ octets: body, startLine, request, cut }) => ({ octets: body, startLine, as: request ? 'request' : 'response', cut }))
}

/** IPP in streams of TCP is in HTTP. */
function streamMessages(streams: readonly Uint8Array[]): Found[] {
  const http = streams.filter(isHttp)
  if (http.length > 0) return http.flatMap(messagesOf)
  const encrypted = streams.some((stream) => stream[0] === 0x16 && stream[1] === 0x03)
  throw new IppError('bad-text', encrypted ? 'the packets are encrypted (TLS): there is no HTTP to be seen' : 'there is no HTTP in the packets')
}

/** Whether there is nothing but characters: a binary message begins with its version, an octet that is none. */
function isText(octets: Uint8Array): boolean {
  return octets.every((octet) => octet >= 0x20 || octet === 0x09 || octet === 0x0a || octet === 0x0c || octet === 0x0d)
}
