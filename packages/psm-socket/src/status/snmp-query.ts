/** Asks a printer by SNMP: the edge around `readSnmp`. The library is loaded when a queue first asks. */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { isIPv6 } from 'node:net'
import type NetSnmp from 'net-snmp'
import type { Session, SessionOptions, Varbind } from 'net-snmp'
import { provideDes } from './snmp-des.js'
import { oid } from './snmp-tables.js'
import type { SnmpValues } from './snmp-values.js'
import { SnmpSilence, walk, type SnmpVariable } from './snmp-walk.js'

/** How to prove who asks. */
export type SnmpAccess =
  | { readonly version: 'v1' | 'v2c'; readonly community: string }
  /** Without `auth` and `privacy` only the name is sent. */
  | {
      readonly version: 'v3'
      readonly user: string
      readonly auth?: { readonly protocol: 'md5' | 'sha' | 'sha224' | 'sha256' | 'sha384' | 'sha512'; readonly key: string }
      readonly privacy?: { readonly protocol: 'des' | 'aes' | 'aes256b' | 'aes256r'; readonly key: string }
      /** The context to ask in. Default: none. */
      readonly context?: string
    }

/** Whom to ask, and how long to wait. */
export interface SnmpQuestion {
  readonly host: string
  /** UDP, 161 as a rule. */
  readonly port: number
  readonly access: SnmpAccess
  /** Milliseconds for one answer; one that is lost is asked for once more. */
  readonly wait: number
  /** Milliseconds for all. */
  readonly bound: number
}

/** The agent is there, and refuses who asks: it does not know the user, or a password is wrong. */
export class SnmpRefusal extends Error {
  override readonly name = 'SnmpRefusal'
}

/** The parts of the MIBs that are read: what stands in front is most worth knowing. */
export const snmpRoots: readonly string[] = [
  oid.printerStatus,
  oid.detectedErrors,
  oid.deviceStatus,
  oid.alert,
  oid.marker,
  oid.supplies,
  oid.colorant,
  oid.input,
  oid.output,
  oid.cover,
  oid.console,
  oid.deviceDescription,
  oid.printerName,
  oid.serialNumber,
]

/** Variables asked for at once: an answer of so many fits into a datagram as a rule. */
const repetitions = 20

/**
 * Asks.
 *
 * @returns `undefined` if no answer came, or not all in time, the name is not known, or the signal was aborted: silence
 * means that the state is not known, not that the printer is down
 * @throws SnmpRefusal if the agent says that it is not to be asked like this (SNMPv3 only: the others are silent then)
 * @throws Error if the package `net-snmp` is not installed
 */
export async function querySnmp(question: SnmpQuestion, signal: AbortSignal): Promise<SnmpValues | undefined> {
  const snmp = await library()
  if (question.access.version === 'v3' && question.access.privacy?.protocol === 'des') provideDes(snmp)
  const over = Promise.withResolvers<undefined>()
  const stop = (): void => over.resolve(undefined)
  const timer = setTimeout(stop, question.bound)
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    const addresses = (await Promise.race([lookup(question.host, { all: true }).catch(() => []), over.promise])) ?? []
    for (const { address, family } of addresses) {
      const values = await askAddress(snmp, question, address, family === 6 ? 'udp6' : 'udp4', over.promise)
      if (values !== undefined) return values
    }
    return undefined
  } finally {
    stop()
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

async function library(): Promise<typeof NetSnmp> {
  try {
    return (await import('net-snmp')).default
  } catch (error) {
    throw new Error('SNMP needs the package "net-snmp", which is not installed: npm install net-snmp, or set the option snmp to off', { cause: error })
  }
}

/** @param over - resolves when no more is waited for */
async function askAddress(snmp: typeof NetSnmp, question: SnmpQuestion, address: string, transport: 'udp4' | 'udp6', over: Promise<undefined>): Promise<SnmpValues | undefined> {
  const session = openSession(snmp, question, address, transport)
  // Malformed answers come as errors of the session; the question they were for times out.
  session.on('error', () => undefined)
  const ask = async (from: string): Promise<readonly SnmpVariable[]> => {
    const answer = await Promise.race([askNext(snmp, session, question.access.version, from), over])
    if (answer === undefined) throw new SnmpSilence('no answer in time')
    return answer.map((variable) => ({ oid: variable.oid, value: variable.value, missing: snmp.isVarbindError(variable) }))
  }
  try {
    return await walk(snmpRoots, ask)
  } catch (error) {
    const refusal = question.access.version === 'v3' && error instanceof Error ? refusalOf(error.message, question.access) : undefined
    // The library's error is not passed on as the cause: it carries the passwords.
    if (refusal !== undefined) throw new SnmpRefusal(`the SNMP agent at ${isIPv6(address) ? `[${address}]` : address}:${question.port} ${refusal}`)
    // Silence, or an agent that cannot answer: not known.
    return undefined
  } finally {
    session.close()
  }
}

/** What the library says of the reports of RFC 3414 section 3.2 (usmStats), and of answers it cannot read, as what an administrator can do about it. */
function refusalOf(said: string, { user, auth, privacy }: Extract<SnmpAccess, { version: 'v3' }>): string | undefined {
  if (/unknown user name/i.test(said)) return `does not know the user "${user}" (option snmpuser)`
  if (/unsupported security level/i.test(said)) return `does not take the user "${user}" with security level ${auth === undefined ? 'noAuthNoPriv' : privacy === undefined ? 'authNoPriv' : 'authPriv'} (option snmplevel)`
  if (/wrong digest|^authentication digest/i.test(said)) return `refuses the user "${user}": the password or the protocol that proves it is wrong (options snmpauthpassword, snmpauth)`
  if (/decrypt/i.test(said)) return `and this server do not understand each other: the password or the protocol that encrypts is wrong (options snmpprivpassword, snmppriv)`
  return undefined
}

function openSession(snmp: typeof NetSnmp, { port, access, wait }: SnmpQuestion, address: string, transport: 'udp4' | 'udp6'): Session {
  const options: SessionOptions = {
    port,
    transport,
    timeout: wait,
    retries: 1,
    version: access.version === 'v1' ? snmp.Version1 : access.version === 'v2c' ? snmp.Version2c : snmp.Version3,
    dgramModule: { createSocket: (kind) => onlyFrom(address, kind) },
  }
  if (access.version !== 'v3') return snmp.createSession(address, access.community, options)
  const { user, auth, privacy, context } = access
  const { noAuthNoPriv, authNoPriv, authPriv } = snmp.SecurityLevel
  return snmp.createV3Session(
    address,
    {
      name: user,
      level: auth === undefined ? noAuthNoPriv : privacy === undefined ? authNoPriv : authPriv,
      ...(auth === undefined ? {} : { authProtocol: snmp.AuthProtocols[auth.protocol], authKey: auth.key }),
      ...(auth === undefined || privacy === undefined ? {} : { privProtocol: snmp.PrivProtocols[privacy.protocol], privKey: privacy.key }),
    },
    context === undefined ? options : { ...options, context },
  )
}

function askNext(snmp: typeof NetSnmp, session: Session, version: SnmpAccess['version'], from: string): Promise<readonly Varbind[]> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(error.name === 'RequestTimedOutError' ? new SnmpSilence(error.message) : error)
    // SNMPv1 has one variable at a time, and says by an error that the MIB is at its end.
    if (version === 'v1') {
      session.getNext([from], (error, varbinds) => {
        if (error === null) resolve(varbinds ?? [])
        else if ('status' in error && error.status === snmp.ErrorStatus['NoSuchName']) resolve([])
        else fail(error)
      })
    } else session.getBulk([from], 0, repetitions, (error, varbinds) => (error === null ? resolve(varbinds?.[0] ?? []) : fail(error)))
  })
}

/** A socket that hears only the printer: an answer from anywhere else is no answer. */
function onlyFrom(address: string, transport: 'udp4' | 'udp6'): Socket {
  const socket = createSocket(transport)
  const emit = socket.emit.bind(socket) as (event: string | symbol, ...values: unknown[]) => boolean
  const heard = (from: RemoteInfo): boolean => from.address.replace(/%.*$/, '') === address.replace(/%.*$/, '')
  return Object.assign(socket, {
    emit: (event: string | symbol, ...values: unknown[]) => (event === 'message' && !heard(values[1] as RemoteInfo) ? false : emit(event, ...values)),
  })
}
