/**
 * What real clients do that no standard says, octet by octet: reference in README.md, with the oddities that are tested elsewhere.
 * The clients themselves are in the other files; those that do not run here (Windows, Android, iOS) are known from what they send.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { distinctCopy, makeDocument, type Document } from './harness/documents.js'
import { attribute, header, operationAttributes, operations, readAnswer, request, tags, valueIn } from './harness/ipp-octets.js'
import { allJobs, createJob, finished, jobInState } from './harness/jobs.js'
import { PlatenServer } from './harness/platen-server.js'
import { PrintedFolder } from './harness/printed-folder.js'
import { socat, type StallingPrinter } from './harness/printers.js'
import { chunk, head, RawConnection, type RawResponse } from './harness/raw-http.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

const ok = 0x0000

describeWhere(missingTools('ipptool', 'gs', 'socat'), 'oddities of clients', () => {
  const open = new AsyncDisposableStack()
  let work: WorkFolder
  let folder: PrintedFolder
  let printer: StallingPrinter
  let server: PlatenServer
  let pdf: Document

  beforeAll(async () => {
    work = open.use(new WorkFolder('oddities'))
    folder = new PrintedFolder(work.file('printed'))
    printer = open.use(await socat(work))
    server = open.use(await PlatenServer.start(work, {
      queues: [
        { name: 'office', device: folder.device },
        { name: 'slow', device: printer.device },
      ],
    }))
    pdf = await makeDocument(work.path, 'document-a4.pdf')
  })

  afterAll(() => open.disposeAsync())

  /** Posts octets on a connection of their own. */
  async function post(body: Uint8Array, path: string, headers: Readonly<Record<string, string>> = {}): Promise<RawResponse> {
    using connection = new RawConnection(server.port)
    await connection.post(path, body, headers)
    return await connection.response() // the connection is open until then
  }

  const ask = (printerUri: string): Buffer => request(operations.getPrinterAttributes, printerUri)
  const printerIn = (body: Buffer): unknown => ({ status: readAnswer(body).status, printer: valueIn(body, 'printer-name') })

  describe('targets', () => {
    it.each(['/', '/printers/slow', '/printers/office', '/jobs', '/jobs/', '/admin/', '/ipp/print', '/ipp/print/slow', '/ipp', '/elsewhere'])('POST %s: it is printer-uri that says which printer is meant', async (path) => {
      expect(printerIn((await post(ask(server.uri('slow')), path)).body)).toEqual({ status: ok, printer: 'slow' })
    })

    it.each([
      ['the CUPS tools, without the port', 'ipp://localhost/printers/slow'],
      ['another port than that of the connection', 'ipp://localhost:631/printers/slow'],
      ['another host than that of the connection', 'ipp://printhost.example/ipp/print/slow'],
      ['Windows, with http:', 'http://127.0.0.1:80/printers/slow'],
      ['a user', 'ipp://alice@localhost/ipp/print/slow'],
      ['TLS over a plain connection', 'ipps://localhost/ipp/print/slow'],
      ['pycups and cups-browsed, nothing but a path', '/printers/slow'],
    ])('printer-uri as written by %s', async (_, uri) => {
      expect(printerIn((await post(ask(uri), '/')).body)).toEqual({ status: ok, printer: 'slow' })
    })

    it.each(['/ipp/print', '/ipp/printer', '/ipp', '/', '/ipp/print/'])('%s is the default printer: Android looks for printers at these paths', async (path) => {
      expect(printerIn((await post(ask(`ipp://127.0.0.1:${server.port}${path}`), path)).body)).toEqual({ status: ok, printer: 'office' })
    })

    it('printer-uri `/` is the default printer (pycups)', async () => {
      expect(printerIn((await post(ask('/'), '/')).body)).toEqual({ status: ok, printer: 'office' })
    })

    it.each([
      ['CUPS-Get-Default', operations.cupsGetDefault, 'office'],
      ['CUPS-Get-Printers', operations.cupsGetPrinters, 'office'],
      ['CUPS-Get-Classes', operations.cupsGetClasses, undefined],
    ])('%s without a target (lpstat)', async (_, code, first) => {
      const body = Buffer.concat([header(code), Buffer.from([tags.operation]), attribute(tags.charset, 'attributes-charset', 'utf-8'), attribute(tags.language, 'attributes-natural-language', 'en'), Buffer.from([tags.end])])
      expect(printerIn((await post(body, '/')).body)).toEqual({ status: ok, printer: first })
    })
  })

  describe('attributes', () => {
    const charsetAndLanguage = Buffer.concat([Buffer.from([tags.operation]), attribute(tags.charset, 'attributes-charset', 'utf-8'), attribute(tags.language, 'attributes-natural-language', 'en')])

    it('requested-attributes before printer-uri (lp)', async () => {
      const body = Buffer.concat([header(operations.getPrinterAttributes), charsetAndLanguage, attribute(tags.keyword, 'requested-attributes', 'printer-name'), attribute(tags.uri, 'printer-uri', server.uri('slow')), Buffer.from([tags.end])])
      expect(printerIn((await post(body, '/')).body)).toEqual({ status: ok, printer: 'slow' })
    })

    it('IPP 1.0 with printer-uri http: (Windows): answered in IPP 1.0', async () => {
      const body = Buffer.concat([header(operations.getPrinterAttributes, 1, [1, 0]), operationAttributes(`http://127.0.0.1:${server.port}/printers/office`), Buffer.from([tags.end])])
      const { body: answer } = await post(body, '/printers/office')
      expect(readAnswer(answer)).toMatchObject({ version: '1.0', status: ok })
      expect(valueIn(answer, 'printer-uri-supported')).toBe(`ipp://127.0.0.1:${server.port}/printers/office`)
      // What its class driver wants beside (clients.md section 3.2), and what makes it hang.
      for (const name of ['printer-uuid', 'printer-device-id', 'printer-dns-sd-name', 'document-format-preferred', 'media-default', 'media-supported', 'media-type-supported', 'printer-make-and-model']) expect(valueIn(answer, name)).toBeTruthy()
      expect(valueIn(answer, 'media-source-supported')).not.toMatch(/^\d+$/)
    })

    it('a PDF called application/octet-stream (lp, pycups): the job says what it is', async () => {
      const document = distinctCopy(work.path, pdf, 'unnamed.pdf')
      const body = Buffer.concat([request(operations.printJob, server.uri('office'), attribute(tags.mimeType, 'document-format', 'application/octet-stream')), document.octets])
      const { body: answer } = await post(body, '/printers/office')
      expect(readAnswer(answer).status).toBe(ok)
      const [id] = await allJobs(server.uri('office'))
      const done = await finished(server.uri('office'), id ?? 0)
      expect(done.attributes.get('document-format')).toBe('application/pdf')
      expect(folder.documentOf(done.id).equals(document.octets)).toBe(true)
    })
  })

  describe('URIs of answers', () => {
    it.each([
      ['127.0.0.1', 'as the client wrote it, not as HTTP says (libcups says localhost for 127.0.0.1)', 'ipp://127.0.0.1:PORT/ipp/print/office', 'localhost:PORT', 'ipp://127.0.0.1:PORT/ipp/print/office'],
      ['localhost', 'with the port that libcups leaves out', 'ipp://localhost/ipp/print/office', 'localhost:PORT', 'ipp://localhost:PORT/ipp/print/office'],
      ['the host of the connection', 'for which libcups writes localhost', 'ipp://localhost/ipp/print/office', '127.0.0.1:PORT', 'ipp://127.0.0.1:PORT/ipp/print/office'],
      ['[::1]', 'in brackets', 'ipp://[::1]:PORT/ipp/print/office', 'localhost:PORT', 'ipp://[::1]:PORT/ipp/print/office'],
      ['a name of its own', 'is left out: it could be anybody', 'ipp://evil.example:631/ipp/print/office', 'localhost:PORT', 'ipp://localhost:PORT/ipp/print/office'],
    ])('%s: %s', async (_, __, uri, host, expected) => {
      const port = String(server.port)
      const { body } = await post(ask(uri.replace('PORT', port)), '/ipp/print/office', { Host: host.replace('PORT', port) })
      expect(valueIn(body, 'printer-uri-supported')).toBe(expected.replace('PORT', port))
      expect(new URL(valueIn(body, 'printer-more-info') ?? '').host).toBe(new URL(expected.replace('PORT', port).replace('ipp:', 'http:')).host)
    })
  })

  describe('HTTP', () => {
    it('Expect: 100-continue, and the body only then (libcups, with every POST)', async () => {
      using connection = new RawConnection(server.port)
      const body = ask(server.uri('office'))
      await connection.send(head('/', { 'Content-Length': String(body.length), Expect: '100-continue' }))
      const sent = Date.now()
      await connection.interim()
      // libcups waits a second for it.
      expect(Date.now() - sent).toBeLessThan(1000)
      await connection.send(body)
      expect(printerIn((await connection.response()).body)).toEqual({ status: ok, printer: 'office' })
    })

    it('chunked, with the attributes in a chunk of their own and the document in small ones (libcups, Android)', async () => {
      const document = distinctCopy(work.path, pdf, 'chunks.pdf')
      using connection = new RawConnection(server.port)
      await connection.send(head('/printers/office', { 'Transfer-Encoding': 'chunked' }))
      await connection.send(chunk(request(operations.printJob, server.uri('office'), attribute(tags.mimeType, 'document-format', 'application/pdf'))))
      for (let at = 0; at < document.octets.length; at += 700) await connection.send(chunk(document.octets.subarray(at, at + 700)))
      await connection.send(chunk(Buffer.alloc(0)))
      expect(readAnswer((await connection.response()).body).status).toBe(ok)
      const [id] = await allJobs(server.uri('office'))
      await finished(server.uri('office'), id ?? 0)
      expect(folder.documentOf(id ?? 0).equals(document.octets)).toBe(true)
    })

    it('many requests on one connection, which is kept for 10 s at least (cupsd)', async () => {
      using connection = new RawConnection(server.port)
      for (let asked = 0; asked < 50; asked++) {
        await connection.post('/', ask(server.uri('office')))
        const { headers, body } = await connection.response()
        expect(printerIn(body)).toEqual({ status: ok, printer: 'office' })
        expect(Number(/timeout=(?<seconds>\d+)/.exec(headers.get('keep-alive') ?? '')?.groups?.['seconds'])).toBeGreaterThanOrEqual(10)
      }
    })

    it('five connections at once, as the backend has them for one job', async () => {
      const answers = await Promise.all(Array.from({ length: 5 }, () => post(ask(server.uri('office')), '/ipp/print/office')))
      expect(answers.map(({ body }) => printerIn(body))).toEqual(Array.from({ length: 5 }, () => ({ status: ok, printer: 'office' })))
    })

    it('an error of IPP is an answer of HTTP: 200', async () => {
      const { status, body } = await post(ask(server.uri('attic')), '/ipp/print/attic')
      expect([status, readAnswer(body).status]).toEqual([200, 0x0406])
    })
  })

  it('Create-Job is never answered busy because another job prints (the CUPS suites, phones)', async () => {
    printer.stall()
    const document = distinctCopy(work.path, pdf, 'stalled.pdf')
    const body = Buffer.concat([request(operations.printJob, server.uri('slow'), attribute(tags.mimeType, 'document-format', 'application/pdf')), document.octets, Buffer.alloc(4 << 20)])
    expect(readAnswer((await post(body, '/printers/slow')).body).status).toBe(ok)
    const [printing] = await allJobs(server.uri('slow'))
    await jobInState(server.uri('slow'), printing ?? 0, '5,6')
    const made = await Promise.all(Array.from({ length: 10 }, () => createJob(server.uri('slow'))))
    expect(new Set(made).size).toBe(10)
    printer.goOn()
    expect(await finished(server.uri('slow'), printing ?? 0)).toMatchObject({ state: 'completed' })
  })
})
