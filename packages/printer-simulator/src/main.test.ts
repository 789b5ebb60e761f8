import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

class Running implements AsyncDisposable {
  readonly child: ChildProcessByStdio<Writable, Readable, null>
  readonly #lines: AsyncIterator<string>

  constructor(...args: string[]) {
    this.child = spawn(process.execPath, [main, '--port', '0', ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#lines = createInterface(this.child.stdout)[Symbol.asyncIterator]()
  }

  async line(): Promise<string> {
    return String((await this.#lines.next()).value)
  }

  /** A test that failed leaves no process behind. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    this.child.kill('SIGKILL')
    await once(this.child, 'exit')
  }

  async stop(): Promise<unknown> {
    this.child.kill('SIGINT')
    return once(this.child, 'exit')
  }
}

const portIn = (line: string): number => Number(/socket:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1])

describe('the command printer-simulator', () => {
  it('prints its address and a line for each job, and ends on SIGINT', async () => {
    await using running = new Running()
    const address = await running.line()
    expect(address).toMatch(/^printer at socket:\/\/127\.0\.0\.1:\d+$/)
    connect(portIn(address), '127.0.0.1').end('abc')
    expect(await running.line()).toMatch(/^job 1: 3 octets in \d+ ms, half-closed, sha256 ba7816bf/)
    expect(await running.stop()).toEqual([0, null])
  })

  it('prints its other ports, conditions, and what a job says of itself, without control characters', async () => {
    await using running = new Running('--status-port', '0', '--snmp-port', '0', '--control-port', '0', '--verbose', '--speaks', 'pjl')
    const address = await running.line()
    expect(address).toMatch(/^printer at \S+, status at UDP port \d+, SNMP at UDP port \d+, control at http:\/\/127\.0\.0\.1:\d+$/)
    running.child.stdin.write('raise toner-low\n')
    expect(await running.line()).toBe('printer: toner-low')
    const control = /http:\S+/.exec(address)?.[0] ?? ''
    await fetch(`${control}/raise`, { method: 'POST', body: JSON.stringify({ condition: 'media-low', tray: 2 }) })
    expect(await running.line()).toBe('printer: toner-low, media-low (tray 2)')
    running.child.stdin.write('clear\n')
    expect(await running.line()).toBe('printer: ready')
    connect(portIn(address), '127.0.0.1').end('\u001b%-12345X@PJL JOB NAME="a\u0007"\r\n@PJL SET USERNAME="ann"\r\n@PJL ENTER LANGUAGE=PCL\r\n\u001bEx\f')
    expect(await running.line()).toBe('job 1: connected')
    expect(await running.line()).toMatch(/^job 1: 83 octets in \d+ ms, half-closed \("a\\x07", of ann, 1 page\), sha256 /)
    expect(await running.stop()).toEqual([0, null])
  })

  it('runs a script', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'printer-simulator-'))
    try {
      const script = join(folder, 'script.json')
      await writeFile(script, '{"faults":["close:2"],"steps":[{"job":1,"afterOctets":1,"do":"raise media-low"}]}')
      await using running = new Running('--script', script)
      connect(portIn(await running.line()), '127.0.0.1').on('error', () => undefined).end('abc')
      expect(await running.line()).toBe('printer: media-low')
      expect(await running.line()).toMatch(/^job 1: 2 octets in \d+ ms, closed, /)
      await running.stop()
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it.each([
    [['--port', 'x'], '--port must be'],
    [['--output', '/no/such/folder'], 'is not a folder'],
    [['--script', '/no/such/file'], '--script "/no/such/file": ENOENT'],
  ])('refuses %j with a reason', async (args, reason) => {
    const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
    const [said, exit] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect(said).toContain(reason)
    expect(exit).toEqual([1, null])
  })

  it('explains itself', async () => {
    const child = spawn(process.execPath, [main, '--help'], { stdio: ['ignore', 'pipe', 'inherit'] })
    expect(await text(child.stdout)).toMatch(/^Usage: printer-simulator[^]*media-empty[^]*stop-reading:OCTETS\[:MILLISECONDS\][^]*status TEXT/)
  })
})
