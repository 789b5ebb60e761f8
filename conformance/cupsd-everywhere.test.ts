/** A CUPS server that prints to Platen without a driver (IPP Everywhere), end to end. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { runWell } from './harness/command.js'
import { CupsClient } from './harness/cups-client.js'
import { makeDocument, randomDocument } from './harness/documents.js'
import { finished } from './harness/jobs.js'
import { PlatenServer } from './harness/platen-server.js'
import { PrintedFolder } from './harness/printed-folder.js'
import { missingCupsUser, PrivateCupsd } from './harness/private-cupsd.js'
import { describeWhere, missingRoot, missingTools, tool } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

const missing = [...missingTools('cupsd', 'ipp', 'lpadmin', 'lpoptions', 'lp', 'lpstat', 'gs', 'ipptool'), ...missingRoot(), ...missingCupsUser()]

describeWhere(missing, 'a driverless queue of a CUPS server', () => {
  const open = new AsyncDisposableStack()
  let work: WorkFolder
  let folder: PrintedFolder
  let server: PlatenServer
  let cupsd: PrivateCupsd
  let cups: CupsClient

  beforeAll(async () => {
    work = open.use(new WorkFolder('cupsd'))
    folder = new PrintedFolder(work.file('printed'))
    server = open.use(await PlatenServer.start(work, { queues: [{ name: 'folder', device: folder.device }] }))
    cupsd = open.use(await PrivateCupsd.start(work))
    cups = new CupsClient(cupsd.authority, work.folder('home'))
  })

  afterAll(() => open.disposeAsync())

  it('lpadmin -m everywhere makes a queue, and its PPD lists what the printer can do', async () => {
    await cups.run('lpadmin', '-p', 'platen', '-E', '-v', server.uri('folder'), '-m', 'everywhere')
    // cupsd makes the PPD behind lpadmin's back, and lpadmin exits with 0 even where that fails: the list of options is the verdict.
    const listed = await vi.waitUntil(async () => (await cups.try('lpoptions', '-p', 'platen', '-l')).stdout, { timeout: 20_000, interval: 100 })
    const options = new Map(listed.trim().split('\n').map((line) => {
      const [name = '', values = ''] = line.split(/:\s*/)
      // The default is marked: "*A4".
      return [name.replace(/\/.*/, ''), values.replace('*', '').split(' ')]
    }))
    console.log(`cupsd's options for Platen's queue: ${[...options.keys()].join(', ')}`)
    expect(options.get('PageSize')).toEqual(expect.arrayContaining(['A4', 'Letter', 'A3']))
    expect(options.get('Duplex')).toEqual(expect.arrayContaining(['None', 'DuplexNoTumble', 'DuplexTumble']))
    expect(options.get('ColorModel')).toEqual(expect.arrayContaining(['Gray', 'RGB']))
    expect(options.get('cupsPrintQuality')).toEqual(expect.arrayContaining(['Normal', 'High']))
    expect(cupsd.errorLog).not.toMatch(/PPD creation failed/)
  })

  it('lp through it: the job completes here and there, and a PDF of two pages arrives', async () => {
    const document = await makeDocument(work.path, 'document-a4.pdf')
    const id = await cups.lp('platen', '-o', 'sides=two-sided-long-edge', document.path)
    await cupsdFinished(id)
    const [name, ...more] = folder.names()
    expect(more).toEqual([])
    expect(name).toMatch(/^1-.*\.pdf$/)
    const { stdout } = await runWell(tool('gs'), ['-q', '-dBATCH', '-dNOPAUSE', '-dSAFER', '-sDEVICE=inkcov', '-sOutputFile=-', `${folder.path}/${name ?? ''}`])
    expect(stdout.trim().split('\n')).toHaveLength(2)
    const done = await finished(server.uri('folder'), 1)
    expect(done).toMatchObject({ state: 'completed' })
    // Nobody turns the paper of a folder, and a PDF does not say it: so it is not promised.
    expect(done.attributes.get('sides')).not.toBe('two-sided-long-edge')
    expect(done.attributes.get('document-format')).toBe('application/pdf')
  })

  it('lp -o raw through it: 1 MiB of random octets arrive byte for byte', async () => {
    const document = randomDocument(work.path, 'raw.bin', 1 << 20)
    await cupsdFinished(await cups.lp('platen', '-o', 'raw', document.path))
    expect(folder.hashes()).toContain(document.sha256)
  })

  /** Waits until cupsd says that a job of it has finished, well. */
  async function cupsdFinished(id: number): Promise<void> {
    const uri = `ipp://${cupsd.authority}/printers/platen`
    const done = await finished(uri, id)
    if (done.state !== 'completed') throw new Error(`cupsd's job ${id} is ${done.state} (${done.reasons.join(', ')}):\n${cupsd.errorLog}`)
  }
})
