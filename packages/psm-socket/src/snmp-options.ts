/** The options that say how a printer is asked by SNMP, and the question they come to. */
import { OptionError, type OptionValues } from '@platen/papi'
import { hasDes } from './status/snmp-des.js'
import type { SnmpAccess, SnmpQuestion } from './status/snmp-query.js'

/** Options of SNMP. Those of version 3 are of the User-based Security Model (RFC 3414). */
export const snmpOptions = {
  snmp: {
    type: 'keyword',
    default: 'off',
    keywords: ['off', 'v1', 'v2c', 'v3'],
    description: 'Ask the printer by SNMP how it is: when idle, before a job and during it. Needs the package net-snmp.',
  },
  community: { type: 'string', default: 'public', secret: true, description: 'With v1 and v2c: the SNMP community to ask as.' },
  snmpuser: { type: 'string', default: '', description: 'With v3: the user to ask as.' },
  snmplevel: {
    type: 'keyword',
    default: 'authPriv',
    keywords: ['noAuthNoPriv', 'authNoPriv', 'authPriv'],
    description: 'With v3: the security level. noAuthNoPriv gives only the name of the user, authNoPriv proves it by the password, authPriv also encrypts.',
  },
  snmpauth: { type: 'keyword', default: 'sha', keywords: ['md5', 'sha', 'sha224', 'sha256', 'sha384', 'sha512'], description: 'With v3: the protocol that proves the user.' },
  snmpauthpassword: { type: 'string', default: '', secret: true, description: 'With v3: the password that proves the user, 8 characters at least.' },
  snmppriv: {
    type: 'keyword',
    default: 'aes',
    keywords: ['des', 'aes', 'aes256b', 'aes256r'],
    description: 'With v3: the protocol that encrypts: DES, AES with 128 bits, or AES with 256 bits and keys after Blumenthal or after Reeder (Cisco).',
  },
  snmpprivpassword: { type: 'string', default: '', secret: true, description: 'With v3: the password that encrypts, 8 characters at least.' },
  snmpcontext: { type: 'string', default: '', description: 'With v3: the context to ask in, for printers that name one (Jetdirect, say).' },
  snmpport: { type: 'integer', default: 161, minimum: 1, maximum: 65_535, description: 'The UDP port of the SNMP agent.' },
  snmpwait: {
    type: 'integer',
    default: 1000,
    minimum: 50,
    maximum: 30_000,
    unit: 'milliseconds',
    description: 'How long to wait for one SNMP answer; the whole question takes at most eight times that. Silence means that the state is not known.',
  },
} as const

/** RFC 3414 section 11.2. */
const shortestPassword = 8

/**
 * The question that options come to; `undefined` if they say `off`.
 *
 * @throws OptionError if version 3 lacks what its security level needs, or this Node.js cannot do its encryption
 */
export function snmpQuestion(host: string, options: OptionValues<typeof snmpOptions>): SnmpQuestion | undefined {
  const { snmpport: port, snmpwait: wait } = options
  const access = accessOf(options)
  return access && { host, port, access, wait, bound: wait * 8 }
}

function accessOf(options: OptionValues<typeof snmpOptions>): SnmpAccess | undefined {
  const { snmp: version, community, snmpuser: user, snmplevel: level, snmpcontext: context } = options
  if (version === 'off') return undefined
  if (version !== 'v3') return { version, community }
  if (user === '') throw new OptionError('snmpuser', 'option "snmpuser" is missing: SNMPv3 is asked as a user')
  const named = { version, user, ...(context === '' ? {} : { context }) } as const
  if (level === 'noAuthNoPriv') return named
  const auth = { protocol: options.snmpauth, key: password('snmpauthpassword', options.snmpauthpassword, level) }
  if (level === 'authNoPriv') return { ...named, auth }
  const { snmppriv: protocol } = options
  if (protocol === 'des' && !hasDes()) throw new OptionError('snmppriv', 'option "snmppriv": this Node.js has no DES; have the printer use aes')
  return { ...named, auth, privacy: { protocol, key: password('snmpprivpassword', options.snmpprivpassword, level) } }
}

function password(option: 'snmpauthpassword' | 'snmpprivpassword', given: string, level: string): string {
  if (given === '') throw new OptionError(option, `option "${option}" is missing: security level ${level} needs it (option "snmplevel")`)
  if (given.length < shortestPassword) throw new OptionError(option, `option "${option}" is too short: a password of SNMPv3 has ${shortestPassword} characters at least (RFC 3414 section 11.2)`)
  return given
}
