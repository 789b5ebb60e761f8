/**
 * What an SNMPv3 agent says to questions that it does not take: the reports of the User-based Security Model (RFC 3414
 * section 3.2). The library leaves most of them out, and is silent where a printer says why.
 */
import snmp from 'net-snmp'
import type { SnmpUser } from './users.js'

/** The counters of usmStats that a report shows, by their last number. */
export const usmStats = { unsupportedSecLevels: 1, notInTimeWindows: 2, unknownUserNames: 3, unknownEngineIDs: 4, wrongDigests: 5, decryptionErrors: 6 } as const

/** Why a question is not taken. */
export type UsmRefusal = keyof typeof usmStats

/** The parts of a version 3 message that are read before its security is checked. */
export interface UsmMessage {
  readonly messageId: number
  readonly flags: number
  readonly engineId: Buffer
  readonly boots: number
  readonly time: number
  readonly user: string
  /** A part of the message itself. */
  readonly digest: Buffer
}

const authFlag = 1
const privFlag = 2
const reportableFlag = 4

/** BER (X.690 section 8): the tags used here. */
const ber = { integer: 0x02, octets: 0x04, oid: 0x06, sequence: 0x30, counter: 0x41, report: 0xa8 } as const

/** Reads the head of a version 3 message; `undefined` for any other datagram. */
export function readUsm(message: Buffer): UsmMessage | undefined {
  try {
    const [version, header, security] = parts(message)
    if (version === undefined || header === undefined || security === undefined || integer(version) !== 3) return undefined
    const [messageId, , flags] = parts(header, true)
    const [engineId, boots, time, user, digest] = parts(parts(security, true)[0] ?? security, true)
    if (messageId === undefined || flags === undefined || engineId === undefined || boots === undefined || time === undefined || user === undefined || digest === undefined) return undefined
    return { messageId: integer(messageId), flags: flags[0] ?? 0, engineId, boots: integer(boots), time: integer(time), user: user.toString(), digest }
  } catch {
    return undefined
  }
}

/** Whether a question is to be refused before it is decrypted. A question without a name asks for the engine: the library answers it. */
export function refusalOf(message: Buffer, { flags, engineId, user, digest }: UsmMessage, users: readonly SnmpUser[]): UsmRefusal | undefined {
  if (user === '') return undefined
  const known = users.find((one) => one.name === user)
  if (known === undefined) return 'unknownUserNames'
  const { auth, privacy } = known
  const level = (auth === undefined ? 0 : authFlag) | (privacy === undefined ? 0 : privFlag)
  if ((flags & (authFlag | privFlag)) !== level) return 'unsupportedSecLevels'
  if (auth !== undefined && !snmp.Authentication.isAuthentic(message, snmp.AuthProtocols[auth.protocol] ?? 0, auth.password, engineId, digest)) return 'wrongDigests'
  return undefined
}

/** The report of a refusal; `undefined` if none is wanted. @param count - what the counter says now */
export function reportOf({ messageId, flags, engineId, boots, time, user }: UsmMessage, refusal: UsmRefusal, count: number): Buffer | undefined {
  if ((flags & reportableFlag) === 0) return undefined
  // 1.3.6.1.6.3.15.1.1.N.0
  const oid = Buffer.from([0x2b, 6, 1, 6, 3, 15, 1, 1, usmStats[refusal], 0])
  const binding = tlv(ber.sequence, tlv(ber.oid, oid), tlv(ber.counter, whole(count)))
  // The request's id stands where it may be encrypted: none is given (RFC 3412 section 7.1 step 3).
  const pdu = tlv(ber.report, number(0), number(0), number(0), tlv(ber.sequence, binding))
  const security = tlv(ber.sequence, tlv(ber.octets, engineId), number(boots), number(time), tlv(ber.octets, Buffer.from(user)), tlv(ber.octets), tlv(ber.octets))
  const header = tlv(ber.sequence, number(messageId), number(65_507), tlv(ber.octets, Buffer.from([0])), number(3))
  return tlv(ber.sequence, number(3), header, tlv(ber.octets, security), tlv(ber.sequence, tlv(ber.octets, engineId), tlv(ber.octets), pdu))
}

/** The contents of the elements within an element's content, or within the one element that octets are. @throws RangeError if they end early */
function parts(octets: Buffer, isContent = false): Buffer[] {
  const found: Buffer[] = []
  for (let at = 0; at < octets.length; ) {
    const first = octets.readUInt8(at + 1)
    const lengthOctets = first < 0x80 ? 0 : first & 0x7f
    const length = lengthOctets === 0 ? first : octets.readUIntBE(at + 2, lengthOctets)
    const from = at + 2 + lengthOctets
    if (from + length > octets.length) throw new RangeError('the element is longer than what there is of it')
    found.push(octets.subarray(from, from + length))
    at = from + length
  }
  return isContent ? found : parts(found[0] ?? Buffer.alloc(0), true)
}

const integer = (octets: Buffer): number => (octets.length === 0 ? 0 : octets.readIntBE(0, Math.min(octets.length, 6)))

function tlv(tag: number, ...content: readonly Buffer[]): Buffer {
  const octets = Buffer.concat(content)
  const { length } = octets
  const head = length < 0x80 ? [tag, length] : length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from(head), octets])
}

const number = (value: number): Buffer => tlv(ber.integer, whole(value))

/** In as few octets as it takes, the first bit clear. */
function whole(value: number): Buffer {
  const octets = Buffer.alloc(5)
  octets.writeUIntBE(value, 0, 5)
  const first = octets.findIndex((octet) => octet !== 0)
  const from = first < 0 ? 4 : first
  return octets.subarray((octets[from] ?? 0) >= 0x80 ? from - 1 : from)
}
