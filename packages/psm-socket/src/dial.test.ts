import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { dial } from './dial.js'

/** The timer that runs for a connection, as the system says (proc(5), /proc/net/tcp: `02` is keep-alive's). */
function timerOf(localPort: number, remotePort: number): string | undefined {
  const hex = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0')
  const row = readFileSync('/proc/net/tcp', 'utf8').split('\n').map((line) => line.trim().split(/\s+/)).find(([, local, remote]) => local?.endsWith(`:${hex(localPort)}`) === true && remote?.endsWith(`:${hex(remotePort)}`) === true)
  return row?.[5]?.slice(0, 2)
}

const tells = process.platform === 'linux' && readFileSync('/proc/net/tcp', 'utf8').includes('tr')

describe.runIf(tells)('a connection to a printer', () => {
  it('is kept alive by the system: a host that has died is told from a printer that is slow', async () => {
    const server = createServer((socket) => socket.resume()).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const socket = await dial({ host: '127.0.0.1', port, bound: 5000 }, new AbortController().signal)
    try {
      expect(timerOf(socket.localPort ?? 0, port)).toBe('02')
    } finally {
      socket.destroy()
      server.close()
    }
  })
})
