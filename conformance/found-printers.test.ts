/**
 * Printers that CUPS finds by DNS-SD and makes queues for by itself, in a network of the test's own. The server does not announce itself
 * yet: Avahi does it for it, with what the printer's attributes say, so that the client's part is what is checked here.
 */
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { runWell, type CommandResult } from './harness/command.js'
import { cupsEnvironment } from './harness/cups-environment.js'
import { makeDocument, type Document } from './harness/documents.js'
import { PlatenServer } from './harness/platen-server.js'
import { PrintedFolder } from './harness/printed-folder.js'
import { PrivateBus } from './harness/private-bus.js'
import { missingCupsUser, PrivateCupsd } from './harness/private-cupsd.js'
import { missingNamespaces, PrivateNetwork } from './harness/private-network.js'
import { describeWhere, missingRoot, missingTools, tool } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

const tools = ['avahi-daemon', 'avahi-publish', 'dbus-daemon', 'ippfind', 'driverless', 'cupsd', 'lp', 'lpstat', 'gs', 'ip']

describeWhere([...missingTools(...tools), ...missingRoot(), ...missingCupsUser()], 'printers that are found', () => {
  const rights = missingNamespaces()
  // A container's rights are not a package that could be installed: said plainly, in continuous integration too.
  if (rights.length > 0) {
    it.skip(`[skipped: ${rights.join(', ')}]`, () => undefined)
    return
  }
  const open = new AsyncDisposableStack()
  let work: WorkFolder
  let folder: PrintedFolder
  let server: PlatenServer
  let network: PrivateNetwork
  let cupsd: PrivateCupsd
  let bus: PrivateBus
  let pdf: Document

  beforeAll(async () => {
    work = open.use(new WorkFolder('found'))
    folder = new PrintedFolder(work.file('printed'))
    network = open.use(await PrivateNetwork.start())
    bus = open.use(await PrivateBus.start(work))
    const configuration = { names: ['printhost.local'], queues: [{ name: 'office', device: folder.device, info: 'The office printer' }] }
    server = open.use(await PlatenServer.start(work, configuration, { under: network.under }))
    writeFileSync(work.file('avahi.conf'), '[server]\nhost-name=printhost\nallow-interfaces=lo\nuse-ipv6=no\n')
    const daemon = ['-f', work.file('avahi.conf'), '--no-chroot', '--no-drop-root', '--no-rlimits']
    open.use(await network.startProcess((started) => started.said(/Server startup complete/), tool('avahi-daemon'), daemon, { env: environment() }))
    const text = ['txtvers=1', 'qtotal=1', 'rp=ipp/print/office', 'ty=Platen Printer', 'pdl=application/octet-stream,application/pdf,image/urf,image/pwg-raster', 'URF=V1.4,CP1,W8,SRGB24,DM1,RS600', 'Color=T', 'Duplex=T', 'TLS=1.3']
    for (const type of ['_ipp._tcp', '_ipps._tcp']) {
      const args = ['-s', '--no-reverse', `--subtype=_print._sub.${type}`, `--subtype=_universal._sub.${type}`, 'The office printer', type, String(server.port), ...text]
      open.use(await network.startProcess((started) => started.said(/Established/), tool('avahi-publish'), args, { env: environment() }))
    }
    cupsd = open.use(await PrivateCupsd.start(work, bus.environment, network))
    pdf = await makeDocument(work.path, 'document-a4.pdf')
  })

  afterAll(() => open.disposeAsync())

  const environment = (): NodeJS.ProcessEnv => ({ ...cupsEnvironment(work.folder('home')), ...bus.environment })
  const here = (name: string, ...args: readonly string[]): Promise<CommandResult> => network.run(tool(name), args, { env: environment() })
  const cups = (name: string, ...args: readonly string[]): Promise<CommandResult> => network.run(tool(name), args, { env: { ...environment(), CUPS_SERVER: cupsd.authority } })

  it.each(['_ipp._tcp', '_ipp._tcp,_print', '_ipp._tcp,_universal', '_ipps._tcp'])('ippfind %s finds it', async (type) => {
    const { stdout } = await here('ippfind', type, '-T', '3')
    expect(stdout.trim()).toBe(`${type.startsWith('_ipps') ? 'ipps' : 'ipp'}://printhost.local:${server.port}/ipp/print/office`)
  })

  it('ippfind --ls asks the printer itself', async () => {
    const { code, stdout } = await here('ippfind', '_ipp._tcp', '-T', '3', '--ls')
    expect([code, stdout]).toEqual([0, expect.stringMatching(new RegExp(`^ipp://printhost\\.local:${server.port}/ipp/print/office idle accepting-jobs none`))])
  })

  it('driverless finds it, and lists it as a driver', async () => {
    expect((await here('driverless')).stdout).toContain('The%20office%20printer._ipp')
    expect((await here('driverless', 'list')).stdout).toMatch(/Platen Printer, driverless/)
  })

  it('lp -d NAME on a CUPS server without queues: one is made for the time, and a PDF of two pages arrives over TLS', async () => {
    expect((await cups('lpstat', '-e')).stdout).toContain('The_office_printer')
    const { code, stdout, stderr } = await cups('lp', '-d', 'The_office_printer', pdf.path)
    expect([code, stderr, stdout]).toEqual([0, '', expect.stringMatching(/^request id is The_office_printer-1 /)])
    const [name] = await vi.waitUntil(async () => {
      const done = (await cups('lpstat', '-W', 'completed', '-o')).stdout.includes('The_office_printer-1')
      return done && folder.names().length === 1 && folder.names()
    }, { timeout: 40_000, interval: 300 }).catch(() => {
      throw new Error(`nothing was printed:\n${cupsd.errorLog.slice(-4000)}`)
    })
    const { stdout: pages } = await runWell(tool('gs'), ['-q', '-dBATCH', '-dNOPAUSE', '-dSAFER', '-sDEVICE=inkcov', '-sOutputFile=-', `${folder.path}/${name ?? ''}`])
    expect(pages.trim().split('\n')).toHaveLength(2)
    expect(cupsd.errorLog).toMatch(/CUPS-Create-Local-Printer/)
    expect(cupsd.errorLog).toMatch(/Connection is encrypted/)
  })
})
