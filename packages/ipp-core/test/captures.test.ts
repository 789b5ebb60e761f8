/** Real printers' messages: what was decoded encodes to the same octets. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decode, encode, GroupTag, groupOf, MessageReader, Operation, StatusCode } from '../src/index.js'

const folder = join(import.meta.dirname, 'captures')
const captures = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.rsp.bin'))
  .sort()
const read = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)))

describe('captured answers of real printers', () => {
  it('are all here', () => {
    expect(captures.length).toBe(72)
  })

  it.each(captures)('%s: decode, then encode, gives the same octets', (name) => {
    const octets = read(name)
    const { message, octets: length } = decode(octets)
    expect(length).toBe(octets.length)
    expect(Buffer.compare(encode(message), octets)).toBe(0)
    expect(groupOf(message, GroupTag.operation)?.string('attributes-charset')).toBe('utf-8')
  })

  it.each(captures)('%s: arrives in chunks of 7 octets as it does in one', (name) => {
    const octets = read(name)
    const reader = new MessageReader()
    const results = Array.from({ length: Math.ceil(octets.length / 7) }, (_, chunk) => reader.push(octets.subarray(chunk * 7, chunk * 7 + 7)))
    expect(results.slice(0, -1).every((result) => result === undefined)).toBe(true)
    expect(results.at(-1)?.message).toEqual(decode(octets).message)
  })

  it.each(captures.filter((name) => name.includes('Get-Printer-Attributes')))('%s: says what the printer is, in values of their syntax', (name) => {
    const { message } = decode(read(name))
    const printer = groupOf(message, GroupTag.printer)
    expect(message.code).toBe(StatusCode.SuccessfulOk)
    expect(printer?.string('printer-make-and-model')).toMatch(/HP|Canon|EPSON|Brother|Samsung/i)
    expect([3, 4, 5]).toContain(printer?.integer('printer-state'))
    expect(printer?.strings('document-format-supported')).toContain('application/octet-stream')
    expect(printer?.strings('printer-uri-supported').every((uri) => /^ipps?:/.test(uri))).toBe(true)
    expect(printer?.integers('operations-supported')).toContain(Operation.PrintJob)
    expect(printer?.boolean('printer-is-accepting-jobs')).toBeTypeOf('boolean')
  })
})
