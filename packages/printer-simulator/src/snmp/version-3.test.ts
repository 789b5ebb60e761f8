import { execFile } from 'node:child_process'
import { getCiphers } from 'node:crypto'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import snmp, { type User } from 'net-snmp'
import { describe, expect, it } from 'vitest'
import { createPrinterSimulator, parseSnmpUser, type PrinterSimulator } from '../index.js'

const printerStatus = '1.3.6.1.2.1.25.3.5.1.1.1'
const monitor = 'monitor,sha256:authentic,aes:private-key'

const start = (...users: string[]): Promise<PrinterSimulator> => createPrinterSimulator({ snmpPort: 0, snmpUsers: users.map(parseSnmpUser) })

/** Asks as a user, as net-snmp does. */
async function ask(printer: PrinterSimulator, text: string): Promise<unknown> {
  const { name, auth, privacy } = parseSnmpUser(text)
  const { noAuthNoPriv, authNoPriv, authPriv } = snmp.SecurityLevel
  const user: User = {
    name,
    level: auth === undefined ? noAuthNoPriv : privacy === undefined ? authNoPriv : authPriv,
    ...(auth === undefined ? {} : { authProtocol: snmp.AuthProtocols[auth.protocol], authKey: auth.password }),
    ...(privacy === undefined ? {} : { privProtocol: snmp.PrivProtocols[privacy.protocol], privKey: privacy.password }),
  }
  const session = snmp.createV3Session(printer.host, user, { port: printer.snmpPort ?? 0, timeout: 2000, retries: 0 })
  try {
    return await new Promise((resolve, reject) => session.get([printerStatus], (error, varbinds) => (error === null ? resolve(varbinds?.[0]?.value) : reject(error))))
  } finally {
    session.close()
  }
}

describe('SNMP version 3', () => {
  it.each(['guest', 'one,md5:authentic', 'one,sha:authentic', 'one,sha224:authentic', 'one,sha384:authentic', 'one,sha512:authentic', 'one,sha:authentic,aes:private-key', 'one,sha256:authentic,aes256b:private-key', 'one,sha512:authentic,aes256r:private-key'])('answers %s', async (user) => {
    await using printer = await start(user)
    expect(await ask(printer, user)).toBe(3)
  })

  it.each([
    ['a user it does not know', 'nobody,sha256:authentic,aes:private-key', 'Unknown User Name'],
    ['a wrong password', 'monitor,sha256:not-authentic,aes:private-key', 'Wrong Digest'],
    ['a wrong password, with a wrong key to decrypt with', 'monitor,sha256:not-authentic,aes:not-private', 'Wrong Digest'],
    ['another protocol', 'monitor,sha512:authentic,aes:private-key', 'Wrong Digest'],
    ['a wrong key to decrypt with', 'monitor,sha256:authentic,aes:not-private', 'Decryption Error'],
    ['another security level', 'monitor,sha256:authentic', 'Unsupported Security Level'],
    ['no proof at all', 'monitor', 'Unsupported Security Level'],
  ])('refuses %s by a report (RFC 3414 section 3.2)', async (_what, user, message) => {
    await using printer = await start(monitor)
    await expect(ask(printer, user)).rejects.toThrow(message)
  })

  it('alone is answered if users are given, and no community', async () => {
    await using printer = await start(monitor)
    const session = snmp.createSession(printer.host, 'public', { port: printer.snmpPort ?? 0, version: snmp.Version2c, timeout: 100, retries: 0 })
    await expect(new Promise((resolve, reject) => session.get([printerStatus], (error) => (error === null ? resolve(undefined) : reject(error))))).rejects.toThrow('timed out')
    session.close()
    expect(await ask(printer, monitor)).toBe(3)
  })

  it.skipIf(getCiphers().includes('des-cbc'))('does not begin with a user whose protocol this Node.js does not have', async () => {
    await expect(start('one,md5:authentic,des:private-key')).rejects.toThrow('--openssl-legacy-provider')
  })

  it.each([
    ['', 'is written NAME'],
    ['a,sha:authentic,aes:private-key,x', 'is written NAME'],
    ['a,sha1:authentic', 'one of md5:PASSWORD, sha:PASSWORD'],
    ['a,sha:authentic,rot13:private-key', 'one of des:PASSWORD, aes:PASSWORD'],
    ['a,sha:short', '8 characters at least'],
  ])('has no user %j', (text, message) => {
    expect(() => parseSnmpUser(text)).toThrow(message)
  })
})

describe.skipIf(!existsSync('/usr/bin/snmpget'))('the snmpget of Net-SNMP', () => {
  const get = async (printer: PrinterSimulator, ...args: string[]): Promise<string> =>
    (await promisify(execFile)('snmpget', ['-v3', '-On', '-r', '0', '-t', '2', ...args, `${printer.host}:${printer.snmpPort ?? 0}`, printerStatus])).stdout

  it.each([
    ['guest', ['-l', 'noAuthNoPriv', '-u', 'guest']],
    ['one,md5:authentic', ['-l', 'authNoPriv', '-u', 'one', '-a', 'MD5', '-A', 'authentic']],
    ['one,sha:authentic,aes:private-key', ['-l', 'authPriv', '-u', 'one', '-a', 'SHA', '-A', 'authentic', '-x', 'AES', '-X', 'private-key']],
    ['one,sha256:authentic,aes:private-key', ['-l', 'authPriv', '-u', 'one', '-a', 'SHA-256', '-A', 'authentic', '-x', 'AES', '-X', 'private-key']],
    ['one,sha512:authentic,aes:private-key', ['-l', 'authPriv', '-u', 'one', '-a', 'SHA-512', '-A', 'authentic', '-x', 'AES', '-X', 'private-key']],
  ])('is answered as %s', async (user, args) => {
    await using printer = await start(user)
    expect(await get(printer, ...args)).toContain(`.${printerStatus} = INTEGER: 3`)
  })

  it.each([
    ['nobody', ['-l', 'noAuthNoPriv', '-u', 'nobody'], /Unknown user name/],
    ['a wrong password', ['-l', 'authPriv', '-u', 'monitor', '-a', 'SHA-256', '-A', 'not-authentic', '-x', 'AES', '-X', 'private-key'], /Authentication failure/],
    ['a wrong key', ['-l', 'authPriv', '-u', 'monitor', '-a', 'SHA-256', '-A', 'authentic', '-x', 'AES', '-X', 'not-private'], /Decryption error/],
    ['another level', ['-l', 'authNoPriv', '-u', 'monitor', '-a', 'SHA-256', '-A', 'authentic'], /Unsupported security level/],
  ])('is told why it is refused: %s', async (_what, args, message) => {
    await using printer = await start(monitor)
    await expect(get(printer, ...args)).rejects.toThrow(message)
  })
})
