import { attribute, Attributes, charset, encode, GroupTag, keyword, naturalLanguage, Operation, type Message } from '@platen/ipp-core'
import { describe, expect, it } from 'vitest'
import { KnownRequests } from './known-requests.js'

function octets(code: Operation, requestId: number, asked = 'printer-state'): Uint8Array {
  const attributes = Attributes.of(
    attribute('attributes-charset', charset('utf-8')),
    attribute('attributes-natural-language', naturalLanguage('en')),
    attribute('requested-attributes', keyword(asked)),
  )
  return encode({ version: { major: 2, minor: 0 }, code, requestId, groups: [{ tag: GroupTag.operation, attributes }] })
}

async function* chunks(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part)
}

async function documentOf(document: AsyncIterable<Uint8Array>): Promise<string> {
  let text = ''
  for await (const chunk of document) text += Buffer.from(chunk).toString()
  return text
}

const asked = ({ groups }: Message): string | undefined => groups[0]?.attributes.string('requested-attributes')

describe('requests that clients repeat', () => {
  it('are read once, and keep their own request-id', async () => {
    const known = new KnownRequests()
    const first = await known.read(chunks(octets(Operation.GetPrinterAttributes, 1)), undefined)
    const second = await known.read(chunks(octets(Operation.GetPrinterAttributes, 0x7fff_fffe)), undefined)
    expect(second.message).toEqual({ ...first.message, requestId: 0x7fff_fffe })
    expect(second.message.groups).toBe(first.message.groups)
  })

  it('are known by all their octets: another question is another request', async () => {
    const known = new KnownRequests()
    await known.read(chunks(octets(Operation.GetPrinterAttributes, 1)), undefined)
    const { message } = await known.read(chunks(octets(Operation.GetPrinterAttributes, 1, 'printer-name_')), undefined)
    expect(asked(message)).toBe('printer-name_')
    const jobs = await known.read(chunks(octets(Operation.GetJobs, 1)), undefined)
    expect(jobs.message.code).toBe(Operation.GetJobs)
  })

  it('are known in one piece only, and read as ever in others', async () => {
    const known = new KnownRequests()
    const whole = octets(Operation.GetPrinterAttributes, 5)
    await known.read(chunks(whole), undefined)
    const { message } = await known.read(chunks(whole.subarray(0, 30), whole.subarray(30)), undefined)
    expect(message.requestId).toBe(5)
    expect(asked(message)).toBe('printer-state')
  })

  it('leave what follows them to its reader', async () => {
    const known = new KnownRequests()
    const whole = octets(Operation.GetPrinterAttributes, 1)
    const text = (value: string): Uint8Array => new TextEncoder().encode(value)
    for (const parts of [[whole, text('behind')], [whole, text('be'), text('hind')], [Buffer.concat([whole, text('behind')])]]) {
      const { document } = await known.read(chunks(...parts), undefined)
      expect(await documentOf(document)).toBe('behind')
    }
  })

  it('are kept in bounds, and checked once', async () => {
    const known = new KnownRequests()
    for (let question = 0; question < 200; question++) await known.read(chunks(octets(Operation.GetPrinterAttributes, 1, `printer-${question}`)), undefined)
    const { message: forgotten } = await known.read(chunks(octets(Operation.GetPrinterAttributes, 1, 'printer-0')), undefined)
    expect(asked(forgotten)).toBe('printer-0')
    const { message } = await known.read(chunks(octets(Operation.GetPrinterAttributes, 2, 'printer-199')), undefined)
    let checks = 0
    const check = () => {
      checks++
      return { operation: new Attributes(), named: { target: { kind: 'server' as const }, jobId: undefined, authority: '', by: 'none' as const } }
    }
    known.checked(message, check)
    known.checked(message, check)
    expect(checks).toBe(1)
  })

  it('are no documents: Print-Job is read anew each time', async () => {
    const known = new KnownRequests()
    const first = await known.read(chunks(octets(Operation.PrintJob, 1)), undefined)
    const second = await known.read(chunks(octets(Operation.PrintJob, 1)), undefined)
    expect(second.message.groups).not.toBe(first.message.groups)
  })
})
