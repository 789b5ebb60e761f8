/** DES as this package does it, against DES as OpenSSL does it: in a simulator of its own process, with the legacy provider. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { querySnmp, type SnmpAccess } from './snmp-query.js'
import { readSnmp } from './snmp.js'

const simulator = join(dirname(createRequire(import.meta.url).resolve('@platen/printer-simulator/package.json')), 'dist', 'main.js')
const access = (key: string): SnmpAccess => ({ version: 'v3', user: 'monitor', auth: { protocol: 'md5', key: 'authentic' }, privacy: { protocol: 'des', key } })

describe('SNMPv3 with DES', () => {
  it('is understood by a printer whose DES is another, and understands it', async () => {
    const printer = spawn(process.execPath, ['--openssl-legacy-provider', simulator, '--port', '0', '--snmp-port', '0', '--snmp-user', 'monitor,md5:authentic,des:private-key', '--raise', 'media-jam'], { stdio: ['pipe', 'pipe', 'inherit'] })
    try {
      let said = ''
      let port: string | undefined
      for await (const chunk of printer.stdout) {
        said += String(chunk)
        port = /SNMP at UDP port (\d+)/.exec(said)?.[1]
        if (port !== undefined) break
      }
      const ask = (key: string): ReturnType<typeof querySnmp> => querySnmp({ host: '127.0.0.1', port: Number(port), access: access(key), wait: 2000, bound: 8000 }, new AbortController().signal)
      expect(readSnmp((await ask('private-key')) ?? new Map(), 1)?.conditions).toContainEqual(expect.objectContaining({ reason: 'media-jam' }))
      await expect(ask('not-private')).rejects.toThrow('(options snmpprivpassword, snmppriv)')
    } finally {
      const gone = once(printer, 'exit')
      printer.kill()
      await gone
    }
  })
})
