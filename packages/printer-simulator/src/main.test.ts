import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

describe('the command printer-simulator', () => {
  it('prints its address and a line for each job, and ends on SIGINT', async () => {
    const child = spawn(process.execPath, [main, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
    const address: unknown = (await lines.next()).value
    expect(address).toMatch(/^printer at socket:\/\/127\.0\.0\.1:\d+$/)
    connect(Number(String(address).split(':').at(-1)), '127.0.0.1').end('abc')
    expect((await lines.next()).value).toMatch(/^job 1: 3 octets in \d+ ms, half-closed, sha256 ba7816bf/)
    child.kill('SIGINT')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it('refuses a wrong option and a missing folder with a reason', async () => {
    for (const [args, reason] of [[['--port', 'x'], '--port must be'], [['--output', '/no/such/folder'], 'is not a folder']] as const) {
      const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
      const [said, exit] = await Promise.all([text(child.stderr), once(child, 'exit')])
      expect(said).toContain(reason)
      expect(exit).toEqual([1, null])
    }
  })
})
