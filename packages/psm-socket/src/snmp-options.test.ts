import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { OptionError, type Options } from '@platen/papi'
import { createPrinterSimulator, parseSnmpUser, type PrinterSimulator } from '@platen/printer-simulator'
import { querySnmp, SnmpRefusal } from './status/snmp-query.js'
import { readSnmp } from './status/snmp.js'
import { readSnmpQuestion } from './settings.js'
import { socketDriver } from './socket-device.js'

const v3: Options = { snmp: 'v3', snmpuser: 'monitor', snmpauth: 'sha256', snmpauthpassword: 'authentic', snmpprivpassword: 'private-key' }
const question = (options: Options) => readSnmpQuestion({ host: 'printer', port: 9100, options: {}, uri: 'socket://printer:9100' }, options)

describe('the SNMP options', () => {
  it('come to a question of version 3, at its highest level by default', () => {
    expect(question({ ...v3, snmpcontext: 'Jetdirect', snmpport: 1161, snmpwait: 100 })).toEqual({
      host: 'printer',
      port: 1161,
      wait: 100,
      bound: 800,
      access: { version: 'v3', user: 'monitor', context: 'Jetdirect', auth: { protocol: 'sha256', key: 'authentic' }, privacy: { protocol: 'aes', key: 'private-key' } },
    })
    expect(question({ ...v3, snmplevel: 'authNoPriv' })?.access).toEqual({ version: 'v3', user: 'monitor', auth: { protocol: 'sha256', key: 'authentic' } })
    expect(question({ snmp: 'v3', snmplevel: 'noAuthNoPriv', snmpuser: 'guest' })?.access).toEqual({ version: 'v3', user: 'guest' })
    expect(question({ snmp: 'v2c', community: 'private' })?.access).toEqual({ version: 'v2c', community: 'private' })
    expect(question({})).toBeUndefined()
  })

  it.each([
    ['snmpuser', { snmpuser: '' }, 'option "snmpuser" is missing'],
    ['snmpauthpassword', { snmpauthpassword: '' }, 'option "snmpauthpassword" is missing: security level authPriv needs it'],
    ['snmpauthpassword', { snmpauthpassword: 'hushhus' }, 'option "snmpauthpassword" is too short: a password of SNMPv3 has 8 characters at least'],
    ['snmpprivpassword', { snmpprivpassword: '' }, 'option "snmpprivpassword" is missing'],
    ['snmpprivpassword', { snmpprivpassword: 12_345_678 }, 'option "snmpprivpassword" must be a string, not what it is: a number'],
    ['snmpauth', { snmpauth: 'sha1' }, 'option "snmpauth" must be one of md5, sha, sha224, sha256, sha384, sha512, not "sha1"'],
  ])('that are not right are refused, %s with %j, and no secret is told', (option, wrong, message) => {
    const error = (() => {
      try {
        return question({ ...v3, ...wrong })
      } catch (caught) {
        return caught
      }
    })()
    expect(error).toBeInstanceOf(OptionError)
    expect(error).toMatchObject({ option, message: expect.stringContaining(message) as string })
    expect(inspect(error)).not.toMatch(/hushhus|12_?345|authentic|private-key/)
  })
})

describe('a printer that answers SNMPv3 only', () => {
  let printer: PrinterSimulator | undefined
  afterEach(() => printer?.[Symbol.asyncDispose]())
  const start = async (user: string): Promise<PrinterSimulator> => (printer = await createPrinterSimulator({ snmpPort: 0, snmpUsers: [parseSnmpUser(user)], conditions: ['toner-low'] }))
  const ask = async (options: Options) => {
    const asked = readSnmpQuestion({ host: '127.0.0.1', port: 9100, options: {}, uri: '' }, { ...options, snmpport: printer?.snmpPort ?? 0 })
    if (asked === undefined) throw new Error('SNMP is off')
    return querySnmp(asked, new AbortController().signal)
  }

  it.each([
    ['guest', { snmp: 'v3', snmpuser: 'guest', snmplevel: 'noAuthNoPriv' }],
    ['one,md5:authentic', { snmp: 'v3', snmpuser: 'one', snmplevel: 'authNoPriv', snmpauth: 'md5', snmpauthpassword: 'authentic' }],
    ['monitor,sha256:authentic,aes:private-key', v3],
    ['monitor,sha512:authentic,aes256b:private-key', { ...v3, snmpauth: 'sha512', snmppriv: 'aes256b' }],
  ])('tells %s how it is', async (user, options) => {
    await start(user)
    expect(readSnmp((await ask(options)) ?? new Map(), 1)?.conditions).toContainEqual(expect.objectContaining({ reason: 'toner-low', severity: 'warning' }))
  })

  it.each([
    [{ snmpuser: 'nobody' }, 'does not know the user "nobody" (option snmpuser)'],
    [{ snmplevel: 'authNoPriv' }, 'does not take the user "monitor" with security level authNoPriv (option snmplevel)'],
    [{ snmpauthpassword: 'not-authentic' }, 'refuses the user "monitor": the password or the protocol that proves it is wrong (options snmpauthpassword, snmpauth)'],
    [{ snmpprivpassword: 'not-private' }, 'the password or the protocol that encrypts is wrong (options snmpprivpassword, snmppriv)'],
  ])('says what is wrong with %j, and where, and no secret', async (wrong, message) => {
    await start('monitor,sha256:authentic,aes:private-key')
    const error: unknown = await ask({ ...v3, ...wrong }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(SnmpRefusal)
    expect(error).toMatchObject({ message: expect.stringContaining(`127.0.0.1:${printer?.snmpPort ?? 0} `) as string })
    expect(error).toMatchObject({ message: expect.stringContaining(message) as string })
    expect(inspect(error, { depth: 9 })).not.toMatch(/authentic|not-private|private-key/)
  })

  it('is unknown, not down, to those who ask it wrongly', async () => {
    const { uri, snmpPort = 0 } = await start('monitor,sha256:authentic,aes:private-key')
    await using device = socketDriver.open(new URL(uri), { ...v3, snmpport: snmpPort, snmpauthpassword: 'not-authentic' })
    await expect(device.status?.(new AbortController().signal)).rejects.toThrow('refuses the user "monitor"')
    expect(device.uri).not.toContain('authentic')
  })

  it('to a question in version 2c says nothing', async () => {
    await start('guest')
    expect(await ask({ snmp: 'v2c', snmpwait: 50 })).toBeUndefined()
  })
})
