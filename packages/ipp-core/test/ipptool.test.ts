/**
 * ipptool itself, where it is installed: it reads what we write, to the octet, and we read what it writes and what it
 * comes with.
 */
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Attributes, attribute, attributesToJSON, collection, decode, encode, GroupTag, groupOf, instantOf, keyword, name, octetString, text, type Attribute, type Message } from '../src/index.js'
import { parseIpptool, readAttributeFile, requestsOf, testOf, writeAttributeFile, writeIpptool } from '../src/ipptool/index.js'
import { attributesOf, request, response } from '../src/registry/index.js'
import { printerCaptures, readCapture } from './captured.js'

const run = promisify(execFile)
const installed = (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'ipptool')))
const itsFiles = '/usr/share/cups/ipptool'
const tests = existsSync(itsFiles) ? readdirSync(itsFiles).filter((one) => one.endsWith('.test')) : []

describe.skipIf(tests.length === 0)("ipptool's own files", () => {
  it.each(tests)('%s is read, and written so that it reads the same', (one) => {
    const file = parseIpptool(readFileSync(join(itsFiles, one), 'utf8'))
    expect(file.items.length).toBeGreaterThan(0)
    expect(parseIpptool(writeIpptool(file))).toEqual(file)
  })

  it('make requests', () => {
    const variables = { uri: 'ipp://print.example/ipp', user: 'anna', filename: 'a.pdf', filetype: 'application/pdf', 'job-id': '7' }
    const file = parseIpptool(readFileSync(join(itsFiles, 'print-job-media-col.test'), 'utf8'))
    const [first] = requestsOf(file, { variables })
    expect(first?.file).toBe('a.pdf')
    expect(decode(encode(first?.message ?? request({ operation: 0 }))).message.code).toBe(2)
  })
})

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ipptool-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** A printer that keeps what it is sent, and answers what it is told to. */
let server: Server
let uri: string
let received: Uint8Array[]
let answer: Uint8Array

beforeEach(async () => {
  received = []
  answer = encode(request({ operation: 0 }))
  server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const octets = new Uint8Array(Buffer.concat(chunks))
      received.push(octets)
      const body = Buffer.from(answer)
      // The request-id of the answer is that of the request.
      body.set(octets.subarray(4, 8), 4)
      outgoing.writeHead(200, { 'Content-Type': 'application/ipp' }).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  uri = `ipp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/ipp/print`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

/** Has ipptool run a file. @returns what it prints */
async function ipptool(content: string, ...options: string[]): Promise<string> {
  const file = join(folder, 'a.test')
  await writeFile(file, content)
  const { stdout } = await run('ipptool', ['-T', '10', ...options, uri, file], { cwd: folder })
  return stdout
}

describe.skipIf(!installed)('what we write, ipptool sends', () => {
  const odd = 'a "b" \\ \\n {c} , d # e $uri $$ \' é\n\tz'
  const messages: [string, () => Message][] = [
    ['a small request', () => request({ operation: 'Get-Printer-Attributes', requestId: 77, attributes: { 'printer-uri': uri, 'requested-attributes': ['all', 'media-col-database'] } })],
    [
      'values of every syntax',
      () => ({
        ...request({ operation: 'Create-Job', version: '1.1', attributes: { 'printer-uri': uri, 'requesting-user-name': 'anna' } }),
        groups: [
          ...request({ operation: 0, attributes: { 'printer-uri': uri } }).groups,
          {
            tag: GroupTag.job,
            attributes: attributesOf('unsupported', {
              copies: 2,
              'printer-state': 'idle',
              'color-supported': true,
              'copies-supported': { lower: 1, upper: 99 },
              'printer-resolution-supported': ['600dpi', '600x1200dpi', '118dpcm'],
              'printer-current-time': new Date(Date.UTC(2024, 1, 29, 12)),
              'media-col': { 'media-size': { 'x-dimension': 21_000, 'y-dimension': 29_700 }, 'media-type': 'stationery', 'media-bottom-margin': 0 },
              'media-col-database': [{ 'media-size': { 'x-dimension': 1, 'y-dimension': { lower: 1, upper: 2 } } }, { 'media-info': odd }],
              'job-name': odd,
              'reference-uri-schemes-supported': ['ipp', 'ftp'],
              'charset-supported': ['utf-8', 'us-ascii'],
              'generated-natural-language-supported': ['en', 'de'],
              'document-format-supported': ['application/pdf', 'text/plain'],
              'sides-supported': ['one-sided', 'two-sided-long-edge'],
              'printer-geo-location': null,
            }),
          },
        ],
      }),
    ],
    ['words that need quotes', () => request({ operation: 'Print-Job', attributes: { 'printer-uri': uri, 'job-name': odd, message: '' } })],
    ['several groups of a kind', () => request({ operation: 'Create-Printer-Subscriptions', attributes: { 'printer-uri': uri }, subscription: [{ 'notify-events': ['job-completed'] }, { 'notify-pull-method': 'ippget' }] })],
    ['octetString as words', () => ({ ...request({ operation: 0x4abc }), groups: [{ tag: GroupTag.printer, attributes: Attributes.of(attribute('printer-alert', octetString(new TextEncoder().encode('code=1;severity="x"')))) }] })],
  ]

  it.each(messages)('%s, to the octet', async (_, message) => {
    const { test, lost } = testOf(message(), { name: 'A $name' })
    expect(lost).toEqual([])
    await ipptool(writeIpptool({ items: [test] }), '-q').catch(() => undefined)
    expect(Buffer.from(received[0] ?? []).toString('latin1')).toBe(Buffer.from(encode(message())).toString('latin1'))
  })

  it('a file behind the message', async () => {
    await writeFile(join(folder, 'a b.txt'), 'document')
    const message = request({ operation: 'Print-Job', attributes: { 'printer-uri': uri, 'document-format': 'text/plain' } })
    await ipptool(writeIpptool({ items: [testOf(message, { file: join(folder, 'a b.txt') }).test] }), '-q').catch(() => undefined)
    expect(Buffer.from(received[0] ?? []).toString('latin1')).toBe(`${Buffer.from(encode(message)).toString('latin1')}document`)
  })

  it('expectations are what it checks', async () => {
    answer = encode(response({ status: 'successful-ok', version: '2.0', printer: { 'printer-state': 'idle' } }))
    const message = request({ operation: 'Get-Printer-Attributes', attributes: { 'printer-uri': uri } })
    const expecting = (syntax: string) =>
      writeIpptool({
        items: [testOf(message, { name: 'State', status: [{ status: 'successful-ok', predicates: [] }], expect: [{ directive: 'EXPECT', name: 'printer-state', presence: 'required', predicates: [{ predicate: 'OF-TYPE', value: syntax }] }] }).test],
      })
    expect(await ipptool(expecting('enum'), '-t')).toMatch(/State\s+\[PASS\]/)
    await expect(ipptool(expecting('keyword'), '-t')).rejects.toMatchObject({ stdout: expect.stringMatching(/State\s+\[FAIL\]/) as string })
  })
})

/** An attribute as JSON; times as instants, for ipptool writes them in UTC. */
const comparable = (one: Attribute) => ({ name: one.name, values: one.values.map((value) => (value.kind === 'dateTime' ? instantOf(value) : attributesToJSON(Attributes.of({ name: 'a', values: [value] })))) })

describe.skipIf(!installed)('what ipptool writes with --ippserver, we read', () => {
  const getOf = ({ version }: Message) => `{ VERSION ${version.major}.${version.minor} OPERATION Get-Printer-Attributes GROUP operation-attributes-tag ATTR charset attributes-charset utf-8 ATTR language attributes-natural-language en ATTR uri printer-uri $uri }`

  it.each(printerCaptures)('%s', async (capture) => {
    answer = readCapture(capture)
    const { message } = decode(answer)
    const printer = groupOf(message, GroupTag.printer) ?? new Attributes()
    await ipptool(getOf(message), '-q', '--ippserver', join(folder, 'out.txt'))
    const read = readAttributeFile(await readFile(join(folder, 'out.txt'), 'utf8'))
    // It loses what its files cannot say, as we do, but does not tell.
    const unsaid = new Set(writeAttributeFile(printer).lost.map(({ attribute: path }) => path.split('/')[0]))
    const said = [...printer].filter((one) => !unsaid.has(one.name))
    expect(said.length).toBeGreaterThan(50)
    for (const one of said) expect(comparable(read.get<string>(one.name) ?? { name: one.name, values: [] })).toEqual(comparable(one))
  })

  it('and what we wrote comes back', async () => {
    const attributes = Attributes.of(attribute('printer-info', text('5 "x"')), attribute('media-col-default', collection(Attributes.of(attribute('media-type', keyword('a'))))), attribute('printer-name', name('n')))
    const { groups, ...head } = response({ status: 'successful-ok', version: '1.1' })
    answer = encode({ ...head, groups: [...groups, { tag: GroupTag.printer, attributes }] })
    await ipptool(getOf(decode(answer).message), '-q', '--ippserver', join(folder, 'out.txt'))
    const theirs = await readFile(join(folder, 'out.txt'), 'utf8')
    expect(attributesToJSON(readAttributeFile(theirs))).toEqual(attributesToJSON(readAttributeFile(writeAttributeFile(attributes).text)))
  })
})
