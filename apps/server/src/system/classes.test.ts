/** Classes and fallback lists of the configuration file, and classes that operators make: whole requests over HTTP. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { attribute, Attributes, charset, decode, encode, enumeration, GroupTag, groupOf, keyword, naturalLanguage, Operation, StatusCode, uri, type Attribute, type Message } from '@platen/ipp-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfiguration } from '../configuration/read.js'
import { openLog } from '../log.js'
import { startServer, type PlatenServer } from '../server.js'

let data: string
const running: PlatenServer[] = []
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'platen-classes-'))
})
afterEach(async () => {
  for (const server of running.splice(0)) await server[Symbol.asyncDispose]()
  await rm(data, { recursive: true })
})

const folder = (name: string, more = '') => `  - { name: ${name}, device: '${pathToFileURL(join(data, name, '/')).href}'${more} }\n`
const printed = async (name: string) => (await readdir(join(data, name)).catch(() => [])).length

async function start(queues: string): Promise<PlatenServer> {
  const server = await startServer(readConfiguration(`listen: { host: 127.0.0.1, port: 0 }\nqueues:\n${queues}`, 'platen.yaml'), { data, base: data, log: openLog('silent') })
  running.push(server)
  return server
}

async function send({ port }: PlatenServer, code: number, target: Attribute | string, printer: readonly Attribute[] = [], document = '', ...more: readonly Attribute[]): Promise<Message> {
  const operation = Attributes.of(
    attribute('attributes-charset', charset('utf-8')),
    attribute('attributes-natural-language', naturalLanguage('en')),
    typeof target === 'string' ? attribute('printer-uri', uri(`ipp://127.0.0.1:${port}/classes/${target}`)) : target,
    ...more,
  )
  const octets = encode({ version: { major: 2, minor: 0 }, code, requestId: 1, groups: [{ tag: GroupTag.operation, attributes: operation }, ...(printer.length === 0 ? [] : [{ tag: GroupTag.printer, attributes: new Attributes(printer) }])] })
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers: { 'Content-Type': 'application/ipp' }, body: Buffer.concat([octets, Buffer.from(document)]) })
  return decode(new Uint8Array(await response.arrayBuffer())).message
}
const jobOf = (answer: Message) => groupOf(answer, GroupTag.job) ?? new Attributes()
const jobUri = (server: PlatenServer, id: number | undefined) => attribute('job-uri', uri(`ipp://127.0.0.1:${server.port}/jobs/${id ?? 0}`))
const job = async (server: PlatenServer, id: number | undefined) => jobOf(await send(server, Operation.GetJobAttributes, jobUri(server, id)))
const memberUris = (server: PlatenServer, first: string, ...more: readonly string[]) => {
  const at = (name: string) => uri(`ipp://127.0.0.1:${server.port}/printers/${name}`)
  return attribute('member-uris', at(first), ...more.map(at))
}
const classes = async (server: PlatenServer) =>
  (await send(server, Operation.CUPSGetClasses, '', [], '', attribute('requested-attributes', keyword('printer-name'), keyword('member-names'), keyword('printer-type')))).groups
    .filter((group) => group.tag === GroupTag.printer)
    .map(({ attributes }) => [attributes.string('printer-name'), attributes.strings('member-names'), (attributes.integer('printer-type') ?? 0) & 1])

describe('a class of the configuration file', () => {
  it('is listed by CUPS-Get-Classes, and prints on its members in turn', async () => {
    const server = await start(`${folder('a')}${folder('b')}  - { name: both, class: [a, b] }\n`)
    expect(await classes(server)).toEqual([['both', ['a', 'b'], 1]])
    for (const at of [1, 2]) {
      const id = jobOf(await send(server, Operation.PrintJob, 'both', [], '%PDF-1.7')).integer('job-id')
      await expect.poll(async () => (await job(server, id)).integer('job-state')).toBe(9)
      expect((await job(server, id)).string('output-device-assigned')).toBe(at === 1 ? 'a' : 'b')
      expect((await job(server, id)).string('job-printer-uri')).toMatch(/\/both$/)
    }
    expect([await printed('a'), await printed('b')]).toEqual([1, 1])
    const page = await (await fetch(`http://127.0.0.1:${server.port}/printers/both`)).text()
    expect(page).toContain('<dt>Members</dt>')
  })

  it.each([
    ['a queue that is not declared', `  - { name: both, class: [a, z] }\n`, 'the queue "z" is not declared'],
    ['a class', `  - { name: both, class: [a] }\n  - { name: all, class: [both] }\n`, '"both" is a class itself'],
    ['a queue of another module', `  - { name: raw, device: 'socket://127.0.0.1:1', module: '@platen/psm-socket' }\n  - { name: both, class: [raw] }\n`, 'is served by another module'],
    ['nothing', `  - { name: both, class: [] }\n`, 'name at least one queue'],
    ['and has a device', `  - { name: both, class: [a], device: 'file:///dev/null' }\n`, 'one of the two keys, not both'],
    ['neither queues nor a device', `  - { name: both }\n`, 'a queue has a "device", or is a "class" of other queues'],
  ])('is refused if it is of %s', (_what, queues, sentence) => {
    expect(() => readConfiguration(`queues:\n${folder('a')}${queues}`, 'platen.yaml')).toThrow(sentence)
  })
})

describe('a class that an operator makes (CUPS-Add-Modify-Class)', () => {
  const running3 = attribute('printer-state', enumeration(3))

  it('is there after a restart, changes its members, and is gone when it is deleted', async () => {
    const queues = `${folder('a')}${folder('b')}`
    const server = await start(queues)
    expect((await send(server, Operation.CUPSAddModifyClass, 'both', [memberUris(server, 'a', 'b'), running3])).code).toBe(StatusCode.SuccessfulOk)
    expect(await classes(server)).toEqual([['both', ['a', 'b'], 1]])
    expect((await send(server, Operation.CUPSAddModifyClass, 'both', [memberUris(server, 'b')])).code).toBe(StatusCode.SuccessfulOk)
    await running.pop()?.[Symbol.asyncDispose]()
    const again = await start(queues)
    expect(await classes(again)).toEqual([['both', ['b'], 1]])
    expect((await send(again, Operation.CUPSDeleteClass, 'both')).code).toBe(StatusCode.SuccessfulOk)
    expect(await classes(again)).toEqual([])
  })

  it('is refused of what is not there, of classes, and under the name of a printer', async () => {
    const server = await start(`${folder('a')}  - { name: one, class: [a] }\n`)
    expect((await send(server, Operation.CUPSAddModifyClass, 'x', [memberUris(server, 'z')])).code).toBe(StatusCode.ClientErrorNotFound)
    expect((await send(server, Operation.CUPSAddModifyClass, 'x', [memberUris(server, 'one')])).code).toBe(StatusCode.ClientErrorNotPossible)
    expect((await send(server, Operation.CUPSAddModifyClass, 'a', [memberUris(server, 'a')])).code).toBe(StatusCode.ClientErrorNotPossible)
    expect((await send(server, Operation.CUPSDeleteClass, 'a')).code).toBe(StatusCode.ClientErrorNotPossible)
    expect(await classes(server)).toEqual([['one', ['a'], 1]])
  })
})

describe('a fallback list of the configuration file', () => {
  it('takes over a job whose printer refuses; attributes and page say where it came from', async () => {
    // A port where nobody listens.
    const closed = createServer().listen(0, '127.0.0.1')
    await once(closed, 'listening')
    const { port } = closed.address() as AddressInfo
    closed.close()
    await once(closed, 'close')
    const server = await start(`  - { name: dead, device: 'socket://127.0.0.1:${port}', options: { fallback: [gone, a], fallback-after: 1 } }\n${folder('a')}`)
    const id = jobOf(await send(server, Operation.PrintJob, 'dead', [], '%PDF-1.7')).integer('job-id')
    await expect.poll(async () => (await job(server, id)).integer('job-state'), { timeout: 10_000 }).toBe(9)
    const done = await job(server, id)
    expect(done.strings('platen-job-moved-from')).toEqual(['dead'])
    expect(done.string('job-printer-uri')).toMatch(/\/a$/)
    expect(done.string('job-state-message')).toMatch(/^It was moved from printer "dead": it was down since /)
    const page = await (await fetch(`http://127.0.0.1:${server.port}/jobs/${id ?? 0}`)).text()
    expect(page).toContain('<h2>What happened</h2>')
    expect(page).toContain('move<br><small>a</small>')
    expect(page).toContain('attempt 1')
  })
})
