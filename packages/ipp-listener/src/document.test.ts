import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { Attributes, attribute, keyword, mimeMediaType, PrinterState, type Attribute } from '@platen/ipp-core'
import type { Printer } from '@platen/papi'
import { describe, expect, it } from 'vitest'
import { readDocument } from './document.js'

const printer: Printer = {
  name: 'office', info: '', location: '', makeAndModel: '', uuid: '', state: PrinterState.idle, stateReasons: [], stateMessage: '', stateChangedAt: 0, configChangedAt: 0, isAcceptingJobs: true, queuedJobCount: 0,
  deviceUri: '', formats: ['application/pdf', 'application/octet-stream'], defaultFormat: 'application/octet-stream', multipleDocuments: true, multipleOperationTimeOut: 300, capabilities: new Attributes(),
}

async function* inChunks(octets: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < octets.length; at += length) yield octets.subarray(at, at + length)
}

async function read(octets: Uint8Array, ...operation: readonly Attribute[]): Promise<{ format: string; data: string }> {
  const { format, data } = await readDocument(new Attributes(operation), inChunks(octets, 3), printer)
  const chunks: Uint8Array[] = []
  for await (const chunk of data) chunks.push(chunk)
  return { format, data: Buffer.concat(chunks).toString('latin1') }
}

const octetStream = attribute('document-format', mimeMediaType('application/octet-stream'))
const pdf = Buffer.from('%PDF-1.7 and so on')

describe('the format of a document', () => {
  it('is what the request names', async () => {
    expect(await read(Buffer.from('anything'), attribute('document-format', mimeMediaType('application/pdf')))).toEqual({ format: 'application/pdf', data: 'anything' })
  })

  it('is looked for in application/octet-stream, which lp sends for everything', async () => {
    expect(await read(pdf, octetStream)).toEqual({ format: 'application/pdf', data: pdf.toString() })
    expect(await read(Buffer.from('\x1b%-12345X@PJL\r\n@PJL ENTER LANGUAGE = PDF\r\n%PDF'), octetStream)).toMatchObject({ format: 'application/pdf' })
  })

  it('stays application/octet-stream where the octets show nothing', async () => {
    expect(await read(Buffer.from('words'), octetStream)).toEqual({ format: 'application/octet-stream', data: 'words' })
    expect(await read(Buffer.alloc(0), octetStream)).toEqual({ format: 'application/octet-stream', data: '' })
  })

  it('is refused if the printer does not take it, named or shown: document-format-not-supported', async () => {
    await expect(read(pdf, attribute('document-format', mimeMediaType('image/png')))).rejects.toMatchObject({ status: 0x040a })
    await expect(read(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), octetStream)).rejects.toThrow('does not take image/png')
  })
})

describe('compression', () => {
  const large = Buffer.from('%PDF-'.padEnd(300_000, 'ab'))
  it.each([
    ['gzip', gzipSync(large)],
    ['deflate', deflateRawSync(large)], // RFC 1951, as RFC 8011 says and libcups sends
    ['deflate', deflateSync(large)], // RFC 1950, as others send
  ])('%s is taken off', async (compression, octets) => {
    const document = await read(octets, attribute('compression', keyword(compression)), octetStream)
    expect(document.format).toBe('application/pdf')
    expect(document.data).toBe(large.toString())
  })

  it('that is not known is refused: compression-not-supported', async () => {
    await expect(read(pdf, attribute('compression', keyword('brotli')))).rejects.toMatchObject({ status: 0x040f })
  })

  it('that is broken is refused: compression-error', async () => {
    await expect(read(gzipSync(large).subarray(0, 100), attribute('compression', keyword('gzip')), octetStream)).rejects.toMatchObject({ status: 0x0410 })
    await expect(read(Buffer.from('no gzip at all'), attribute('compression', keyword('gzip')), octetStream)).rejects.toMatchObject({ status: 0x0410 })
  })

  it('passes on what reading the client threw', async () => {
    const gone = (async function* () {
      yield gzipSync(large).subarray(0, 100)
      throw new Error('the client went away')
    })()
    const { data } = await readDocument(Attributes.of(attribute('compression', keyword('gzip')), attribute('document-format', mimeMediaType('application/pdf'))), gone, printer)
    await expect(Array.fromAsync(data)).rejects.toThrow('the client went away')
  })
})
