/** `platen device probe` as an administrator runs it, against printers that answer in every way, and in none: what it says, and its exit status. */
import { afterAll, afterEach, expect, describe, it } from 'vitest'
import { createPrinterSimulator, type Fault, type PrinterSimulator, type SimulatorOptions } from '@platen/printer-simulator'
import { run, type CommandResult } from './harness/command.js'
import { PlatenServer } from './harness/platen-server.js'

const ready = 'It would take a job now.'
const notReady = 'It is there, but would not print a job now.'
const silent = 'Nothing answers: is the address right, is it switched on, is a firewall between?'

describe('platen device probe', () => {
  const open = new AsyncDisposableStack()
  let printers: PrinterSimulator[] = []

  async function printer(options: SimulatorOptions = {}): Promise<PrinterSimulator> {
    const one = open.use(await createPrinterSimulator(options))
    printers.push(one)
    return one
  }

  // It asks, and prints nothing.
  afterEach(() => {
    expect(printers.flatMap(({ jobs }) => jobs).filter(({ pages, languages }) => pages > 0 || languages.length > 0)).toEqual([])
    printers = []
  })
  afterAll(() => open.disposeAsync())

  const probe = (...args: readonly string[]): Promise<CommandResult> => run(process.execPath, [...PlatenServer.command, 'device', 'probe', ...args], { env: { ...process.env, NODE_OPTIONS: '' } })

  /** Probes by AppSocket. */
  const probeStatus = ({ host, port, statusPort }: PrinterSimulator, ...more: readonly string[]): Promise<CommandResult> => probe(`appsocket://${host}:${port}`, `statusport=${statusPort ?? 0}`, ...more)

  const probeSnmp = ({ uri, snmpPort }: PrinterSimulator, ...more: readonly string[]): Promise<CommandResult> => probe(uri, 'statusport=0', 'snmp=v2c', `snmpport=${snmpPort ?? 0}`, ...more)

  /** What it says of one matter, by lines. */
  const lines = ({ stdout }: CommandResult, matter: string): string[] => stdout.split('\n').filter((line) => line.startsWith(`  ${matter} `)).map((line) => line.slice(13))

  describe('by UDP status', () => {
    const heard: readonly (readonly [how: string, fault: readonly Fault[]])[] = [
      ['at once', []],
      ['late, but in time', [{ type: 'status-late', forMilliseconds: 300 }]],
      ['twice', [{ type: 'status-twice' }]],
    ]
    it.each(heard)('a printer that is out of paper and answers %s: what it says, once, and exit status 3', async (_how, faults) => {
      const one = await printer({ statusPort: 0, faults, conditions: ['media-empty'] })
      const result = await probeStatus(one)
      expect(result).toMatchObject({ code: 3, stderr: '' })
      expect(lines(result, 'connection')).toEqual([expect.stringMatching(/^accepted in \d+ ms$/)])
      expect(lines(result, 'status')).toEqual([`it says "PrinterError: out of paper" on UDP port ${one.statusPort ?? 0}`])
      expect(lines(result, 'state')).toEqual(['stopped, media-empty-error'])
      expect(result.stdout.endsWith(`${notReady}\n`)).toBe(true)
      expect(one.statusQuestions).toBe(1)
    })

    const unheard: readonly (readonly [how: string, fault: Fault])[] = [
      ['later than it is waited for', { type: 'status-late', forMilliseconds: 5000 }],
      ['from another port', { type: 'status-other-port' }],
      ['never', { type: 'status-never' }],
    ]
    it.each(unheard)('a printer that answers %s is not known that way, not down: exit status 0', async (_how, fault) => {
      const one = await printer({ statusPort: 0, faults: [fault], conditions: ['media-empty'] })
      const result = await probeStatus(one, 'statuswait=300')
      expect(result).toMatchObject({ code: 0, stderr: '' })
      expect(one.statusQuestions).toBe(1)
      expect(lines(result, 'status')).toEqual([`no answer on UDP port ${one.statusPort ?? 0}: its state is not known that way`])
      expect(lines(result, 'state')).toEqual(['not known'])
      expect(result.stdout.endsWith(`${ready}\n`)).toBe(true)
    })

    it('octets that mean nothing are shown without control characters, and nothing is made of them', async () => {
      const result = await probeStatus(await printer({ statusPort: 0, faults: [{ type: 'status-garbage' }] }))
      expect(result.code).toBe(0)
      expect(lines(result, 'status')[0]).toMatch(/^it says ".+" on UDP port/)
      expect(lines(result, 'state')).toEqual(['not known'])
      expect(result.stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
    })

    it('a printer that refuses and says why: both, and exit status 3', async () => {
      const result = await probeStatus(await printer({ statusPort: 0, faults: [{ type: 'refuse' }], conditions: ['cover-open'] }))
      expect(result).toMatchObject({ code: 3, stderr: '' })
      expect(lines(result, 'connection')).toEqual(['it refuses connections (ECONNREFUSED): it is there, and busy, or takes no jobs on that port'])
      expect(lines(result, 'state')).toEqual(['stopped, cover-open-error'])
    })
  })

  describe('by SNMP', () => {
    const equipment = { model: 'Example 4000', name: 'by the window', serialNumber: 'X17', pageCount: 4711, supplies: [{ name: 'Black Toner', color: 'black', level: 42 }] } as const

    it('what it is, its pages, supplies, trays and alerts; exit status 3 if it is stopped, else 0', async () => {
      const one = await printer({ snmpPort: 0, equipment })
      const well = await probeSnmp(one)
      expect(well).toMatchObject({ code: 0, stderr: '' })
      expect(lines(well, 'SNMP')).toEqual(['it calls itself Example 4000, called "by the window", serial number X17', 'its panel says "READY"', '4711 pages printed', 'Black Toner: 42 % left', 'Tray 1: 500 of 500 sheets of iso_a4_210x297mm', 'Tray 2: 250 of 250 sheets of iso_a4_210x297mm'])
      expect(lines(well, 'state')).toEqual(['idle'])

      one.raise('cover-open')
      const stopped = await probeSnmp(one)
      expect(stopped).toMatchObject({ code: 3, stderr: '' })
      expect(lines(stopped, 'SNMP')).toContain('alert: CLOSE COVER')
      expect(lines(stopped, 'state')).toEqual(['stopped, cover-open-error'])
    })

    it('late: the same', async () => {
      const result = await probeSnmp(await printer({ snmpPort: 0, equipment, faults: [{ type: 'snmp-late', forMilliseconds: 50 }] }))
      expect(result.code).toBe(0)
      expect(lines(result, 'SNMP')[0]).toBe('it calls itself Example 4000, called "by the window", serial number X17')
    })

    it('never: the community may be wrong; exit status 0, for it takes a connection', async () => {
      const result = await probeSnmp(await printer({ snmpPort: 0, faults: [{ type: 'snmp-never' }], conditions: ['cover-open'] }), 'snmpwait=100')
      expect(result).toMatchObject({ code: 0, stderr: '' })
      expect(lines(result, 'SNMP')).toEqual(['no answer: the community or the version may be wrong, or SNMP off'])
      expect(lines(result, 'state')).toEqual(['not known'])
    })
  })

  it('by PJL only if told to: code, display, pages', async () => {
    const one = await printer({ speaks: ['pjl'], conditions: ['media-jam'], equipment: { pageCount: 9 } })
    expect(lines(await probe(one.uri, 'statusport=0'), 'PJL')).toEqual([])
    expect((await one.job(1)).size).toBe(0)
    const result = await probe(one.uri, 'statusport=0', '--pjl')
    expect(result).toMatchObject({ code: 3, stderr: '' })
    expect(lines(result, 'PJL')).toEqual(['it calls itself Platen Simulator', 'code 40022, display "PAPER JAM", offline', '9 pages printed'])
    expect(lines(result, 'state')).toEqual(['stopped, media-jam-error'])
  })

  it('where nothing answers: that, what to look at, and exit status 1', async () => {
    const result = await probe('socket://no-such-printer.invalid', 'statuswait=50', 'snmp=v2c', 'snmpwait=50')
    expect(result).toMatchObject({ code: 1, stderr: '' })
    expect(lines(result, 'connection')).toEqual([expect.stringMatching(/^its name (is not known|cannot be looked up now) \(E[A-Z_]+\)$/)])
    expect(lines(result, 'state')).toEqual(['not known'])
    expect(result.stdout.endsWith(`${silent}\n`)).toBe(true)
  })

  it('the findings as JSON, for programs', async () => {
    const one = await printer({ statusPort: 0, conditions: ['toner-low'] })
    const { code, stdout } = await probeStatus(one, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ connection: { outcome: 'accepted' }, status: { port: one.statusPort, text: 'status: idle; toner low' }, report: { reasons: ['toner-low-warning'] }, verdict: 'ready' })
  })

  it.each([
    [['ipp://printer.example'], 'devices of "ipp:" cannot be probed; those of socket: and appsocket: can'],
    [['socket://printer.example', 'colour=yes'], 'there is no option "colour"'],
    [[], 'the device is missing'],
  ])('a command line that is not right (%j): why, on standard error, and exit status 2', async (args, why) => {
    const result = await probe(...args)
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain(why)
  })
})
