/** cups-browsed between Platen and a CUPS server: queues that come, print and go by themselves. Asked for by BrowsePoll: there is no DNS-SD. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { runWell } from './harness/command.js'
import { startCupsBrowsed } from './harness/cups-browsed.js'
import { CupsClient } from './harness/cups-client.js'
import { makeDocument } from './harness/documents.js'
import { finished } from './harness/jobs.js'
import { PlatenServer } from './harness/platen-server.js'
import { PrintedFolder } from './harness/printed-folder.js'
import { PrivateBus } from './harness/private-bus.js'
import { missingCupsUser, PrivateCupsd } from './harness/private-cupsd.js'
import type { RunningProcess } from './harness/running-process.js'
import { describeWhere, missingRoot, missingTools, tool } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

const missing = [...missingTools('cupsd', 'cups-browsed', 'dbus-daemon', 'implicitclass', 'lp', 'lpstat', 'lpadmin', 'ipptool', 'gs'), ...missingRoot(), ...missingCupsUser()]

describeWhere(missing, 'cups-browsed', () => {
  const open = new AsyncDisposableStack()
  let work: WorkFolder
  let folder: PrintedFolder
  let server: PlatenServer
  let cupsd: PrivateCupsd
  let browsed: RunningProcess
  /** Clients of Platen, and of the CUPS server. */
  let platen: CupsClient
  let cups: CupsClient

  beforeAll(async () => {
    work = open.use(new WorkFolder('browsed'))
    folder = new PrintedFolder(work.file('printed'))
    server = open.use(await PlatenServer.start(work, { queues: [{ name: 'office', device: folder.device, info: 'The office printer', location: 'Room 7' }] }))
    const bus = open.use(await PrivateBus.start(work))
    cupsd = open.use(await PrivateCupsd.start(work, bus.environment))
    browsed = open.use(await startCupsBrowsed(work, { cupsd: cupsd.authority, polled: server.authority, bus: bus.environment }))
    platen = new CupsClient(server.authority, work.folder('home'))
    cups = new CupsClient(cupsd.authority, work.folder('home'))
  })

  afterAll(() => open.disposeAsync())

  /** The CUPS server's queues and their devices, once they are as wanted. @throws Error with what cups-browsed said if that does not come */
  async function devices(wanted: (said: string) => boolean): Promise<string> {
    try {
      return await vi.waitUntil(async () => {
        const { stdout } = await cups.try('lpstat', '-v')
        return wanted(stdout) && { stdout }
      }, { timeout: 30_000, interval: 200 }).then(({ stdout }) => stdout)
    } catch {
      throw new Error(`the queues are not as wanted:\n${(await cups.try('lpstat', '-v')).stdout}\n${browsed.output.slice(-5000)}`)
    }
  }

  it('subscribes to events of Platen, and makes a queue for its printer', async () => {
    expect(await devices((said) => said.includes('office'))).toBe('device for office: implicitclass://office/\n')
    expect(browsed.output).toMatch(new RegExp(`BrowsePoll ${server.authority}\\]: subscription ID=\\d+`))
    expect(browsed.output).not.toMatch(new RegExp(`BrowsePoll ${server.authority}\\].*(?:failed|error)`, 'i'))
    expect(await cups.run('lpstat', '-l', '-p', 'office')).toContain('Connection: remote')
  })

  it('a job through the queue: it completes here and there, and a PDF of two pages arrives', async () => {
    const document = await makeDocument(work.path, 'document-a4.pdf')
    const id = await cups.lp('office', document.path)
    const there = await finished(`ipp://${cupsd.authority}/printers/office`, id)
    if (there.state !== 'completed') throw new Error(`cupsd's job ${id} is ${there.state} (${there.reasons.join(', ')}):\n${cupsd.errorLog}`)
    expect(await finished(server.uri('office'), 1)).toMatchObject({ state: 'completed' })
    const [name, ...more] = folder.names()
    expect(more).toEqual([])
    const { stdout } = await runWell(tool('gs'), ['-q', '-dBATCH', '-dNOPAUSE', '-dSAFER', '-sDEVICE=inkcov', '-sOutputFile=-', `${folder.path}/${name ?? ''}`])
    expect(stdout.trim().split('\n')).toHaveLength(2)
  })

  it('a printer that Platen gets is seen by its event, and one that it loses goes', async () => {
    await platen.run('lpadmin', '-p', 'second', '-E', '-v', 'socket://127.0.0.1:9')
    await devices((said) => said.includes('second') && said.includes('office'))
    expect(browsed.output).toMatch(new RegExp(`BrowsePoll ${server.authority}\\]: printer-\\* event`))
    await platen.run('lpadmin', '-x', 'second')
    expect(await devices((said) => !said.includes('second'))).toBe('device for office: implicitclass://office/\n')
  })

  it('takes its queues with it when it ends', async () => {
    await browsed.end('SIGTERM')
    expect(await devices((said) => !said.includes('office'))).toBe('')
    const asked = browsed.output.match(/CUPS-Get-Printers/g)?.length ?? 0
    const polled = browsed.output.match(new RegExp(`BrowsePoll ${server.authority}\\]: IPP-Get-Notifications`, 'g'))?.length ?? 0
    console.log(`cups-browsed: 1 subscription, ${polled} times asked for events, ${asked} times for printers, 1 job printed, 2 queues come and gone`)
  })
})
