/** What Wireshark says of the messages that Platen sends: requests and answers, none malformed. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { attribute, type Attribute, Attributes, charset, decode, encode, GroupTag, integer, keyword, mimeMediaType, name, naturalLanguage, Operation, StatusCode, uri, type Message, type Value } from '@platen/ipp-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { captureFile, type Exchange } from './harness/capture-file.js'
import { runWell } from './harness/command.js'
import { PlatenServer } from './harness/platen-server.js'
import { PrintedFolder } from './harness/printed-folder.js'
import { head, RawConnection } from './harness/raw-http.js'
import { describeWhere, missingTools, tool } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

const version = { major: 2, minor: 0 }
const captures = fileURLToPath(new URL('../packages/ipp-core/test/captures', import.meta.url))

/** Whether a value has no language where it must have one (RFC 8011 section 5.1.3): one printer answers so. */
function isMisfit(value: Value): boolean {
  return value.kind === 'collection' ? [...value.members].some(({ values }) => values.some(isMisfit)) : value.kind === 'localized' && value.language === ''
}

/** Every answer in the captures that is right, encoded value by value: nothing is copied from what was received. */
function reencoded(): Buffer[] {
  const copy = (attributes: Attributes): Attributes => new Attributes([...attributes].map(({ name: called, values }) => ({ name: called, values: values.map(copyValue) })))
  const copyValue = (value: Value): Value => (value.kind === 'collection' ? { ...value, members: copy(value.members) } : value)
  return readdirSync(captures, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.rsp.bin'))
    .sort()
    .map((file) => decode(readFileSync(`${captures}/${file}`)).message)
    .filter(({ groups }) => !groups.some(({ attributes }) => [...attributes].some(({ values }) => values.some(isMisfit))))
    .map((message) => Buffer.from(encode({ ...message, groups: message.groups.map(({ tag, attributes }) => ({ tag, attributes: copy(attributes) })) })))
}

const posted = (body: Buffer): Buffer => Buffer.concat([Buffer.from(head('/ipp/print/folder', { 'Content-Length': String(body.length) })), body])
const answered = (body: Buffer): Buffer => Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: ${body.length}\r\n\r\n`), body])

describeWhere(missingTools('tshark'), 'tshark', () => {
  const open = new AsyncDisposableStack()
  let work: WorkFolder
  let server: PlatenServer

  beforeAll(async () => {
    work = open.use(new WorkFolder('tshark'))
    server = open.use(await PlatenServer.start(work, { queues: [{ name: 'folder', device: new PrintedFolder(work.file('printed')).device }] }))
  })

  afterAll(() => open.disposeAsync())

  let requestId = 0
  function request(code: number, more: readonly Attribute[] = [], job?: Attributes): Message {
    const operation = Attributes.of(attribute('attributes-charset', charset('utf-8')), attribute('attributes-natural-language', naturalLanguage('en')), attribute('printer-uri', uri(server.uri('folder'))), ...more)
    return { version, code, requestId: ++requestId, groups: [{ tag: GroupTag.operation, attributes: operation }, ...(job === undefined ? [] : [{ tag: GroupTag.job, attributes: job }])] }
  }

  async function exchange(message: Message, document = ''): Promise<Exchange> {
    const body = Buffer.concat([encode(message), Buffer.from(document)])
    using connection = new RawConnection(server.port)
    await connection.post('/ipp/print/folder', body)
    const answer = await connection.response()
    return { request: posted(body), response: answered(answer.body) }
  }

  /** What tshark shows of a capture's packets that a filter admits: a line each. */
  async function shown(exchanges: readonly Exchange[], filter: string): Promise<string[]> {
    const file = work.file('exchanges.pcap')
    writeFileSync(file, captureFile(exchanges))
    const { stdout } = await runWell(tool('tshark'), ['-n', '-r', file, '-Y', filter])
    return stdout.split('\n').filter((line) => line !== '')
  }

  it('sees a message that is cut off as malformed: it looks', async () => {
    const whole = Buffer.from(encode(request(Operation.GetPrinterAttributes)))
    const cut = { request: posted(whole.subarray(0, whole.length - 6)), response: answered(Buffer.from(encode({ version, code: StatusCode.SuccessfulOk, requestId, groups: [] }))) }
    expect(await shown([cut], 'ipp && _ws.malformed')).toHaveLength(1)
  }, 60_000)

  it('finds nothing malformed in what is sent to the server and in what it answers', async () => {
    const user = attribute('requesting-user-name', name('alice'))
    const media = Attributes.of(attribute('copies', integer(2)), attribute('sides', keyword('one-sided')))
    const exchanges = [
      await exchange(request(Operation.GetPrinterAttributes)),
      await exchange(request(Operation.GetPrinterAttributes, [attribute('requested-attributes', keyword('all'), keyword('media-col-database'))])),
      await exchange(request(Operation.ValidateJob, [user, attribute('document-format', mimeMediaType('application/pdf'))], media)),
      await exchange(request(Operation.PrintJob, [user, attribute('job-name', name('Größe')), attribute('document-format', mimeMediaType('text/plain'))], media), 'document'),
      await exchange(request(Operation.PrintJob, [user, attribute('document-format', mimeMediaType('application/x-unknown'))]), 'document'),
      await exchange(request(Operation.CreateJob, [user])),
      await exchange(request(Operation.GetJobs, [attribute('which-jobs', keyword('all')), attribute('requested-attributes', keyword('all'))])),
      await exchange(request(Operation.GetJobAttributes, [attribute('job-id', integer(1))])),
      await exchange(request(Operation.CancelJob, [attribute('job-id', integer(999)), user])),
      await exchange(request(0x3ff0)),
    ]
    expect(await shown(exchanges, 'ipp')).toHaveLength(exchanges.length * 2)
    expect(await shown(exchanges, 'ipp && _ws.malformed')).toEqual([])
  }, 60_000)

  it("finds nothing malformed in real printers' answers, encoded value by value", async () => {
    const asked = posted(Buffer.from(encode(request(Operation.GetPrinterAttributes))))
    const exchanges = reencoded().map((body) => ({ request: asked, response: answered(body) }))
    expect(exchanges.length).toBeGreaterThan(70)
    expect(await shown(exchanges, 'ipp')).toHaveLength(exchanges.length * 2)
    expect(await shown(exchanges, 'ipp && _ws.malformed')).toEqual([])
  }, 60_000)
})
