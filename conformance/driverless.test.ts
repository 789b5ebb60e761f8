/** cups-filters' driverless, which asks a printer what it can do and writes a PPD of it: where there is no DNS-SD it is given the URI. */
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { run, type CommandResult } from './harness/command.js'
import { cupsEnvironment } from './harness/cups-environment.js'
import { PlatenServer } from './harness/platen-server.js'
import { PrintedFolder } from './harness/printed-folder.js'
import { describeWhere, missingTools, tool } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

describeWhere(missingTools('driverless', 'cupstestppd'), 'driverless', () => {
  const open = new AsyncDisposableStack()
  let work: WorkFolder
  let server: PlatenServer

  beforeAll(async () => {
    work = open.use(new WorkFolder('driverless'))
    const { device } = new PrintedFolder(work.file('printed'))
    const capabilities = { media: ['iso_a4_210x297mm', 'iso_a5_148x210mm'] }
    server = open.use(await PlatenServer.start(work, {
      queues: [
        { name: 'office', device, capabilities },
        { name: 'all-sizes', device },
        { name: 'mono', device, capabilities: { ...capabilities, color: false, duplex: false } },
        { name: 'urf', device, formats: ['image/urf'], capabilities },
        { name: 'raster', device, formats: ['image/pwg-raster'], capabilities },
        { name: 'postscript', device, formats: ['application/postscript'], capabilities },
        { name: 'jpeg', device, formats: ['image/jpeg'], capabilities },
      ],
    }))
  })

  afterAll(() => open.disposeAsync())

  const driverless = (...args: readonly string[]): Promise<CommandResult> => run(tool('driverless'), args, { env: cupsEnvironment(work.folder('home')) })

  /** The PPD of a queue, checked by CUPS. @returns its lines, and what cupstestppd finds fault with */
  async function ppdOf(uri: string): Promise<{ readonly text: string; readonly faults: readonly string[] }> {
    const { code, stdout, stderr } = await driverless('cat', uri)
    expect([code, stderr]).toEqual([0, expect.stringContaining('PPD generation successful')])
    const file = work.file('printer.ppd')
    writeFileSync(file, stdout)
    const { stdout: report } = await run(tool('cupstestppd'), ['-v', file], { env: cupsEnvironment() })
    expect(report).toMatch(/^ *(?:NO ERRORS|\d+ ERRORS) FOUND$/m)
    return { text: stdout, faults: [...report.matchAll(/\*\*FAIL\*\* +(?<fault>.*)$/gm)].map((one) => one.groups?.['fault'] ?? '') }
  }

  const valuesOf = (ppd: string, option: string): string[] => [...ppd.matchAll(new RegExp(`^\\*${option} (?<value>[^/:]+)[/:]`, 'gm'))].map((one) => one.groups?.['value'] ?? '')

  it('cat URI writes a PPD that CUPS finds nothing wrong with', async () => {
    const { text, faults } = await ppdOf(server.uri('office'))
    expect(faults).toEqual([])
    expect(valuesOf(text, 'PageSize')).toEqual(['A4', 'A5'])
    expect(valuesOf(text, 'Duplex')).toEqual(['None', 'DuplexNoTumble', 'DuplexTumble'])
    expect(valuesOf(text, 'ColorModel')).toEqual(['Gray', 'RGB'])
    expect(valuesOf(text, 'cupsPrintQuality')).toEqual(['Draft', 'Normal', 'High'])
    expect(valuesOf(text, 'OutputBin')).toEqual(['FaceDown'])
    expect(text).toMatch(/^\*NickName: "Platen Printer, driverless, cups-filters /m)
    expect(text).toMatch(/^\*cupsFilter2: "application\/vnd.cups-pdf application\/pdf /m)
    // What the page of the printer is at, as the client reaches it.
    expect(text).toContain(`*APSupplies: "http://${server.authority}/printers/office"`)
    console.log(`driverless: a PPD of ${text.split('\n').length} lines, cupstestppd: 0 faults`)
  })

  it('URI alone writes the same', async () => {
    const [plain, cat] = await Promise.all([driverless(server.uri('office')), driverless('cat', server.uri('office'))])
    expect(plain.code).toBe(0)
    expect(plain.stdout).toBe(cat.stdout)
  })

  it('all sizes: nothing is wrong but the inch sign that cups-filters itself writes', async () => {
    const { text, faults } = await ppdOf(server.uri('all-sizes'))
    expect(valuesOf(text, 'PageSize')).toEqual(expect.arrayContaining(['A4', 'A3', 'Letter', 'Legal', '4x6', 'EnvDL']))
    expect(faults.filter((fault) => !/choice 4x6 contains 8-bit characters/.test(fault))).toEqual([])
  })

  it('a printer of one colour and one side has no such choices', async () => {
    const { text, faults } = await ppdOf(server.uri('mono'))
    expect(faults).toEqual([])
    expect(valuesOf(text, 'Duplex')).toEqual([])
    expect(valuesOf(text, 'ColorModel')).not.toContain('RGB')
    expect(text).toMatch(/^\*ColorDevice: False$/m)
  })

  it.each([
    ['urf', 'image/urf'],
    ['raster', 'image/pwg-raster'],
    ['postscript', 'application/postscript'],
  ])('a printer that takes %s alone gets a filter to it', async (queue, format) => {
    const { text, faults } = await ppdOf(server.uri(queue))
    expect(faults).toEqual([])
    expect(text).toMatch(new RegExp(`^\\*cupsFilter2: "\\S+ ${format} `, 'm'))
  })

  it('a printer that takes JPEG alone gets no PPD: JPEG is no format of documents', async () => {
    const { code, stdout } = await driverless('cat', server.uri('jpeg'))
    expect([code === 0, stdout]).toEqual([false, ''])
  })

  it.each(['/printers/office', '/ipp/print'])('asks at %s, too', async (path) => {
    expect((await ppdOf(`ipp://${server.authority}${path}`)).faults).toEqual([])
  })

  it('asks over TLS', async () => {
    expect((await ppdOf(`ipps://${server.authority}/ipp/print/office`)).faults).toEqual([])
  })

  it('says that a queue is not there', async () => {
    const { code, stdout } = await driverless('cat', server.uri('attic'))
    expect([code === 0, stdout]).toEqual([false, ''])
  })
})
