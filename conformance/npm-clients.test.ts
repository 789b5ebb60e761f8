/** npm's IPP clients, whose codecs are neither ours nor CUPS's. */
import { createReadStream } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { distinctCopy, makeDocument, randomDocument, type Document } from './harness/documents.js'
import { finished, job } from './harness/jobs.js'
import { jobsOf, NpmClient, npmPackages, type NpmAnswer } from './harness/npm-ipp.js'
import { PlatenServer } from './harness/platen-server.js'
import { PrintedFolder } from './harness/printed-folder.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

describeWhere(missingTools('ipptool', 'gs'), "npm's IPP clients", () => {
  const open = new AsyncDisposableStack()
  let work: WorkFolder
  let folder: PrintedFolder
  let server: PlatenServer
  let pdf: Document
  let document: Document
  let count = 0

  beforeAll(async () => {
    work = open.use(new WorkFolder('npm'))
    folder = new PrintedFolder(work.file('printed'))
    server = open.use(await PlatenServer.start(work, { queues: [{ name: 'office', device: folder.device, info: 'The office printer' }] }))
    pdf = await makeDocument(work.path, 'document-a4.pdf')
  })

  afterAll(() => open.disposeAsync())

  /** What the packages say on the console. */
  let said: string[] = []
  beforeEach(() => {
    document = distinctCopy(work.path, pdf, `report-${++count}.pdf`)
    said = []
    vi.spyOn(console, 'log').mockImplementation((...words: unknown[]) => void said.push(words.join(' ')))
  })
  afterEach(() => void vi.restoreAllMocks())

  const alice = { 'requesting-user-name': 'alice' }
  const printed = async (answer: NpmAnswer): Promise<Buffer> => {
    const id = Number(jobsOf(answer)[0]?.['job-id'])
    expect(await finished(server.uri(), id)).toMatchObject({ state: 'completed' })
    return folder.documentOf(id)
  }

  describe.each(npmPackages)('$name $version', (npm) => {
    const { name } = npm
    const isFirst = name === 'ipp-1'
    const client = (): NpmClient => new NpmClient(npm, `http://${server.authority}/ipp/print/office`)

    it('Get-Printer-Attributes, without requested-attributes: every syntax is read', async () => {
      const { statusCode, version, 'printer-attributes-tag': printer } = await client().execute('Get-Printer-Attributes')
      expect([statusCode, version]).toEqual(['successful-ok', '2.0'])
      expect(printer).toMatchObject({
        'printer-name': 'office',
        'printer-info': 'The office printer',
        'printer-state': 'idle',
        'printer-is-accepting-jobs': true,
        'printer-uri-supported': expect.arrayContaining([server.uri('office')]) as unknown,
        'document-format-supported': expect.arrayContaining(['application/pdf', 'application/octet-stream']) as unknown,
        'copies-supported': [1, 999],
        'printer-resolution-default': [600, 600, 'dpi'],
        'media-col-default': { 'media-size': { 'x-dimension': 21_000, 'y-dimension': 29_700 }, 'media-source': 'auto' },
      })
      expect(Object.keys(printer ?? {}).length).toBeGreaterThan(90)
    })

    it('Get-Printer-Attributes for some, Validate-Job and a refused format', async () => {
      const some = await client().execute('Get-Printer-Attributes', { 'operation-attributes-tag': { 'requested-attributes': ['printer-state', 'queued-job-count'] } })
      expect(some['printer-attributes-tag']).toEqual({ 'printer-state': 'idle', 'queued-job-count': 0 })
      expect(await client().execute('Validate-Job', { 'operation-attributes-tag': { ...alice, 'document-format': 'application/pdf' } })).toMatchObject({ statusCode: 'successful-ok' })
      expect(await client().execute('Validate-Job', { 'operation-attributes-tag': { ...alice, 'document-format': 'image/gif' } })).toMatchObject({
        statusCode: 'client-error-document-format-not-supported',
        'unsupported-attributes-tag': { 'document-format': 'image/gif' },
      })
    })

    it('Print-Job with a name, copies and sides, byte for byte', async () => {
      const answer = await client().execute('Print-Job', {
        'operation-attributes-tag': { ...alice, 'job-name': 'Größe 印刷', 'document-format': 'application/pdf' },
        'job-attributes-tag': { copies: 2, sides: 'two-sided-long-edge' },
        data: document.octets,
      })
      // A PDF does not say it, and nobody turns the paper of a folder.
      expect(answer).toMatchObject({ statusCode: 'successful-ok-ignored-or-substituted-attributes', 'unsupported-attributes-tag': { sides: 'two-sided-long-edge' } })
      const [made] = jobsOf(answer)
      expect(made?.['job-uri']).toBe(`ipp://${server.authority}/jobs/${String(made?.['job-id'])}`)
      const done = await finished(server.uri(), Number(made?.['job-id']))
      expect(done).toMatchObject({ state: 'completed' })
      expect(done.attributes.get('job-name')).toBe('Größe 印刷')
      expect(done.attributes.get('sides')).toBeUndefined()
      expect(folder.hashes().filter((hash) => hash === document.sha256)).toHaveLength(2)
    })

    it('Print-Job of 4 MiB of random octets, byte for byte', async () => {
      const random = randomDocument(work.path, `random-${count}.bin`, 4 << 20)
      const answer = await client().execute('Print-Job', { 'operation-attributes-tag': { ...alice, 'job-name': 'random', 'document-format': 'application/octet-stream' }, data: random.octets })
      expect((await printed(answer)).equals(random.octets)).toBe(true)
    })

    it('Create-Job and Send-Document by job-id, byte for byte', async () => {
      const created = await client().execute('Create-Job', { 'operation-attributes-tag': { ...alice, 'job-name': 'in two steps' } })
      expect(created.statusCode).toBe('successful-ok')
      const sent = await client().execute('Send-Document', {
        'operation-attributes-tag': { 'job-id': jobsOf(created)[0]?.['job-id'], ...alice, 'document-format': 'application/pdf', 'last-document': true },
        data: document.octets,
      })
      expect((await printed(sent)).equals(document.octets)).toBe(true)
    })

    it('Get-Jobs and Get-Job-Attributes, by job-id and by job-uri', async () => {
      const mine = { ...alice, 'job-name': 'listed', 'document-format': 'application/pdf' }
      const answer = await client().execute('Print-Job', { 'operation-attributes-tag': mine, data: document.octets })
      await printed(answer)
      const { 'job-id': id, 'job-uri': uri } = jobsOf(answer)[0] ?? {}
      const listed = await client().execute('Get-Jobs', { 'operation-attributes-tag': { 'which-jobs': 'completed', limit: 2, 'requested-attributes': ['job-id', 'job-state', 'job-name'] } })
      expect(jobsOf(listed)[0]).toEqual({ 'job-id': id, 'job-state': 'completed', 'job-name': 'listed' })
      expect(jobsOf(listed)).toHaveLength(2)
      expect(jobsOf(await client().execute('Get-Jobs', { 'operation-attributes-tag': { ...alice, 'my-jobs': true } }))).toEqual([])
      for (const by of [{ 'job-id': id }, { 'job-uri': uri }]) {
        const [shown] = jobsOf(await client().execute('Get-Job-Attributes', { 'operation-attributes-tag': { ...by, ...alice } }))
        expect(shown).toMatchObject({ 'job-id': id, 'job-uri': uri, 'job-state': 'completed', 'job-originating-user-name': 'alice', 'job-k-octets': Math.ceil(document.octets.length / 1024) })
      }
    })

    it('Hold-Job, Release-Job and Cancel-Job; a second Cancel-Job is refused with a sentence', async () => {
      const make = async (): Promise<number> => {
        const request = { 'operation-attributes-tag': { ...alice, 'job-name': 'held', 'document-format': 'application/pdf' }, 'job-attributes-tag': { 'job-hold-until': 'indefinite' }, data: document.octets }
        return Number(jobsOf(await client().execute('Print-Job', request))[0]?.['job-id'])
      }
      const [released, canceled] = [await make(), await make()]
      expect(await client().execute('Release-Job', { 'operation-attributes-tag': { 'job-id': released, ...alice } })).toMatchObject({ statusCode: 'successful-ok' })
      expect(await finished(server.uri(), released)).toMatchObject({ state: 'completed' })
      const cancel = () => client().execute('Cancel-Job', { 'operation-attributes-tag': { 'job-id': canceled, ...alice } })
      expect(await cancel()).toMatchObject({ statusCode: 'successful-ok' })
      expect(await job(server.uri(), canceled)).toMatchObject({ state: 'canceled' })
      expect(await cancel()).toMatchObject({ statusCode: 'client-error-not-possible', 'operation-attributes-tag': { 'status-message': expect.stringContaining('canceled already') as unknown } })
      expect(folder.documentsOf(canceled)).toEqual([])
    })

    it('says which version it speaks: 1.0 and 1.1 are answered in the same', async () => {
      for (const version of ['1.0', '1.1', '2.0']) {
        const old = new NpmClient(npm, `http://${server.authority}/ipp/print/office`, { version })
        expect(await old.execute('Get-Printer-Attributes')).toMatchObject({ version, statusCode: 'successful-ok' })
      }
    })

    it('writes http: as the scheme of printer-uri, or ipp:, and any path of the queue', async () => {
      for (const path of ['/printers/office', '/ipp/print/office', '/ipp/print']) {
        const uri = `http://${server.authority}${path}`
        expect((await new NpmClient(npm, uri, { uri }).execute('Get-Printer-Attributes'))['printer-attributes-tag']).toMatchObject({ 'printer-name': 'office' })
      }
    })

    it('is answered in IPP on a path that is not there, too: client-error-not-found', async () => {
      expect(await new NpmClient(npm, `http://${server.authority}/nowhere`).execute('Get-Printer-Attributes')).toMatchObject({ statusCode: 'client-error-not-found' })
    })

    if (isFirst) {
      it('writes a collection without its values: told so, with the attribute and the octet', async () => {
        const answer = await client().execute('Print-Job', { 'operation-attributes-tag': { ...alice, 'document-format': 'application/pdf' }, 'job-attributes-tag': { 'media-col': { 'media-source': 'auto' } }, data: document.octets })
        expect(answer.statusCode).toBe('client-error-bad-request')
        expect(answer['operation-attributes-tag']['status-message']).toMatch(/"media-col\/media-source" at octet \d+/)
      })
    } else {
      it('writes a collection: media-col is taken', async () => {
        const answer = await client().execute('Print-Job', {
          'operation-attributes-tag': { ...alice, 'job-name': 'collection', 'document-format': 'application/pdf' },
          'job-attributes-tag': { 'media-col': { 'media-source': 'auto', 'media-size': { 'x-dimension': 21_590, 'y-dimension': 27_940 } } },
          data: document.octets,
        })
        expect(answer.statusCode).toBe('successful-ok')
        expect((await printed(answer)).equals(document.octets)).toBe(true)
        expect((await job(server.uri(), Number(jobsOf(answer)[0]?.['job-id']))).attributes.get('media-col')).toMatch(/x-dimension=21590 y-dimension=27940/)
      })
    }

    if (name === '@sealsystems/ipp') {
      it('prints a stream, chunked', async () => {
        const answer = await client().execute('Print-Job', { 'operation-attributes-tag': { ...alice, 'job-name': 'streamed', 'document-format': 'application/pdf' }, data: createReadStream(document.path) })
        expect((await printed(answer)).equals(document.octets)).toBe(true)
      })

      it('takes no-value and unknown for empty strings, and says nothing of it', async () => {
        const { 'printer-attributes-tag': printer } = await client().execute('Get-Printer-Attributes', { 'operation-attributes-tag': { 'requested-attributes': ['printer-geo-location'] } })
        expect([printer, said]).toEqual([{ 'printer-geo-location': '' }, []])
      })
      return
    }

    it('does not know what to make of no-value and unknown, and goes on', async () => {
      const { 'printer-attributes-tag': printer } = await client().execute('Get-Printer-Attributes', { 'operation-attributes-tag': { 'requested-attributes': ['printer-geo-location', 'printer-name'] } })
      expect(printer).toMatchObject({ 'printer-name': 'office' })
      expect(said).toEqual([expect.stringContaining('not clear on how to handle tag 18: printer-geo-location')])
    })

    it('takes dateTime for a month later than it is', async () => {
      const { 'printer-attributes-tag': printer } = await client().execute('Get-Printer-Attributes', { 'operation-attributes-tag': { 'requested-attributes': ['printer-current-time', 'printer-up-time'] } })
      const read = printer?.['printer-current-time'] as Date
      const now = new Date(Number(printer?.['printer-up-time']) * 1000)
      const days = (read.getTime() - now.getTime()) / 86_400_000
      expect(days).toBeGreaterThan(26)
      expect(days).toBeLessThan(33)
    })
  })
})
