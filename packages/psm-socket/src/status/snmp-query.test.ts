import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { readSnmp } from './snmp.js'
import { snmpPrinter } from './snmp-agent.test-support.js'
import { querySnmp, type SnmpAccess } from './snmp-query.js'

const never = new AbortController().signal
const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

async function printer(): Promise<{ port: number }> {
  const one = await snmpPrinter()
  open.push(one.close)
  return one
}

const ask = (port: number, access: SnmpAccess, more: { wait?: number; bound?: number; host?: string; signal?: AbortSignal } = {}): ReturnType<typeof querySnmp> =>
  querySnmp({ host: more.host ?? '127.0.0.1', port, access, wait: more.wait ?? 2000, bound: more.bound ?? 8000 }, more.signal ?? never)

describe('a question by SNMP', () => {
  it.each<SnmpAccess>([
    { version: 'v1', community: 'secret' },
    { version: 'v2c', community: 'secret' },
    { version: 'v3', user: 'platen', auth: { protocol: 'sha', key: 'authentic' }, privacy: { protocol: 'aes', key: 'private-key' } },
  ])('is answered: $version', async (access) => {
    const { port } = await printer()
    const values = await ask(port, access)
    const found = readSnmp(values ?? new Map(), 1)
    expect(found?.alerts).toHaveLength(60)
    expect(found).toMatchObject({ activity: 'stopped' })
    expect(found?.conditions).toContainEqual({ reason: 'media-empty', severity: 'error', message: 'it is out of paper' })
  })

  it('with the wrong community, to a closed port, or to a name that is not known: not known', async () => {
    const { port } = await printer()
    expect(await ask(port, { version: 'v2c', community: 'wrong' }, { wait: 60 })).toBeUndefined()
    expect(await ask(1, { version: 'v2c', community: 'secret' }, { wait: 60 })).toBeUndefined()
    expect(await ask(port, { version: 'v2c', community: 'secret' }, { host: 'no-such-printer.invalid' })).toBeUndefined()
  })

  it('ends with its signal, and when its time is over', async () => {
    const silent = createSocket('udp4')
    silent.bind(0, '127.0.0.1')
    open.push(() => silent.close())
    await once(silent, 'listening')
    const access: SnmpAccess = { version: 'v2c', community: 'secret' }
    const abort = new AbortController()
    const asked = ask(silent.address().port, access, { wait: 60_000, bound: 60_000, signal: abort.signal })
    await once(silent, 'message')
    abort.abort()
    expect(await asked).toBeUndefined()
    expect(await ask(silent.address().port, access, { wait: 60_000, bound: 50 })).toBeUndefined()
    expect(await ask(silent.address().port, access, { signal: AbortSignal.abort() })).toBeUndefined()
  })

  it('is not misled by garbage', async () => {
    const garbage = createSocket('udp4')
    garbage.bind(0, '127.0.0.1')
    open.push(() => garbage.close())
    await once(garbage, 'listening')
    garbage.on('message', (question, from) => {
      garbage.send('garbage', from.port, from.address)
      garbage.send(question.subarray(0, 20), from.port, from.address)
      garbage.send(question, from.port, from.address)
    })
    expect(await ask(garbage.address().port, { version: 'v2c', community: 'secret' }, { wait: 100 })).toBeUndefined()
  })

  it("hears no answer from another's address", async () => {
    const silent = createSocket('udp4')
    const other = createSocket('udp4')
    silent.bind(0, '127.0.0.1')
    other.bind(0, '127.0.0.2')
    open.push(() => silent.close(), () => other.close())
    await Promise.all([once(silent, 'listening'), once(other, 'listening')])
    const { port } = await printer()
    // What the true printer would answer, from elsewhere.
    silent.on('message', (question, from) => {
      const relay = createSocket('udp4')
      open.push(() => relay.close())
      relay.on('message', (answer) => other.send(answer, from.port, from.address))
      relay.send(question, port, '127.0.0.1')
    })
    expect(await ask(silent.address().port, { version: 'v2c', community: 'secret' }, { wait: 150 })).toBeUndefined()
  })
})
