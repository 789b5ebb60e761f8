/** Bad input costs only its sender: a precise answer, nothing accepted, and the next client is served at once. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { octetsIn, spooling } from './harness/data-folder.js'
import { makeDocument, randomDocument, type Document } from './harness/documents.js'
import { attribute, header, operationAttributes, operations, readAnswer, request, tags } from './harness/ipp-octets.js'
import { ipptool } from './harness/ipptool.js'
import { allJobs, createJob, finished, print, sendDocument } from './harness/jobs.js'
import { PlatenServer } from './harness/platen-server.js'
import { PrintedFolder } from './harness/printed-folder.js'
import { chunk, head, RawConnection, type RawResponse } from './harness/raw-http.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

/** Status codes (RFC 8011 section B). */
const ok = 0x0000
const badRequest = 0x0400
const notFound = 0x0406
const requestEntityTooLarge = 0x0408
const compressionNotSupported = 0x040f
const compressionError = 0x0410
const operationNotSupported = 0x0501

describeWhere(missingTools('ipptool', 'gs'), 'bad input', () => {
  const open = new AsyncDisposableStack()
  let work: WorkFolder
  let folder: PrintedFolder
  let server: PlatenServer
  let pdf: Document

  beforeAll(async () => {
    work = open.use(new WorkFolder('bad-input'))
    folder = new PrintedFolder(work.file('printed'))
    server = open.use(await PlatenServer.start(work, { queues: [{ name: 'folder', device: folder.device }] }))
    pdf = await makeDocument(work.path, 'document-a4.pdf')
  })

  afterAll(() => open.disposeAsync())

  let jobs: readonly number[] = []
  afterEach(async () => {
    // Whatever came before: a good client is served, and no job is there but its own.
    const { id } = await print(server.uri('folder'), pdf.path, pdf.format)
    expect(await finished(server.uri('folder'), id)).toMatchObject({ state: 'completed' })
    jobs = [id, ...jobs]
    expect((await allJobs(server.uri('folder'))).filter((job) => !expected.has(job)).sort((a, b) => b - a)).toEqual(jobs)
  })
  /** Jobs that tests have made on purpose. */
  const expected = new Set<number>()

  /** Posts octets on a connection of their own. */
  async function post(body: Uint8Array, path = '/ipp/print/folder', headers: Readonly<Record<string, string>> = {}): Promise<RawResponse> {
    using connection = new RawConnection(server.port)
    await connection.post(path, body, headers)
    return await connection.response() // the connection is open until then
  }

  const uri = (): string => server.uri('folder')

  describe('IPP that is not well formed', () => {
    it('fewer octets than a header: HTTP 400, for there is no request-id to answer to', async () => {
      for (const length of [0, 1, 7]) {
        const { status, body } = await post(header(operations.getPrinterAttributes).subarray(0, length))
        expect(status).toBe(400)
        expect(body.toString()).toMatch(/^This is not an IPP message: /)
      }
    })

    it('cut off anywhere: client-error-bad-request, with version and request-id of the request', async () => {
      const whole = request(operations.getPrinterAttributes, uri())
      for (let length = 8; length < whole.length; length++) {
        const { status, body } = await post(whole.subarray(0, length))
        expect(status).toBe(200)
        expect(readAnswer(body)).toMatchObject({ status: badRequest, version: '1.1', requestId: 42 })
      }
    })

    it('says at which octet it is wrong', async () => {
      const { body } = await post(request(operations.getPrinterAttributes, uri()).subarray(0, 30))
      expect(readAnswer(body).message).toMatch(/not a well-formed IPP message: .*\b(?:offset|octet)/)
    })

    const wrongs: readonly { readonly what: string; readonly octets: () => Buffer; readonly status: number }[] = [
      { what: 'garbage behind a good header', octets: () => Buffer.concat([header(operations.getPrinterAttributes), Buffer.alloc(5000, 0xff)]), status: badRequest },
      { what: 'zeros behind a good header', octets: () => Buffer.concat([header(operations.getPrinterAttributes), Buffer.alloc(5000)]), status: badRequest },
      { what: 'a value before any group', octets: () => Buffer.concat([header(operations.getPrinterAttributes), attribute(tags.charset, 'attributes-charset', 'utf-8'), Buffer.from([tags.end])]), status: badRequest },
      { what: 'no groups at all', octets: () => Buffer.concat([header(operations.getPrinterAttributes), Buffer.from([tags.end])]), status: badRequest },
      { what: 'a further value of no attribute', octets: () => request(operations.getPrinterAttributes, uri(), Buffer.from([tags.job]), attribute(tags.keyword, '', 'one-sided')), status: badRequest },
      { what: 'a collection without an end', octets: () => request(operations.getPrinterAttributes, uri(), attribute(tags.collection, 'media-col', '')), status: badRequest },
      { what: 'a length that reaches beyond the end', octets: () => Buffer.concat([header(operations.getPrinterAttributes), operationAttributes(uri()), Buffer.from([tags.keyword, 0, 1, 0x61, 0xff, 0xff, tags.end])]), status: badRequest },
      { what: 'an integer of three octets as job-id', octets: () => request(operations.getPrinterAttributes, uri(), attribute(tags.integer, 'job-id', Buffer.alloc(3))), status: badRequest },
      { what: 'an integer as printer-uri', octets: () => Buffer.concat([header(operations.getPrinterAttributes), Buffer.from([tags.operation]), attribute(tags.charset, 'attributes-charset', 'utf-8'), attribute(tags.language, 'attributes-natural-language', 'en'), attribute(tags.integer, 'printer-uri', Buffer.alloc(4)), Buffer.from([tags.end])]), status: badRequest },
      { what: 'a printer-uri that is no URI', octets: () => request(operations.getPrinterAttributes, 'not a uri'), status: badRequest },
      { what: 'an operation that is not known', octets: () => request(0x3fff, uri()), status: operationNotSupported },
      { what: 'collections within collections, 5000 deep', octets: () => request(operations.getPrinterAttributes, uri(), nested(5000)), status: requestEntityTooLarge },
      { what: '20,000 attributes', octets: () => request(operations.getPrinterAttributes, uri(), ...Array.from({ length: 20_000 }, (_, index) => attribute(tags.keyword, `a${index}`, 'x'))), status: requestEntityTooLarge },
      { what: 'attributes without end', octets: () => Buffer.concat([header(operations.getPrinterAttributes), operationAttributes(uri()), ...Array.from({ length: 200 }, (_, index) => attribute(tags.keyword, `a${index}`, Buffer.alloc(32_000, 0x61)))]), status: requestEntityTooLarge },
      { what: 'a compression that is not known', octets: () => request(operations.printJob, uri(), attribute(tags.keyword, 'compression', 'zip')), status: compressionNotSupported },
      { what: 'a document that is not gzip, said to be', octets: () => Buffer.concat([request(operations.printJob, uri(), attribute(tags.keyword, 'compression', 'gzip')), Buffer.alloc(5000, 0x61)]), status: compressionError },
      { what: 'a gzip document cut off', octets: () => Buffer.concat([request(operations.printJob, uri(), attribute(tags.keyword, 'compression', 'gzip')), gzipSync(pdf.octets).subarray(0, 500)]), status: compressionError },
    ]
    it.each(wrongs)('$what', async ({ octets, status }) => {
      const response = await post(octets())
      expect(response.status).toBe(200)
      expect(readAnswer(response.body)).toMatchObject({ status, requestId: 42 })
    })

    it('the connection can be used on, after a bad request', async () => {
      using connection = new RawConnection(server.port)
      await connection.post('/ipp/print/folder', Buffer.concat([header(operations.getPrinterAttributes), Buffer.alloc(5000, 0xff)]))
      expect(readAnswer((await connection.response()).body).status).toBe(badRequest)
      await connection.post('/ipp/print/folder', request(operations.getPrinterAttributes, uri()))
      expect(readAnswer((await connection.response()).body).status).toBe(ok)
    })

    it('500 requests with octets changed by chance: an answer each, and never a fault of the server', async () => {
      const random = generator(20_261_121)
      const whole = request(operations.validateJob, uri(), attribute(tags.keyword, 'compression', 'none'), Buffer.from([tags.job]), attribute(tags.integer, 'copies', Buffer.from([0, 0, 0, 1])), attribute(tags.keyword, 'media', 'iso_a4_210x297mm'), attribute(tags.keyword, '', 'na_letter_8.5x11in'))
      const statuses = new Map<string, number>()
      for (let count = 0; count < 500; count++) {
        const changed = Buffer.from(whole)
        // Not the operation: one that does something else would do it.
        for (let change = 0; change < 1 + random(4); change++) changed[8 + random(changed.length - 8)] = random(256)
        const { status, body } = await post(changed.subarray(0, random(3) === 0 ? 8 + random(changed.length - 8) : changed.length))
        expect(status).toBe(200)
        const answer = readAnswer(body).status
        statuses.set(`0x${answer.toString(16).padStart(4, '0')}`, (statuses.get(`0x${answer.toString(16).padStart(4, '0')}`) ?? 0) + 1)
        expect(answer === ok || answer === 1 || (answer >= 0x0400 && answer < 0x0500) || answer === operationNotSupported).toBe(true)
      }
      console.log(`statuses of 500 changed requests: ${[...statuses].sort().map(([status, times]) => `${status}: ${times}`).join(', ')}`)
    })
  })

  describe('HTTP that is not right', () => {
    it('another content type: 415', async () => {
      expect(await post(request(operations.getPrinterAttributes, uri()), '/ipp/print/folder', { 'Content-Type': 'text/plain' })).toMatchObject({ status: 415 })
      expect(await post(request(operations.getPrinterAttributes, uri()), '/ipp/print/folder', { 'Content-Type': 'application/ipp2' })).toMatchObject({ status: 415 })
    })

    it('a content coding: 415', async () => {
      expect(await post(gzipSync(request(operations.getPrinterAttributes, uri())), '/ipp/print/folder', { 'Content-Encoding': 'gzip' })).toMatchObject({ status: 415 })
    })

    it('a header of 100 KiB: 431', async () => {
      using connection = new RawConnection(server.port)
      await connection.send(head('/ipp/print/folder', { 'X-Long': 'x'.repeat(100_000) })).catch(() => undefined)
      expect(await connection.response()).toMatchObject({ status: 431 })
    })

    it.each([
      ['no HTTP at all', 'rubbish\r\n\r\n'],
      ['Content-Length and Transfer-Encoding at once', 'POST /ipp/print HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ipp\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
      ['a negative Content-Length', 'POST /ipp/print HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ipp\r\nContent-Length: -5\r\n\r\n'],
      ['no Host', 'POST /ipp/print HTTP/1.1\r\nContent-Type: application/ipp\r\nContent-Length: 0\r\n\r\n'],
    ])('%s: 400', async (_, octets) => {
      using connection = new RawConnection(server.port)
      await connection.send(octets)
      expect(await connection.response()).toMatchObject({ status: 400 })
    })

    it('the first octet of TLS, and rubbish behind it: the connection is ended', async () => {
      using connection = new RawConnection(server.port)
      await connection.send(Buffer.concat([Buffer.from([0x16, 3, 1, 0x20, 0]), Buffer.alloc(8192, 0x5a)]))
      await expect(connection.response()).rejects.toThrow('the server ended the connection')
    })

    it('a broken chunk in mid-document: nothing is accepted', async () => {
      using connection = new RawConnection(server.port)
      await connection.send(head('/ipp/print/folder', { 'Transfer-Encoding': 'chunked' }))
      await connection.send(chunk(request(operations.printJob, uri())))
      await connection.send(chunk(Buffer.alloc(100_000, 0x61)))
      await connection.send('not a length\r\n')
      const { status } = await connection.response().catch(() => ({ status: 'closed' }))
      expect([400, 'closed']).toContain(status)
    })
  })

  describe('what is not there', () => {
    it('an unknown queue: client-error-not-found, whatever the path', async () => {
      for (const path of ['/ipp/print/folder', '/ipp/print/nowhere', '/', '/nowhere']) {
        expect(readAnswer((await post(request(operations.getPrinterAttributes, `ipp://${server.authority}/ipp/print/nowhere`), path)).body)).toMatchObject({ status: notFound, message: expect.stringContaining('nowhere') as unknown })
      }
    })

    it('a URI that names nothing: client-error-not-found', async () => {
      expect(readAnswer((await post(request(operations.getPrinterAttributes, `ipp://${server.authority}/etc/passwd`))).body).status).toBe(notFound)
      expect(readAnswer((await post(request(operations.getPrinterAttributes, `ipp://${server.authority}/printers/..%2f..%2fetc`))).body).status).toBe(notFound)
    })

    it('an unknown queue and a document of 50 MiB: ipptool is told client-error-not-found', async () => {
      const long = randomDocument(work.path, 'long.bin', 50 << 20)
      const before = octetsIn(work.file('data'))
      const { failed } = await ipptool(server.uri('nowhere'), 'print-job.test', { file: long.path, variables: { filetype: long.format } })
      expect(failed).toHaveLength(1)
      expect(failed[0]?.why).toMatch(/client-error-not-found/)
      expect(octetsIn(work.file('data')) - before).toBeLessThan(1 << 20)
    })

    it('the same with Content-Length', async () => {
      const long = randomDocument(work.path, 'long.bin', 50 << 20)
      const { failed } = await ipptool(server.uri('nowhere'), 'print-job.test', { file: long.path, variables: { filetype: long.format }, args: ['-L'] })
      expect(failed[0]?.why).toMatch(/client-error-not-found/)
    })
  })

  describe('clients that go away, or take their time', () => {
    it('gone in mid-document, with Content-Length: nothing is accepted, nothing is left', async () => {
      const before = octetsIn(work.file('data'))
      const whole = Buffer.concat([request(operations.printJob, uri()), Buffer.alloc(8 << 20, 0x61)])
      const connection = new RawConnection(server.port)
      await connection.send(head('/ipp/print/folder', { 'Content-Length': String(whole.length) }))
      await connection.send(whole.subarray(0, 4 << 20))
      await spooling(work.file('data'), before + (1 << 20))
      connection[Symbol.dispose]()
      await shrunk(before + (1 << 20))
    })

    it('gone in mid-document, chunked: nothing is accepted, nothing is left', async () => {
      const before = octetsIn(work.file('data'))
      const connection = new RawConnection(server.port)
      await connection.send(head('/ipp/print/folder', { 'Transfer-Encoding': 'chunked' }))
      await connection.send(chunk(request(operations.printJob, uri())))
      await connection.send(chunk(Buffer.alloc(4 << 20, 0x61)))
      await spooling(work.file('data'), before + (1 << 20))
      connection.finish()
      await shrunk(before + (1 << 20))
    })

    it('gone in the middle of Send-Document: the job stays open, and its document can be sent again', async () => {
      const before = octetsIn(work.file('data'))
      const id = await createJob(uri())
      const sendDocumentCode = 0x0006
      const connection = new RawConnection(server.port)
      await connection.send(head('/ipp/print/folder', { 'Transfer-Encoding': 'chunked' }))
      const user = attribute(tags.name, 'requesting-user-name', 'root')
      const start = Buffer.concat([Buffer.from([tags.operation]), attribute(tags.charset, 'attributes-charset', 'utf-8'), attribute(tags.language, 'attributes-natural-language', 'en'), attribute(tags.uri, 'printer-uri', uri())])
      const number = Buffer.alloc(4)
      number.writeUInt32BE(id)
      await connection.send(chunk(Buffer.concat([header(sendDocumentCode), start, attribute(tags.integer, 'job-id', number), user, attribute(tags.boolean, 'last-document', Buffer.from([1])), Buffer.from([tags.end])])))
      await connection.send(chunk(Buffer.alloc(4 << 20, 0x61)))
      await spooling(work.file('data'), before + (1 << 20))
      connection[Symbol.dispose]()
      await shrunk(before + (1 << 20))
      await sendDocument(uri(), id, pdf.path, pdf.format)
      expect(await finished(uri(), id)).toMatchObject({ state: 'completed' })
      expect(folder.documentOf(id).equals(pdf.octets)).toBe(true)
      expected.add(id)
    })

    it('octet by octet: it is answered as any other', async () => {
      using connection = new RawConnection(server.port)
      const whole = request(operations.getPrinterAttributes, uri())
      for (const octet of Buffer.concat([Buffer.from(head('/ipp/print/folder', { 'Content-Length': String(whole.length) })), whole])) await connection.send(Buffer.from([octet]))
      expect(readAnswer((await connection.response()).body)).toMatchObject({ status: ok, requestId: 42 })
    })

    it('100 that send half a request and then nothing: others are served meanwhile', async () => {
      const whole = Buffer.concat([request(operations.printJob, uri()), Buffer.alloc(10_000, 0x61)])
      const silent = Array.from({ length: 100 }, () => new RawConnection(server.port))
      try {
        await Promise.all(silent.map(async (connection, index) => {
          await connection.send(head('/ipp/print/folder', { 'Content-Length': String(whole.length) }))
          await connection.send(whole.subarray(0, [0, 4, 20, 5000][index % 4]))
        }))
        const started = performance.now()
        expect(readAnswer((await post(request(operations.getPrinterAttributes, uri()))).body).status).toBe(ok)
        expect(performance.now() - started).toBeLessThan(5000)
      } finally {
        silent.forEach((connection) => connection[Symbol.dispose]())
      }
    })

    it('one that sends a document and never reads the answer', async () => {
      const connection = new RawConnection(server.port)
      await connection.post('/ipp/print/folder', request(operations.getPrinterAttributes, uri()))
      connection[Symbol.dispose]()
    })
  })

  it('all that has not made the server grow', () => {
    const { peak } = /^VmHWM:\s+(?<peak>\d+) kB$/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.groups ?? {}
    console.log(`the server's peak memory after all bad input: ${Math.round(Number(peak) / 1024)} MiB`)
    expect(Number(peak)).toBeLessThan(300 * 1024)
  })

  /** Waits until the data directory holds less than that again. */
  async function shrunk(octets: number): Promise<void> {
    await expect.poll(() => octetsIn(work.file('data')), { timeout: 20_000, interval: 20 }).toBeLessThan(octets)
  }
})

/** A collection in a collection in ... */
function nested(depth: number): Buffer {
  const inner = Array.from({ length: depth }, () => [attribute(tags.memberName, '', 'a'), attribute(tags.collection, '', '')]).flat()
  const ends = Array.from({ length: depth + 1 }, () => attribute(tags.endCollection, '', ''))
  return Buffer.concat([attribute(tags.collection, 'a', ''), ...inner, ...ends])
}

/** Numbers below a bound, the same for the same seed (a linear congruential generator). */
function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
