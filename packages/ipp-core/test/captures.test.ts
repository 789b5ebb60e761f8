/** Real messages: what was decoded encodes to the same octets, through JSON as well. */
import { describe, expect, it } from 'vitest'
import { decode, encode, format, fromJSON, GroupTag, groupOf, isRequest, MessageReader, Operation, StatusCode, toJSON } from '../src/index.js'
import { captures, printerCaptures, readCapture } from './captured.js'

const from = (program: string) => captures.filter((name) => name.startsWith(program))

describe('captured messages of real printers and programs', () => {
  it('are all here', () => {
    expect([captures.length, printerCaptures.length]).toEqual([170, 14])
    expect([from('cupsd').length, from('ippeveprinter').length]).toEqual([62, 36])
  })

  it.each(captures)('%s: decode, then encode, gives the same octets', (name) => {
    const octets = readCapture(name)
    const { message, octets: length } = decode(octets)
    // A document follows what prints one, and what asks for one back.
    if (!/Print-Job|Send-Document|CUPS-Get-Document/.test(name)) expect(length).toBe(octets.length)
    expect(Buffer.compare(encode(message), octets.subarray(0, length))).toBe(0)
    expect(groupOf(message, GroupTag.operation)?.string('attributes-charset')).toMatch(/^(?:utf-8|iso-8859-1)$/)
  })

  it.each(captures)('%s: arrives in chunks of 7 octets as it does in one', (name) => {
    const octets = readCapture(name)
    const { message, octets: length } = decode(octets)
    const reader = new MessageReader()
    let at = 0
    let read
    while (read === undefined && at < octets.length) read = reader.push(octets.subarray(at, (at += 7)))
    expect(read?.message).toEqual(message)
    expect(Math.min(at, octets.length) - (read?.rest.length ?? 0)).toBe(length)
  })

  it.each(captures)('%s: through JSON, as text between programs, gives the same octets', (name) => {
    const { message } = decode(readCapture(name))
    expect(Buffer.compare(encode(fromJSON(JSON.parse(JSON.stringify(toJSON(message))))), encode(message))).toBe(0)
  })

  it.each(captures)('%s: reads as text, each attribute by its name', (name) => {
    const { message } = decode(readCapture(name))
    const text = format(message)
    const names = message.groups.flatMap(({ attributes }) => [...attributes].map((one) => `    ${one.name} (`))
    expect(names.filter((start) => !text.includes(start))).toEqual([])
  })

  it.each(captures.filter((name) => !name.includes('0x4abc')))('%s: is seen to be what it is, request or answer', (name) => {
    expect(isRequest(decode(readCapture(name)).message)).toBe(name.endsWith('.req.bin'))
  })

  it.each(printerCaptures)('%s: says what the printer is, in values of their syntax', (name) => {
    const { message } = decode(readCapture(name))
    const printer = groupOf(message, GroupTag.printer)
    expect(message.code).toBe(StatusCode.SuccessfulOk)
    expect(printer?.string('printer-make-and-model')).toMatch(/HP|Canon|EPSON|Brother|Samsung|Example Laser 1|Local Raw Printer/i)
    expect([3, 4, 5]).toContain(printer?.integer('printer-state'))
    expect(printer?.strings('document-format-supported')).toContain(name.startsWith('ippeveprinter') ? 'application/pdf' : 'application/octet-stream')
    expect(printer?.strings('printer-uri-supported').every((uri) => /^ipps?:/.test(uri))).toBe(true)
    expect(printer?.integers('operations-supported')).toContain(Operation.PrintJob)
    expect(printer?.boolean('printer-is-accepting-jobs')).toBeTypeOf('boolean')
  })
})

describe('what programs refused', () => {
  it.each([
    ['cupsd_2.4.2/Get-Printer-Attributes-not-found', 'ClientErrorNotFound'],
    ['cupsd_2.4.2/0x4abc', 'ServerErrorOperationNotSupported'],
    ['cupsd_2.4.2/Get-Jobs-3', 'ServerErrorVersionNotSupported'],
    ['cupsd_2.4.2/Print-Job-2', 'ClientErrorDocumentFormatNotSupported'],
    ['cupsd_2.4.2/Create-Printer-Subscriptions-2', 'ClientErrorNotPossible'],
    ['ippeveprinter_2.4.2/Get-Jobs-4', 'ClientErrorBadRequest'],
    ['ippeveprinter_2.4.2/Print-Job-3', 'ClientErrorAttributesOrValuesNotSupported'],
  ] as const)('%s: %s', (name, status) => {
    expect(decode(readCapture(`${name}.rsp.bin`)).message.code).toBe(StatusCode[status])
  })

  it('ippeveprinter gives back the attributes it does not support', () => {
    const { message } = decode(readCapture('ippeveprinter_2.4.2/Print-Job-3.rsp.bin'))
    expect(groupOf(message, GroupTag.unsupported)?.integer('copies')).toBe(5000)
  })
})
