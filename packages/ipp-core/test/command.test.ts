/** The command `ipp-core`: what it prints, and of what; and the built program as a process. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../src/command/run.js'
import { decode, encode, format, fromJSON, isRequest, type Message } from '../src/index.js'
import { parseIpptool, readAttributeFile, requestsOf } from '../src/ipptool/index.js'
import { enumName, request, response } from '../src/registry/index.js'
import { captureFile, printerCaptures, readCapture } from './captured.js'

const root = join(import.meta.dirname, '..')
const missing = Object.assign(new Error("ENOENT: no such file or directory, open 'x'"), { syscall: 'open' })

/** Runs the command over octets, or with a file that is not there. */
async function command(args: readonly string[], input?: Uint8Array | string) {
  let [out, err] = ['', '']
  const octets = typeof input === 'string' ? new TextEncoder().encode(input) : input
  const code = await runCommand(args, {
    version: '1.2.3',
    read: () => (octets === undefined ? Promise.reject(missing) : Promise.resolve(octets)),
    print: (text) => (out += text),
    complain: (line) => (err += `${line}\n`),
  })
  return { code, out, err }
}

const asked = request({ operation: 'Get-Printer-Attributes', requestId: 7, attributes: { 'printer-uri': 'ipp://print.example/ipp', 'requested-attributes': ['printer-state', 'media-col-ready'] } })
const answered = response({ status: 'successful-ok', printer: { 'printer-state': 'idle', 'media-col-ready': [{ 'media-size': { 'x-dimension': 21_000, 'y-dimension': 29_700 } }] } })
const octets = encode(asked)
const withDocument = (message: Message, text: string) => Buffer.concat([encode(message), Buffer.from(text)])
const hex = (of: Uint8Array) => Buffer.from(of).toString('hex')

const text = `IPP/2.0 request 7: Get-Printer-Attributes (0x000b)
operation-attributes-tag
    attributes-charset (charset) = utf-8
    attributes-natural-language (naturalLanguage) = en
    printer-uri (uri) = ipp://print.example/ipp
    requested-attributes (1setOf keyword) = printer-state, media-col-ready
`

describe('ipp-core dump', () => {
  it('prints a message as people read it, enums by name', async () => {
    expect(await command(['dump', 'a'], octets)).toEqual({ code: 0, out: text, err: '' })
    expect((await command(['dump', 'a'], encode(answered))).out).toBe(`IPP/2.0 response 1: successful-ok (0x0000)
operation-attributes-tag
    attributes-charset (charset) = utf-8
    attributes-natural-language (naturalLanguage) = en
printer-attributes-tag
    printer-state (enum) = idle (3)
    media-col-ready (collection) = {
        media-size (collection) = {
            x-dimension (integer) = 21000
            y-dimension (integer) = 29700
        }
    }
`)
  })

  it('says how much document follows', async () => {
    expect((await command(['dump', 'a'], withDocument(asked, '%PDF-1.7\n'))).out).toBe(`${text}document data: 9 octets\n`)
    expect(JSON.parse((await command(['dump', '--json', 'a'], withDocument(asked, '%PDF-1.7\n'))).out)).toHaveProperty('documentOctets', 9)
  })

  it('--json prints the form that loses nothing', async () => {
    const { out } = await command(['dump', '--json', 'a'], octets)
    expect(encode(fromJSON(JSON.parse(out)))).toEqual(octets)
    expect(JSON.parse(out)).not.toHaveProperty('documentOctets')
  })

  it('--ipptool prints a request as a test', async () => {
    const { out } = await command(['dump', '--ipptool', 'a'], withDocument(asked, 'x'))
    expect(out).toContain('# without its document data of 1 octets\n')
    expect(requestsOf(parseIpptool(out)).map(({ message }) => encode(message))).toEqual([octets])
  })

  it('--ipptool prints an answer as a file of attributes, and what that cannot say', async () => {
    const [capture = ''] = printerCaptures
    const { out } = await command(['dump', '--ipptool', 'a'], readCapture(capture))
    const printer = decode(readCapture(capture)).message.groups[1]?.attributes
    expect(readAttributeFile(out).size).toBe(printer?.size)
    const german = await command(['dump', '--ipptool', 'a'], encode(response({ status: 'successful-ok', printer: { 'printer-info': { value: 'Büro', language: 'de' } } })))
    expect(german.out).toBe('# printer-attributes-tag\n# not said: "printer-info": its language, de\nATTR text printer-info "Büro"\n')
    expect((await command(['dump', '--ipptool', 'a'], encode(response({ status: 'client-error-not-found' })))).out).toBe('# operation-attributes-tag\nATTR charset attributes-charset utf-8\nATTR language attributes-natural-language en\n')
  })

  it('--request and --response say how the code is to be read', async () => {
    const bare = Uint8Array.of(2, 0, 0, 2, 0, 0, 0, 1, 3)
    expect((await command(['dump', '--request', '-'], bare)).out).toBe('IPP/2.0 request 1: Print-Job (0x0002)\n')
    expect((await command(['dump', '--response', '-'], bare)).out).toBe('IPP/2.0 response 1: successful-ok-conflicting-attributes (0x0002)\n')
  })

  it('reads HTTP, as it was recorded and as a hex dump, each message in it', async () => {
    const http = (line: string, message: Message) => Buffer.concat([Buffer.from(`${line}\r\nContent-Type: application/ipp\r\nContent-Length: ${encode(message).length}\r\n\r\n`), encode(message)])
    const both = Buffer.concat([http('POST /ipp HTTP/1.1', asked), http('HTTP/1.1 200 OK', answered)])
    const expected = `POST /ipp HTTP/1.1\n${text}\nHTTP/1.1 200 OK\n${format(answered, { enumName })}`
    expect(await command(['dump', '-'], both)).toEqual({ code: 0, out: expected, err: '' })
    expect(await command(['dump', '-'], hex(both))).toEqual({ code: 0, out: expected, err: '' })
    // HTTP tells what the code leaves open.
    const empty = { ...answered, groups: [] }
    expect((await command(['dump', '-'], http('HTTP/1.1 200 OK', { ...empty, code: 2 }))).out).toContain('response 1: successful-ok-conflicting-attributes')
  })

  it("says where the recording of a document ends before the document's end", async () => {
    const whole = withDocument(asked, 'half')
    const cut = Buffer.concat([Buffer.from(`POST / HTTP/1.1\r\nContent-Length: ${whole.length + 4}\r\n\r\n`), whole])
    expect((await command(['dump', '-'], cut)).out).toContain('document data: 4 octets, cut off\n')
  })

  it('reads the packets of a capture that tshark -x printed', async () => {
    const { out } = await command(['dump', '-'], readFileSync(join(import.meta.dirname, 'dumps', 'tshark-x.txt')))
    expect(out.split('\n').filter((line) => /^\S/.test(line))).toEqual([
      'POST /ipp/print HTTP/1.1',
      'IPP/2.0 request 1: 0x4abc',
      'operation-attributes-tag',
      'HTTP/1.1 200 OK',
      'IPP/2.0 response 1: server-error-operation-not-supported (0x0501)',
      'operation-attributes-tag',
    ])
  })

  it('reads a message larger than a server would take: it is on one\'s own disk', async () => {
    const large = response({ status: 'successful-ok', job: Array.from({ length: 12_000 }, (_, id) => ({ 'job-id': id + 1, 'job-name': 'a name that makes the message larger than the octets a server takes'.repeat(2) })) })
    expect((await command(['dump', '-'], encode(large))).code).toBe(0)
  })
})

describe('ipp-core refuses', () => {
  const cut = octets.subarray(0, octets.length - 10)

  it.each<[string, Uint8Array | string | undefined, string]>([
    ['a message cut off', cut, 'a: a value of 15 octets, but 6 are left in attribute "requested-attributes" at octet'],
    ['a hex dump of one', hex(cut), 'a: a value of 15 octets, but 6 are left in attribute "requested-attributes" at octet'],
    ['nothing', '', 'a: there is nothing to read at octet 0'],
    ['a letter', 'Dear printer,', 'a: line 1: this is neither an IPP message nor a hex dump'],
    ['a web page', 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>', 'a: there is no application/ipp in this HTTP: HTTP/1.1 200 OK carries text/html'],
    ['a file that is not there', undefined, 'a: ENOENT: no such file or directory'],
  ])('%s: one line on standard error, exit code 1', async (_, input, line) => {
    const { code, out, err } = await command(['dump', 'a'], input)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(`ipp-core: ${line}`)
    expect(err.split('\n').length).toBe(2)
  })

  it.each<[string[], string]>([
    [[], 'no command given'],
    [['print', 'a'], 'there is no command "print"'],
    [['dump'], 'no file given'],
    [['dump', 'a', 'b'], 'one file at a time'],
    [['dump', '--json', '--ipptool', 'a'], '--json and --ipptool exclude each other'],
    [['dump', '--request', '--response', 'a'], '--request and --response exclude each other'],
    [['dump', '--xml', 'a'], "Unknown option '--xml'"],
    [['dump', '--json=yes', 'a'], "Option '--json' does not take an argument"],
  ])('%j: exit code 2', async (args, why) => {
    const { code, out, err } = await command(args, octets)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toBe(`ipp-core: ${why}${err.includes('standard input') ? ': - is standard input' : ''}; see ipp-core --help\n`)
  })

  it('and tells what it can do', async () => {
    expect((await command(['--help'])).out).toMatch(/^usage: ipp-core dump /)
    expect(await command(['--version'])).toEqual({ code: 0, out: '1.2.3\n', err: '' })
  })
})

const built = join(root, 'dist', 'command.js')

describe('the built program', () => {
  const { bin, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: Record<string, string>; version: string }

  /** Runs it as npx would: the file itself, by its first line. */
  async function run(args: string[], input: Uint8Array | string = '') {
    const child = spawn(process.execPath, [built, ...args], { stdio: 'pipe' })
    let [out, err] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk))
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk))
    child.stdin.end(input)
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
    return { code, out, err }
  }

  it('is the one bin of the package: npx @platen/ipp-core runs it', () => {
    expect(Object.values(bin)).toEqual(['./dist/command.js'])
    expect(readFileSync(built, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  })

  it('reads standard input and files, and exits with 0, 1, 2', async () => {
    expect(await run(['dump', '-'], octets)).toEqual({ code: 0, out: text, err: '' })
    const [capture = ''] = printerCaptures
    expect((await run(['dump', captureFile(capture)])).out).toBe(format(decode(readCapture(capture)).message, { enumName }))
    expect(await run(['dump', '-'], 'no')).toEqual({ code: 1, out: '', err: 'ipp-core: standard input: line 1: this is neither an IPP message nor a hex dump\n' })
    expect(await run(['dump', join(root, 'nowhere')])).toMatchObject({ code: 1, err: expect.stringMatching(/^ipp-core: .*ENOENT.*\n$/) as string })
    expect((await run([])).code).toBe(2)
    expect(await run(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
  })
})

const paths = (process.env['PATH'] ?? '').split(delimiter)
const tools: [string, ...string[]][] = [['xxd'], ['xxd', '-p'], ['xxd', '-i'], ['xxd', '-c', '8'], ['hexdump', '-C'], ['hexdump'], ['od'], ['od', '-t', 'x1'], ['od', '-x'], ['od', '-A', 'd', '-t', 'x1z'], ['od', '-A', 'n', '-t', 'x1']]

describe.each(tools.filter(([tool]) => paths.some((folder) => existsSync(join(folder, tool)))))('%s %s %s %s %s of this machine', (tool, ...args) => {
  it.each([printerCaptures[0] ?? '', 'cupsd_2.4.2/Cancel-Job.req.bin', 'cupsd_2.4.2/Get-Jobs-2.rsp.bin'])('%s', async (capture) => {
    const dumped = execFileSync(tool, [...args, captureFile(capture)])
    const { message } = decode(readCapture(capture))
    expect(await command(['dump', '-'], dumped)).toEqual({ code: 0, out: format(message, { enumName, as: isRequest(message) ? 'request' : 'response' }), err: '' })
  })
})
