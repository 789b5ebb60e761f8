import { createPrinterSimulator, parseSnmpUser, type PrinterSimulator, type SimulatorOptions } from '@platen/printer-simulator'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { runDeviceCommand } from './device-command.js'

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]()
})

async function printer(options: SimulatorOptions = {}): Promise<PrinterSimulator> {
  const simulator = await createPrinterSimulator(options)
  open.push(simulator)
  return simulator
}

async function run(...args: string[]): Promise<{ status: number; out: string; error: string }> {
  let out = ''
  let error = ''
  const status = await runDeviceCommand(args, { out: (text) => (out += text), error: (text) => (error += text) })
  return { status, out, error }
}

const appsocket = ({ host, port }: PrinterSimulator): string => `appsocket://${host}:${port}`

describe('platen device probe', () => {
  it('says what a printer answers, and prints nothing', async () => {
    const simulator = await printer({ statusPort: 0, snmpPort: 0, equipment: { model: 'Example 4000', serialNumber: 'X17', pageCount: 4711 } })
    const { status, out, error } = await run('probe', appsocket(simulator), `statusport=${simulator.statusPort ?? 0}`, 'community=public', `snmpport=${simulator.snmpPort ?? 0}`)
    expect([status, error]).toEqual([0, ''])
    expect(out).toContain(`${appsocket(simulator)}\n  connection accepted in `)
    expect(out).toContain(`status     it says "status: idle" on UDP port ${simulator.statusPort ?? 0}`)
    expect(out).toContain('SNMP       it calls itself Example 4000')
    expect(out).toContain('serial number X17')
    expect(out).toContain('SNMP       4711 pages printed')
    expect(out).toMatch(/100 % left/)
    expect(out).toMatch(/It would take a job now\.\n$/)
    expect((await simulator.job(1)).size).toBe(0)
  })

  it('says why a printer is stopped: exit status 3', async () => {
    const simulator = await printer({ statusPort: 0, conditions: ['media-empty'] })
    const { status, out } = await run('probe', appsocket(simulator), `statusport=${simulator.statusPort ?? 0}`)
    expect(status).toBe(3)
    expect(out).toContain('state      stopped, media-empty-error')
    expect(out).toContain('It is there, but would not print a job now.')
  })

  it('asks by PJL only when it is told to', async () => {
    const simulator = await printer({ speaks: ['pjl'], conditions: ['cover-open'], equipment: { model: 'Example 4000', pageCount: 9 } })
    expect((await run('probe', simulator.uri, 'statusport=0')).status).toBe(0)
    expect((await simulator.job(1)).size).toBe(0)
    const { status, out } = await run('probe', simulator.uri, 'statusport=0', '--pjl')
    expect(status).toBe(3)
    expect(out).toContain('PJL        it calls itself Example 4000')
    expect(out).toContain('PJL        code 40021, display "CLOSE COVER", offline')
    expect(out).toContain('PJL        9 pages printed')
    expect((await simulator.job(2)).pages).toBe(0)
  })

  it('gives up asking a printer that knows no PJL, or no UDP, in its time', async () => {
    const simulator = await printer()
    const { status, out } = await run('probe', simulator.uri, 'statusport=9', 'statuswait=50', '--pjl', '--timeout', '1')
    expect(status).toBe(0)
    expect(out).toContain('no answer on UDP port 9')
    expect(out).not.toContain('PJL')
  })

  it('tells a printer that refuses from one that is not there', async () => {
    const simulator = await printer({ statusPort: 0, faults: [{ type: 'refuse' }] })
    const refused = await run('probe', appsocket(simulator), `statusport=${simulator.statusPort ?? 0}`)
    expect(refused.status).toBe(3)
    expect(refused.out).toContain('it refuses connections (ECONNREFUSED)')
    const { status, out } = await run('probe', 'socket://no-such-printer.invalid', 'statuswait=50')
    expect(status).toBe(1)
    expect(out).toContain('Nothing answers')
  })

  it('says that SNMP does not answer: the community may be wrong', async () => {
    const simulator = await printer({ snmpPort: 0 })
    const { out } = await run('probe', simulator.uri, 'statusport=0', 'community=wrong', `snmpport=${simulator.snmpPort ?? 0}`, 'snmpwait=50')
    expect(out).toContain('SNMP       no answer: the community or the version may be wrong')
  })

  describe('by SNMPv3', () => {
    const start = () => printer({ snmpPort: 0, snmpUsers: [parseSnmpUser('monitor,sha256:authentic,aes:private-key')], equipment: { model: 'Example 4000' } })
    const asked = ({ uri, snmpPort = 0 }: PrinterSimulator, ...more: string[]) => run('probe', uri, 'statusport=0', 'snmpuser=monitor', 'snmpauth=sha256', `snmpport=${snmpPort}`, ...more)

    it('says what the printer answers', async () => {
      const simulator = await start()
      const { status, out } = await asked(simulator, 'snmpauthpassword=authentic', 'snmpprivpassword=private-key')
      expect(status).toBe(0)
      expect(out).toContain('SNMP       it calls itself Example 4000')
    })

    it('takes passwords from files and the environment', async () => {
      const simulator = await start()
      const folder = mkdtempSync(join(tmpdir(), 'platen-probe-'))
      writeFileSync(join(folder, 'auth'), 'authentic\n')
      vi.stubEnv('PROBE_PASSWORD', 'private-key')
      const { out } = await asked(simulator, '--from-file', `snmpauthpassword=${join(folder, 'auth')}`, '--from-env', 'snmpprivpassword=PROBE_PASSWORD')
      vi.unstubAllEnvs()
      rmSync(folder, { recursive: true })
      expect(out).toContain('SNMP       it calls itself Example 4000')
    })

    it('says what the printer refuses, and which option to look at; not the password', async () => {
      const simulator = await start()
      const { status, out } = await asked(simulator, 'snmpauthpassword=not-authentic', 'snmpprivpassword=private-key', '--json')
      expect(status).toBe(0)
      expect(JSON.parse(out)).toMatchObject({ snmp: { problem: expect.stringContaining('(options snmpauthpassword, snmpauth)') as string } })
      expect(out).not.toMatch(/authentic|private-key/)
    })

    it.each([
      [['snmpauthpassword=authentic'], 'option "snmpprivpassword" is missing'],
      [['snmpauthpassword=short', 'snmpprivpassword=private-key'], 'option "snmpauthpassword" is too short'],
      [['snmp_authpassword=private-key'], '"snmp_authpassword=..." is not an option'],
      [['--from-file', 'snmpauthpassword=/nowhere/at/all'], 'the file /nowhere/at/all cannot be read: ENOENT'],
    ])('refuses %j: exit status 2', async (more, why) => {
      const { status, error } = await asked(await start(), ...more)
      expect(status).toBe(2)
      expect(error).toContain(why)
      expect(error).not.toMatch(/private-key/)
    })
  })

  it('shows no control character of what a printer says', async () => {
    const simulator = await printer({ statusPort: 0 })
    simulator.status = 'idle\u001b[31m\u0007'
    const { out } = await run('probe', appsocket(simulator), `statusport=${simulator.statusPort ?? 0}`)
    expect(out).toContain('it says "idle')
    expect(out).not.toMatch(/[^\P{Cc}\n]/u)
  })

  it('writes JSON', async () => {
    const simulator = await printer({ statusPort: 0, conditions: ['toner-low'] })
    const { status, out } = await run('probe', appsocket(simulator), `statusport=${simulator.statusPort ?? 0}`, '--json')
    expect(status).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ device: appsocket(simulator), connection: { outcome: 'accepted' }, report: { reasons: ['toner-low-warning'] }, verdict: 'ready' })
  })

  it('ends in its time against a printer that takes a connection and is mute', async () => {
    const mute = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1')
    await once(mute, 'listening')
    const address = mute.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    mute.on('connection', (socket) => socket.on('error', () => undefined).resume())
    const begun = performance.now()
    expect((await run('probe', `socket://127.0.0.1:${port}`, 'statusport=0', '--pjl', '--timeout', '1')).status).toBe(0)
    expect(performance.now() - begun).toBeLessThan(3000)
    mute.close()
  })

  it.each([
    [['probe'], 'the device is missing'],
    [[], 'what to do with the device is missing'],
    [['print', 'socket://a'], 'there is no "platen device print"'],
    [['probe', 'printer.example'], 'is not a URI'],
    [['probe', 'ipp://printer.example'], 'devices of "ipp:" cannot be probed'],
    [['probe', 'socket://printer.example', 'colour=yes'], 'there is no option "colour"'],
    [['probe', 'socket://printer.example', 'colour'], '"colour" is not an option'],
    [['probe', 'socket://printer.example', '--timeout', 'long'], '--timeout is "long"'],
    [['probe', 'socket://user@printer.example'], 'a user or password'],
    [['probe', 'socket://printer.example', '--fast'], '--fast'],
  ])('refuses %j: exit status 2', async (args, why) => {
    const { status, out, error } = await run(...args)
    expect([status, out]).toEqual([2, ''])
    expect(error).toContain(why)
  })

  it('explains itself', async () => {
    const { status, out } = await run('--help')
    expect(status).toBe(0)
    expect(out).toContain('Usage: platen device probe URI')
  })
})
