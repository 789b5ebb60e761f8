import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { findConnection, kernelAddress, kernelConnectionLater, tableTime, unacknowledgedOctets } from './kernel-queue.js'

describe('kernelAddress (proc(5), /proc/net/tcp)', () => {
  it.each([
    ['127.0.0.1', 9100, 'LE', '0100007F:238C'],
    ['127.0.0.1', 9100, 'BE', '7F000001:238C'],
    ['192.168.1.20', 80, 'LE', '1401A8C0:0050'],
    ['::1', 9100, 'LE', '00000000000000000000000001000000:238C'],
    ['2001:db8::a:b', 9100, 'LE', 'B80D0120000000000000000' + '00B000A00:238C'],
    ['fe80::1%eth0', 9100, 'BE', 'FE800000000000000000000000000001:238C'],
    ['::ffff:10.0.0.1', 9100, 'BE', '00000000000000000000FFFF0A000001:238C'],
  ] as const)('writes %s port %i in %s order', (address, port, order, expected) => {
    expect(kernelAddress(address, port, order)).toBe(expected)
  })
})

describe('findConnection', () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:C001 0100007F:238C 04 0002F4C1:00000000 01:00000018 00000000     0        0 4711 2 0 20 4 30 10 -1
   1: 0100007F:C002 0100007F:238C 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0 20 4 30 10 -1
`
  it('finds the connection by both of its ends', () => {
    expect(findConnection(table, '0100007F:C001', '0100007F:238C')).toEqual({ unacknowledged: 0x2f4c1, endedFirst: true })
    expect(findConnection(table, '0100007F:C002', '0100007F:238C')).toEqual({ unacknowledged: 0, endedFirst: false })
    expect(findConnection(table, '0100007F:238C', '0100007F:C001')).toBeUndefined()
    expect(findConnection('', '0100007F:C001', '0100007F:238C')).toBeUndefined()
  })
})

describe.runIf(process.platform === 'linux')('unacknowledgedOctets', () => {
  it('takes what was read lately only if that was after all was sent: what came in between is not in it', async () => {
    await using server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const before = tableTime()
    const socket = connect(port, '127.0.0.1')
    const [peer] = (await Promise.all([once(server, 'connection'), once(socket, 'connect')]))[0] as [Socket]
    expect(unacknowledgedOctets(socket)).toBe(0)
    peer.destroy()
    socket.destroy()
    await once(socket, 'close')
    const gone = connect(port, '127.0.0.1')
    const [other] = (await Promise.all([once(server, 'connection'), once(gone, 'connect')]))[0] as [Socket]
    // The table of a moment ago does not have the new connection yet.
    expect(unacknowledgedOctets(gone, before)).toBe('gone')
    expect(unacknowledgedOctets(gone, tableTime())).toBe(0)
    other.destroy()
    gone.destroy()
  })

  it('is read anew for those who ask later, and tells each of them his own connection', async () => {
    await using server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const first = kernelConnectionLater({ localAddress: '127.0.0.1', localPort: 1, remoteAddress: '127.0.0.1', remotePort: port })
    const [made, others] = await Promise.all([
      (async () => {
        const socket = connect(port, '127.0.0.1')
        const [peer] = (await Promise.all([once(server, 'connection'), once(socket, 'connect')]))[0] as [Socket]
        return { socket, peer }
      })(),
      first,
    ])
    expect(others).toBe('gone')
    const twice = [kernelConnectionLater(made.socket), kernelConnectionLater(made.socket)]
    expect(await Promise.all(twice)).toEqual([{ unacknowledged: 0, endedFirst: false }, { unacknowledged: 0, endedFirst: false }])
    made.peer.destroy()
    made.socket.destroy()
    await once(made.socket, 'close')
    expect(await kernelConnectionLater({ localAddress: '127.0.0.1', localPort: 1, remoteAddress: '127.0.0.1', remotePort: port })).toBe('gone')
  })
})
