/** A print-service module that does not come with the server: named by path, by package, or only for its device. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { CupsClient } from './harness/cups-client.js'
import { distinctCopy, makeDocument, type Document } from './harness/documents.js'
import { finished, print } from './harness/jobs.js'
import { PlatenServer } from './harness/platen-server.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

/** The example that integrators copy, as built. */
const example: string = fileURLToPath(new URL('../examples/psm-example', import.meta.url))
const built: string = join(example, 'dist', 'index.js')

describeWhere([...missingTools('ipptool', 'lp', 'gs'), ...(existsSync(built) ? [] : ['examples/psm-example is not built'])], 'the example of a print-service module', () => {
  const open = new AsyncDisposableStack()
  let work: WorkFolder
  let server: PlatenServer
  let pdf: Document
  let document: Document
  let count = 0

  beforeAll(async () => {
    work = open.use(new WorkFolder('third-party'))
    for (const archive of ['by-path', 'by-package', 'by-device']) mkdirSync(work.file(archive))
    // As npm would install it: beside the configuration file.
    mkdirSync(work.file('node_modules'))
    symlinkSync(example, work.file('node_modules', 'platen-psm-example'))
    server = open.use(
      await PlatenServer.start(work, {
        devices: ['platen-psm-example'],
        queues: [
          { name: 'by-path', module: built, device: `archive://${work.file('by-path')}` },
          { name: 'by-package', module: 'platen-psm-example', device: `archive://${work.file('by-package')}?folders=none` },
          { name: 'by-device', device: `archive://${work.file('by-device')}` },
        ],
      }),
    )
    pdf = await makeDocument(work.path, 'document-a4.pdf')
  })

  afterAll(() => open.disposeAsync())

  beforeEach(() => {
    document = distinctCopy(work.path, pdf, `minutes-${++count}.pdf`)
  })

  /** Files of the newest job in an archive. */
  function archived(archive: string): { readonly document: Buffer; readonly job: unknown } {
    const files = readdirSync(archive, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const path = (extension: string): string => {
      const [found, ...more] = files.filter((entry) => entry.name.endsWith(extension))
      if (found === undefined || more.length > 0) throw new Error(`there are ${files.map((entry) => entry.name).join(', ')} in ${archive}`)
      return join(found.parentPath, found.name)
    }
    return { document: readFileSync(path('.pdf')), job: JSON.parse(readFileSync(path('.json'), 'utf8')) as unknown }
  }

  it.each(['by-path', 'by-package', 'by-device'])('queue %s: a PDF by Print-Job arrives byte for byte', async (queue) => {
    const { id } = await print(server.uri(queue), document.path, document.format)
    expect(await finished(server.uri(queue), id)).toMatchObject({ state: 'completed' })
    const found = archived(work.file(queue))
    expect(found.document.equals(document.octets)).toBe(true)
    expect(found.job).toMatchObject({ id, user: 'root', format: 'application/pdf', octets: document.octets.length })
  })

  it('lp prints to it as to any other queue', async () => {
    const cups = new CupsClient(server.authority, work.folder('home'))
    const id = await cups.lp('by-path', '-U', 'ann', document.path)
    expect(await finished(server.uri('by-path'), id)).toMatchObject({ state: 'completed' })
    expect(archived(work.file('by-path', 'ann')).document.equals(document.octets)).toBe(true)
    expect(await cups.run('lpstat', '-v', 'by-path')).toBe(`device for by-path: archive://${work.file('by-path')}\n`)
  })

  it.each([
    ['a path where nothing is', './nothing.js', /module "\.\/nothing\.js" cannot be loaded/],
    ['a package that is not installed', 'platen-psm-nowhere', /module "platen-psm-nowhere" cannot be loaded/],
    ['a file that is no module', './not-a-module.js', /"\.\/not-a-module\.js" is not a print-service module/],
  ])('%s: the server does not start, and says why', async (_, module, why) => {
    const other = open.use(new WorkFolder('no-module'))
    writeFileSync(other.file('not-a-module.js'), 'export default 1\n')
    await expect(PlatenServer.start(other, { queues: [{ name: 'odd', module, device: 'archive:///tmp' }] })).rejects.toThrow(why)
  })
})
