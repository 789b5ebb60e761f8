import { once } from 'node:events'
import { request as httpsRequest } from 'node:https'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { inspect } from 'node:util'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { pathToFileURL } from 'node:url'
import type { IncomingMessage } from 'node:http'
import { attribute, Attributes, boolean, charset, decode, encode, GroupTag, groupOf, integer, keyword, name, naturalLanguage, Operation, StatusCode, uri, type Attribute, type AttributeGroup, type Message } from '@platen/ipp-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfiguration } from './configuration/read.js'
import { openLog } from './log.js'
import { startServer, type PlatenServer } from './server.js'

let data: string
const running: PlatenServer[] = []
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'platen-server-'))
})
afterEach(async () => {
  for (const server of running.splice(0)) await server[Symbol.asyncDispose]()
  await rm(data, { recursive: true })
})

const folderQueue = () => `  - name: folder
    device: ${pathToFileURL(join(data, 'printed/')).href}
`
async function start(queues = folderQueue(), more = ''): Promise<PlatenServer> {
  const server = await startServer(readConfiguration(`listen: { host: 127.0.0.1, port: 0 }\n${more}queues:\n${queues}`, 'platen.yaml'), { data, base: data, log: openLog('silent') })
  running.push(server)
  return server
}

function octets(operation: number, port: number, groups: readonly AttributeGroup[], ...more: readonly Attribute[]): Uint8Array {
  const attributes = Attributes.of(
    attribute('attributes-charset', charset('utf-8')),
    attribute('attributes-natural-language', naturalLanguage('en')),
    attribute('printer-uri', uri(`ipp://127.0.0.1:${port}/ipp/print`)),
    ...more,
  )
  return encode({ version: { major: 2, minor: 0 }, code: operation, requestId: 1, groups: [{ tag: GroupTag.operation, attributes }, ...groups] })
}

async function ipp(server: PlatenServer, operation: number, document = '', ...more: readonly Attribute[]): Promise<Message> {
  return ippOf(server, Buffer.concat([octets(operation, server.port, [], ...more), Buffer.from(document)]))
}

async function ippOf({ port }: PlatenServer, body: Uint8Array): Promise<Message> {
  const response = await fetch(`http://127.0.0.1:${port}/ipp/print`, { method: 'POST', headers: { 'Content-Type': 'application/ipp' }, body })
  return decode(new Uint8Array(await response.arrayBuffer())).message
}

const page = async ({ port }: PlatenServer, path: string): Promise<{ status: number; markup: string }> => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`)
  return { status: response.status, markup: await response.text() }
}

describe('a device option that is not right', () => {
  it.each([
    ['device: socket://printer.example, device-options: { snmp: v4 }', 'queue "laser": device "socket://printer.example": option "snmp" must be one of off, v1, v2c, v3, not "v4"'],
    ['device: socket://printer.example, device-options: { snmp: v3, snmpuser: monitor, snmpauthpassword: authentic }', 'queue "laser": device "socket://printer.example": option "snmpprivpassword" is missing'],
    ["device: 'socket://printer.example?snmp=v3&snmpuser=monitor&snmpauthpassword=hush'", 'queue "laser": device "socket://printer.example?...": option "snmpauthpassword" is too short'],
    ['device: appsocket://printer.example, device-options: { snmpauthpasword: hush }', 'queue "laser": device "appsocket://printer.example": there is no option "snmpauthpasword"'],
    ['module: "@platen/psm-socket", device: socket://printer.example, device-options: { snmp: v3 }', 'queue "laser": device "socket://printer.example": option "snmpuser" is missing'],
  ])('keeps the server from starting: %s', async (rest, message) => {
    const error: unknown = await start(`${folderQueue()}  - { name: laser, ${rest} }\n`).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ message: expect.stringContaining(message) as string })
    expect(inspect(error, { depth: 9 })).not.toContain('hush')
  })
})

describe('a server', () => {
  it('prints into a folder and shows the job', async () => {
    const server = await start()
    const answer = await ipp(server, Operation.PrintJob, '%PDF-1.7', attribute('job-name', name('<b>plans</b>')))
    expect(answer.code).toBe(StatusCode.SuccessfulOk)
    // The file has another name until it is whole.
    const printed = async () => Promise.all((await readdir(join(data, 'printed'))).map((file) => readFile(join(data, 'printed', file), 'utf8')))
    await expect.poll(() => printed().catch(() => [])).toEqual(['%PDF-1.7'])
    for (const path of ['/', '/printers/folder', '/jobs/1']) {
      const { status, markup } = await page(server, path)
      expect([path, status]).toEqual([path, 200])
      expect(markup).toContain('&lt;b&gt;plans&lt;/b&gt;')
    }
  })

  it('offers the presets and constraints of its configuration', async () => {
    const capable = `${folderQueue()}    capabilities: { media-types: [stationery, photographic] }
    presets:
      - { name: handout, attributes: { sides: two-sided-long-edge, number-up: 2, print-quality: draft } }
      - { name: For the wall, attributes: { media-col: { media-type: photographic }, printer-resolution: 600dpi } }
    constraints:
      - { name: photo, conflict: { media-col: { media-type: photographic }, print-quality: [draft, normal] }, instead: { print-quality: high } }
`
    const printer = groupOf(await ipp(await start(capable), Operation.GetPrinterAttributes), GroupTag.printer)
    const members = (of: string) => printer?.get(of)?.values.map((value) => (value.kind === 'collection' ? [...value.members].map((one) => one.name) : []))
    expect(members('job-presets-supported')).toEqual([['preset-name', 'sides', 'number-up', 'print-quality'], ['preset-name', 'media-col', 'printer-resolution']])
    expect(members('job-constraints-supported')).toEqual([['resolver-name', 'media-col', 'print-quality']])
    expect(members('job-resolvers-supported')).toEqual([['resolver-name', 'print-quality']])
  })

  it('does not start with a preset that the queue\'s module does not carry out, and says which', async () => {
    const wrong = `${folderQueue()}    presets:\n      - { name: many, attributes: { copies: 5000, number-up: 3 } }\n`
    await expect(start(wrong)).rejects.toThrow('queue "folder": preset "many": this printer does not do its copies, number-up, or not together')
  })

  it('says which page, printer or job is not there', async () => {
    const server = await start()
    expect(await page(server, '/printers/attic')).toMatchObject({ status: 404, markup: expect.stringContaining('there is no printer &quot;attic&quot; here') as string })
    expect((await page(server, '/jobs/9')).status).toBe(404)
    expect((await page(server, '/nothing%')).status).toBe(404)
  })

  it('keeps UUIDs and goes on with job ids over a restart', async () => {
    const uuid = async (server: PlatenServer) => groupOf(await ipp(server, Operation.GetPrinterAttributes, '', attribute('requested-attributes', keyword('printer-uuid'))), GroupTag.printer)?.string('printer-uuid')
    const first = await start()
    const before = await uuid(first)
    await ipp(first, Operation.PrintJob, 'one')
    await running.pop()?.[Symbol.asyncDispose]()
    const second = await start()
    expect(await uuid(second)).toBe(before)
    expect(groupOf(await ipp(second, Operation.PrintJob, 'two'), GroupTag.job)?.integer('job-id')).toBe(2)
  })

  it('answers who waits for events when it is stopped, and does not wait for them', async () => {
    const server = await start()
    const subscription = { tag: GroupTag.subscription, attributes: Attributes.of(attribute('notify-pull-method', keyword('ippget'))) }
    const subscribed = await ippOf(server, octets(Operation.CreatePrinterSubscriptions, server.port, [subscription]))
    const id = groupOf(subscribed, GroupTag.subscription)?.integer('notify-subscription-id') ?? 0
    const waiting = ipp(server, Operation.GetNotifications, '', attribute('notify-subscription-ids', integer(id)), attribute('notify-wait', boolean(true)))
    // This one comes after it, so the answer says that the other has come.
    await ipp(server, Operation.GetSubscriptions)
    await running.pop()?.[Symbol.asyncDispose]()
    expect((await waiting).code).toBe(StatusCode.SuccessfulOk)
  })

  it('gives queues of different modules job ids of one series, and finds their jobs by id alone', async () => {
    await mkdir(join(data, 'own'))
    await writeFile(join(data, 'own', 'psm.mjs'), ownModule)
    const server = await start(`${folderQueue()}  - { name: own, device: 'own:x', module: ./own/psm.mjs }\n`)
    expect(groupOf(await ipp(server, Operation.PrintJob, 'one'), GroupTag.job)?.integer('job-id')).toBe(1)
    expect((await page(server, '/')).markup).toContain('own')
  })
})

/** The least that can be a module, as a file beside the configuration. */
const ownModule = `
const printer = {
  name: 'own', info: 'own', location: '', makeAndModel: '', uuid: 'urn:uuid:0', state: 3, stateReasons: [], stateMessage: '', stateChangedAt: 0, configChangedAt: 0, isAcceptingJobs: true,
  queuedJobCount: 0, deviceUri: 'own:x', formats: ['application/pdf'], defaultFormat: 'application/pdf', multipleDocuments: false, multipleOperationTimeOut: 60, capabilities: { strings: () => [], [Symbol.iterator]: () => [][Symbol.iterator]() },
}
const notFound = () => Promise.reject(Object.assign(new Error('none'), { name: 'PapiError', code: 'not-found' }))
export default {
  name: 'own', schemes: ['own'], options: {}, queueOptions: {},
  open: async () => ({
    printersList: async () => [printer], printerQuery: async () => printer, printerListJobs: async () => [], jobValidate: async () => undefined,
    jobSubmit: notFound, jobQuery: notFound, jobCancel: notFound, [Symbol.asyncDispose]: async () => undefined,
  }),
}
`

describe('what is wrong is told before the server starts', () => {
  it.each([
    ['a module that is not there', "  - { name: q, device: 'x:y', module: platen-psm-nowhere }\n", 'print-service module "platen-psm-nowhere" cannot be loaded'],
    ['a device nobody serves', "  - { name: q, device: 'usb://x' }\n", 'no device for "usb:"'],
    ['a device the module does not serve', "  - { name: q, device: 'lpd://x', module: '@platen/psm-socket' }\n", 'queue "q": module @platen/psm-socket serves socket:, not "lpd://x"'],
    ['an option nobody knows', "  - { name: q, device: 'socket://x', options: { colour: red } }\n", 'queue "q": there is no option "colour"; known are:'],
    ['a device option nobody knows', "  - { name: q, device: 'socket://x', device-options: { speed: 1 } }\n", 'there is no option "speed"'],
    ['a medium that does not describe itself', "  - { name: q, device: 'socket://x', capabilities: { media: [a4] } }\n", '"a4" is not a self-describing name'],
  ])('%s', async (_, queues, message) => {
    await expect(start(queues)).rejects.toThrow(message)
  })

  it('a port that is taken', async () => {
    const { port } = await start()
    const other = readConfiguration(`listen: { host: 127.0.0.1, port: ${port} }\nqueues:\n${folderQueue()}`, 'platen.yaml')
    const elsewhere = join(data, 'elsewhere')
    await expect(startServer(other, { data: elsewhere, base: data, log: openLog('silent') })).rejects.toThrow('another program listens there')
  })
})

describe('how requests are served', () => {
  it('is set for the whole server and for queues by path', async () => {
    const served = "conformance: 1.1\ndefault-user: guest\nlocations:\n  /printers/folder: { conformance: automatic, operations: { Get-Jobs: disable } }\n"
    const server = await start(`${folderQueue()}  - { name: other, device: 'file:///dev/null' }\n`, served)
    const other = attribute('printer-uri', uri(`ipp://127.0.0.1:${server.port}/printers/other`))
    expect((await ipp(server, Operation.GetJobs)).code).toBe(StatusCode.ServerErrorOperationNotSupported)
    const listed = encode({
      version: { major: 1, minor: 1 }, code: Operation.GetJobs, requestId: 1,
      groups: [{ tag: GroupTag.operation, attributes: Attributes.of(attribute('attributes-charset', charset('utf-8')), attribute('attributes-natural-language', naturalLanguage('en')), other) }],
    })
    expect((await ippOf(server, listed)).code).toBe(StatusCode.SuccessfulOk)
    const newer = listed.slice()
    newer[0] = 2
    expect((await ippOf(server, newer)).code).toBe(StatusCode.ServerErrorVersionNotSupported)
    const printed = await ipp(server, Operation.PrintJob, '%PDF-1.7')
    const { markup } = await page(server, `/jobs/${groupOf(printed, GroupTag.job)?.integer('job-id') ?? 0}`)
    expect(markup).toContain('guest')
  })
})

describe('one port', () => {
  const tls = async (port: number): Promise<TLSSocket> => {
    const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false })
    await once(socket, 'secureConnect')
    return socket
  }

  it('takes TLS as well as plain connections, and says so in ipps URIs', async () => {
    const { port } = await start()
    const request = httpsRequest({ host: '127.0.0.1', port, method: 'POST', path: '/ipp/print', headers: { 'Content-Type': 'application/ipp' }, rejectUnauthorized: false })
    request.end(octets(Operation.GetPrinterAttributes, port, []))
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    const chunks: Buffer[] = []
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
    const printer = groupOf(decode(Buffer.concat(chunks)).message, GroupTag.printer)
    expect(printer?.strings('printer-uri-supported')).toEqual([`ipps://127.0.0.1:${port}/ipp/print/folder`, `ipp://127.0.0.1:${port}/ipp/print/folder`])
    expect(printer?.strings('uri-security-supported')).toEqual(['tls', 'none'])
  })

  it('keeps its certificate over a restart: clients that trusted it go on', async () => {
    const fingerprint = async ({ port }: PlatenServer) => {
      const socket = await tls(port)
      const { fingerprint256 } = socket.getPeerCertificate()
      socket.destroy()
      return fingerprint256
    }
    const before = await fingerprint(await start())
    await running.pop()?.[Symbol.asyncDispose]()
    expect(await fingerprint(await start())).toBe(before)
  })

  it('switches a plain connection to TLS and answers the request that asked for it there (RFC 2817 section 3.3)', async () => {
    const { port } = await start()
    const socket = connect(port, '127.0.0.1')
    socket.write('OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: TLS/1.2,TLS/1.1,TLS/1.0\r\n\r\n')
    const [first] = (await once(socket, 'data')) as [Buffer]
    expect(first.toString()).toMatch(/^HTTP\/1\.1 101 [\s\S]*Upgrade: TLS\/1\.2/)
    const secure = connectTls({ socket, rejectUnauthorized: false })
    await once(secure, 'secureConnect')
    const [answer] = (await once(secure, 'data')) as [Buffer]
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /)
    secure.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    expect(await text(secure)).toContain('Printers and jobs')
  })

  it('passes over an offer of another protocol', async () => {
    const { port } = await start()
    const socket = connect(port, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n')
    const [first] = (await once(socket, 'data')) as [Buffer]
    expect(first.toString()).toMatch(/^HTTP\/1\.1 200 /)
    socket.destroy()
  })

  it('outlives connections that say nothing, or nonsense', async () => {
    const server = await start()
    const silent = connect(server.port, '127.0.0.1')
    await once(silent, 'connect')
    silent.end()
    await once(silent, 'close')
    const odd = connect(server.port, '127.0.0.1')
    odd.on('error', () => undefined)
    odd.end(Buffer.from([0x16, 0x03, 0x01, 0x00, 0x05, 1, 2, 3, 4, 5]))
    odd.resume()
    await once(odd, 'close')
    expect((await page(server, '/')).status).toBe(200)
  })

  it('stops at once, whatever connections browsers keep at hand', async () => {
    const { port } = await start()
    const silent = connect(port, '127.0.0.1')
    await once(silent, 'connect')
    const before = performance.now()
    await running.pop()?.[Symbol.asyncDispose]()
    expect(performance.now() - before).toBeLessThan(2000)
    silent.destroy()
  })
})
