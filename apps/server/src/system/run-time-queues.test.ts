/** Queues that operators add while the server runs: over HTTP, kept in the data directory. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { attribute, Attributes, boolean, charset, decode, encode, enumeration, GroupTag, groupOf, name, naturalLanguage, Operation, StatusCode, text, uri, type Attribute, type Message } from '@platen/ipp-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfiguration } from '../configuration/read.js'
import { openLog } from '../log.js'
import { startServer, type PlatenServer } from '../server.js'

let data: string
let paper: Server
let printed: Buffer[]
const running: PlatenServer[] = []
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'platen-queues-'))
  printed = []
  paper = createServer((socket) => {
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => printed.push(Buffer.concat(chunks)))
  })
  paper.listen(0, '127.0.0.1')
  await once(paper, 'listening')
})
afterEach(async () => {
  for (const server of running.splice(0)) await server[Symbol.asyncDispose]()
  paper.close()
  await rm(data, { recursive: true })
})

const printerDevice = () => `socket://127.0.0.1:${(paper.address() as AddressInfo).port}`
const folder = () => `  - { name: folder, info: By file, device: '${pathToFileURL(join(data, 'printed/')).href}' }\n`

async function start(queues = folder(), more = ''): Promise<PlatenServer> {
  const server = await startServer(readConfiguration(`listen: { host: 127.0.0.1, port: 0 }\n${more}queues:\n${queues}`, 'platen.yaml'), { data, base: data, log: openLog('silent') })
  running.push(server)
  return server
}
const stop = async () => running.pop()?.[Symbol.asyncDispose]()

async function send({ port }: PlatenServer, code: number, queue: string, printer: readonly Attribute[] = [], document = ''): Promise<Message> {
  const operation = Attributes.of(
    attribute('attributes-charset', charset('utf-8')),
    attribute('attributes-natural-language', naturalLanguage('en')),
    attribute('printer-uri', uri(`ipp://127.0.0.1:${port}/printers/${queue}`)),
  )
  const octets = encode({ version: { major: 2, minor: 0 }, code, requestId: 1, groups: [{ tag: GroupTag.operation, attributes: operation }, ...(printer.length === 0 ? [] : [{ tag: GroupTag.printer, attributes: new Attributes(printer) }])] })
  const response = await fetch(`http://127.0.0.1:${port}/admin/`, { method: 'POST', headers: { 'Content-Type': 'application/ipp' }, body: Buffer.concat([octets, Buffer.from(document)]) })
  return decode(new Uint8Array(await response.arrayBuffer())).message
}
const sentence = (answer: Message) => groupOf(answer, GroupTag.operation)?.string('status-message') ?? ''
const add = (server: PlatenServer, queue: string, device: string, ...more: readonly Attribute[]) =>
  send(server, Operation.CUPSAddModifyPrinter, queue, [attribute('device-uri', uri(device)), attribute('printer-state', enumeration(3)), attribute('printer-is-accepting-jobs', boolean(true)), ...more])
const infoOf = async (server: PlatenServer, queue: string) => groupOf(await send(server, Operation.GetPrinterAttributes, queue), GroupTag.printer)?.string('printer-info')

describe('a queue added at run time', () => {
  it('prints, is there after a restart, and is gone for good when it is removed', async () => {
    const server = await start()
    expect((await add(server, 'q2', printerDevice(), attribute('printer-info', text('The second')))).code).toBe(StatusCode.SuccessfulOk)
    expect(server.printers).toEqual(['folder', 'q2'])
    expect((await send(server, Operation.PrintJob, 'q2', [], '%PDF-1.7')).code).toBe(StatusCode.SuccessfulOk)
    await expect.poll(() => printed.map(String)).toEqual(['%PDF-1.7'])
    await stop()
    const again = await start()
    expect(again.printers).toEqual(['folder', 'q2'])
    expect(await infoOf(again, 'q2')).toBe('The second')
    expect((await send(again, Operation.CUPSDeletePrinter, 'q2')).code).toBe(StatusCode.SuccessfulOk)
    await stop()
    expect((await start()).printers).toEqual(['folder'])
  })

  it('is a page of its own at once', async () => {
    const server = await start()
    await add(server, 'q2', printerDevice())
    expect(await (await fetch(`http://127.0.0.1:${server.port}/`)).text()).toContain('/printers/q2')
    expect((await fetch(`http://127.0.0.1:${server.port}/printers/q2`)).status).toBe(200)
  })

  it('gives way to one of that name in the configuration file', async () => {
    const server = await start()
    await add(server, 'q2', printerDevice(), attribute('printer-info', text('at run time')))
    await stop()
    const declared = await start(`${folder()}  - { name: q2, info: declared, device: '${pathToFileURL(join(data, 'other/')).href}' }\n`)
    expect(await infoOf(declared, 'q2')).toBe('declared')
    const refused = await send(declared, Operation.CUPSDeletePrinter, 'q2')
    expect(refused.code).toBe(StatusCode.ClientErrorNotPossible)
    expect(sentence(refused)).toContain('configuration file')
    await stop()
    expect(await infoOf(await start(), 'q2')).toBe('at run time')
  })

  it('goes to the spooler, also where no declared queue does', async () => {
    const server = await start(`  - { name: raw, device: '${printerDevice()}', module: '@platen/psm-socket' }\n`)
    expect((await add(server, 'q2', printerDevice())).code).toBe(StatusCode.SuccessfulOk)
    await send(server, Operation.PrintJob, 'q2', [], 'spooled')
    await expect.poll(() => printed.map(String)).toEqual(['spooled'])
  })

  it('does not keep the server from starting when its device is of a package that is gone', async () => {
    const server = await start()
    await add(server, 'q2', printerDevice())
    await stop()
    const file = join(data, 'system.json')
    await writeFile(file, (await readFile(file, 'utf8')).replace('socket:', 'gone:'))
    const again = await start()
    expect(again.printers).toEqual(['folder'])
    // Adding it anew mends it.
    expect((await add(again, 'q2', printerDevice())).code).toBe(StatusCode.SuccessfulOk)
  })
})

describe('the file of run-time queues', () => {
  it.each([
    ['that is torn', '{ "version": 1, "que', 'is not JSON'],
    ['of a newer version', '{ "version": 2 }', 'another version'],
  ])('%s keeps the server from starting without them', async (_, content, message) => {
    await writeFile(join(data, 'system.json'), content)
    await expect(start()).rejects.toThrow(message)
  })
})

describe('changes by clients', () => {
  it('to a declared queue hold after a restart, until the file says something else', async () => {
    const server = await start()
    expect((await send(server, Operation.SetPrinterAttributes, 'folder', [attribute('printer-info', text('By the window'))])).code).toBe(StatusCode.SuccessfulOk)
    await stop()
    expect(await infoOf(await start(), 'folder')).toBe('By the window')
    await stop()
    expect(await infoOf(await start(folder().replace('By file', 'In the file')), 'folder')).toBe('In the file')
  })

  it('of the default printer hold, until the file names another one', async () => {
    const server = await start()
    await add(server, 'q2', printerDevice())
    expect((await send(server, Operation.CUPSSetDefault, 'q2')).code).toBe(StatusCode.SuccessfulOk)
    await stop()
    expect((await start()).defaultPrinter).toBe('q2')
    await stop()
    expect((await start(folder(), 'default: folder\n')).defaultPrinter).toBe('folder')
  })
})

describe('a queue that would print to itself', () => {
  it('is refused to clients', async () => {
    const server = await start()
    const answer = await add(server, 'q2', `socket://localhost:${server.port}`)
    expect(answer.code).toBe(StatusCode.ClientErrorNotPossible)
    expect(sentence(answer)).toContain('print to itself')
  })

  it('is left out at a start on the port of its device', async () => {
    const { port } = paper.address() as AddressInfo
    await add(await start(), 'q2', printerDevice())
    await stop()
    paper.close()
    const configuration = readConfiguration(`listen: { host: 127.0.0.1, port: ${port} }\nqueues:\n${folder()}`, 'platen.yaml')
    running.push(await startServer(configuration, { data, base: data, log: openLog('silent') }))
    expect(running[0]?.printers).toEqual(['folder'])
  })

  it('is refused in the configuration, before anything listens', async () => {
    const { port } = paper.address() as AddressInfo
    const configuration = readConfiguration(`listen: { host: 127.0.0.1, port: ${port} }\nqueues:\n  - { name: loop, device: 'socket://127.0.0.1:${port}' }\n`, 'platen.yaml')
    await expect(startServer(configuration, { data, base: data, log: openLog('silent') })).rejects.toThrow('queue "loop" would print to itself')
  })
})

describe('devices that clients may use', () => {
  it('are not those that write files, unless the configuration says so', async () => {
    const device = pathToFileURL(join(data, 'by-client/')).href
    const answer = await add(await start(), 'q2', device)
    expect(answer.code).toBe(StatusCode.ClientErrorUriSchemeNotSupported)
    expect(sentence(answer)).toContain('configuration file')
    await stop()
    expect((await add(await start(folder(), 'run-time-device-schemes: [file]\n'), 'q2', device)).code).toBe(StatusCode.SuccessfulOk)
  })

  it('are set by operators only', async () => {
    const answer = await add(await start(folder(), 'operators: []\n'), 'q2', printerDevice())
    expect(answer.code).toBe(StatusCode.ClientErrorNotAuthorized)
  })

  it('are not set by a page in an operator’s browser that reached the server by a name of its own', async () => {
    const { port } = await start()
    const octets = encode({
      version: { major: 2, minor: 0 },
      code: Operation.CUPSSetDefault,
      requestId: 1,
      groups: [{ tag: GroupTag.operation, attributes: Attributes.of(attribute('attributes-charset', charset('utf-8')), attribute('attributes-natural-language', naturalLanguage('en')), attribute('printer-uri', uri('ipp://localhost/printers/folder'))) }],
    })
    const statusWith = async (host: string) => {
      const sent = request({ host: '127.0.0.1', port, method: 'POST', path: '/', headers: { Host: host, 'Content-Type': 'application/ipp' } })
      sent.end(octets)
      const [response] = (await once(sent, 'response')) as [IncomingMessage]
      return decode(new Uint8Array(await buffer(response))).message.code
    }
    expect(await statusWith(`evil.example:${port}`)).toBe(StatusCode.ClientErrorNotAuthorized)
    expect(await statusWith(`localhost:${port}`)).toBe(StatusCode.SuccessfulOk)
  })

  it('are listed by CUPS-Get-Devices', async () => {
    const answer = await send(await start(), Operation.CUPSGetDevices, 'folder', [attribute('x', name('x'))])
    const uris = answer.groups.filter((group) => group.tag === GroupTag.printer).map((group) => group.attributes.string('device-uri'))
    expect(uris).toEqual(['socket', 'appsocket'])
  })
})

describe('a printer at the old address', () => {
  it('gets no more jobs once the queue has another device', async () => {
    const server = await start()
    const silent = createServer(() => undefined)
    silent.listen(0, '127.0.0.1')
    await once(silent, 'listening')
    await add(server, 'q2', `socket://127.0.0.1:${(silent.address() as AddressInfo).port}`)
    await send(server, Operation.PrintJob, 'q2', [], 'kept')
    await expect.poll(() => new Promise((resolve) => silent.getConnections((_, count) => resolve(count)))).toBe(1)
    await add(server, 'q2', printerDevice())
    await expect.poll(() => printed.map(String)).toEqual(['kept'])
    silent.close()
  })
})
