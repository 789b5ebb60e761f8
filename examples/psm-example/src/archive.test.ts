/** The contract every module keeps, and what is this module's own. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDeviceDirectory, type Delivery, type Device } from '@platen/papi'
import { definePrintServiceContract, documentOf, octets, type ContractSink } from '@platen/papi/contract'
import { describe, expect, it } from 'vitest'
import archive, { createArchiveDriver } from './index.js'

/** An archive in a temporary folder, whose document the contract can hold up on its way. */
async function archiveSink(): Promise<ContractSink> {
  const root = await mkdtemp(join(tmpdir(), 'platen-archive-'))
  const driver = createArchiveDriver()
  const jobs: number[] = []
  const changed = new EventTarget()
  const change = () => changed.dispatchEvent(new Event('change'))
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise((resolve) => changed.addEventListener('change', resolve, { once: true }))
  }
  let stopped = false
  async function* held(data: AsyncIterable<Uint8Array>) {
    for await (const chunk of data) {
      await until(() => !stopped)
      yield chunk
    }
  }
  const holding = (device: Device): Device => ({
    uri: device.uri,
    deliver: async (delivery) => {
      const result = await device.deliver({ ...delivery, data: held(delivery.data) })
      jobs.push(delivery.job.id)
      change()
      return result
    },
    [Symbol.asyncDispose]: () => device[Symbol.asyncDispose](),
  })
  return {
    deviceUri: `archive://${root}`,
    drivers: [{ ...driver, open: (uri, options) => holding(driver.open(uri, options)) }],
    delivered: async (count) => {
      await until(() => jobs.length >= count)
      const archived = await archivedIn(root)
      return jobs.map((id) => archived.find((one) => one.id === id)?.octets ?? new Uint8Array())
    },
    stop: () => void (stopped = true),
    go: () => {
      stopped = false
      change()
    },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  }
}

/** Every job in an archive: its facts and its document. */
async function archivedIn(root: string): Promise<{ id: number; folder: string; facts: Record<string, unknown>; octets: Uint8Array }[]> {
  const files = (await readdir(root, { recursive: true, encoding: 'utf8' })).filter((name) => name.endsWith('job.json') && !name.startsWith('.partial-'))
  return Promise.all(
    files.map(async (name) => {
      const facts = JSON.parse(await readFile(join(root, name), 'utf8')) as Record<string, unknown>
      const folder = name.slice(0, -'/job.json'.length)
      return { id: Number(facts['id']), folder, facts, octets: new Uint8Array(await readFile(join(root, folder, String(facts['document'])))) }
    }),
  )
}

definePrintServiceContract('archive', async () => ({ module: archive, sink: await archiveSink(), unspooled: true }))

describe('the archive device', () => {
  const at = Date.UTC(2026, 10, 21, 7, 30, 59, 123)
  const open = (uri: string) => createDeviceDirectory([createArchiveDriver(() => at)]).open(uri)
  const delivery = (user: string, signal = new AbortController().signal): Delivery => ({
    job: { id: 12, name: 'Minutes', user, documentName: '', format: 'application/pdf' },
    data: documentOf(octets(1000)).data,
    signal,
    beforeFirstOctet: () => Promise.resolve(),
    progress: () => undefined,
    report: () => undefined,
  })

  it('keeps a job in a folder of its user, with what is known of it', async () => {
    const root = await mkdtemp(join(tmpdir(), 'platen-archive-'))
    await using device = open(`archive://${root}`)
    expect(await device.deliver(delivery('../alice'))).toMatchObject({ octets: 1000 })
    const [job, ...more] = await archivedIn(root)
    expect(more).toEqual([])
    expect(job).toMatchObject({
      folder: '__alice/2026-11-21T07-30-59.123Z-12',
      facts: { id: 12, name: 'Minutes', user: '../alice', document: 'Minutes.pdf', octets: 1000, archivedAt: '2026-11-21T07:30:59.123Z' },
      octets: octets(1000),
    })
    await rm(root, { recursive: true })
  })

  it('keeps all in one folder if told so, by the URI or the queue', async () => {
    const root = await mkdtemp(join(tmpdir(), 'platen-archive-'))
    await using device = open(`archive://${root}?folders=none`)
    await device.deliver(delivery('alice'))
    expect((await archivedIn(root)).map(({ folder }) => folder)).toEqual(['2026-11-21T07-30-59.123Z-12'])
    await rm(root, { recursive: true })
  })

  it('leaves nothing of a job that was canceled while its client sent nothing', async () => {
    const root = await mkdtemp(join(tmpdir(), 'platen-archive-'))
    await using device = open(`archive://${root}`)
    const cancel = new AbortController()
    const silent = { [Symbol.asyncIterator]: () => ({ next: () => (cancel.abort(), new Promise<never>(() => undefined)) }) }
    await expect(device.deliver({ ...delivery('alice', cancel.signal), data: silent })).rejects.toMatchObject({ name: 'DeviceError', code: 'canceled', octetsSent: 0 })
    expect(await readdir(root)).toEqual(['alice'])
    await rm(root, { recursive: true })
  })

  it('says that its folder is not there, on the printer and to the job', async () => {
    await using device = open('archive:///no/such/folder')
    const reports: unknown[] = []
    await expect(device.deliver({ ...delivery('alice'), report: (report) => reports.push(report) })).rejects.toMatchObject({ code: 'failed', message: expect.stringContaining('/no/such/folder') as string })
    expect(reports).toMatchObject([{ reasons: ['other-error'] }])
    expect(await device.status?.(AbortSignal.timeout(1000))).toMatchObject({ reasons: ['other-error'] })
  })

  it.each([
    ['archive://host/folder', 'names no folder; write it like archive:///srv/archive'],
    ['archive:///', 'names no folder'],
    ['archive:///srv?folders=many', 'option "folders" must be one of user, none'],
    ['archive:///srv?folder=none', 'there is no option "folder"; known are: folders'],
  ])('refuses %s', (uri, sentence) => {
    expect(() => open(uri)).toThrow(sentence)
  })
})
