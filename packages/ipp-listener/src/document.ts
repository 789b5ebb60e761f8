/** The document of a request: its name, its format, and its data without compression. */
import { createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import { Readable } from 'node:stream'
import { Attributes, attribute, keyword, mimeMediaType, StatusCode } from '@platen/ipp-core'
import type { DocumentRequest, Printer } from '@platen/papi'
import { Refusal } from './refusal.js'
import { peek } from './document-head.js'
import { sniffFormat } from './format-sniffing.js'

/** `compression-supported`. */
export const compressions = ['none', 'gzip', 'deflate'] as const

/**
 * Checks what a request says of its document.
 *
 * @returns the `document-format` it names, or the printer's default
 * @throws Refusal document-format-not-supported or compression-not-supported
 */
export function checkDocumentAttributes(operation: Attributes, printer: Printer): string {
  const compression = operation.string('compression') ?? 'none'
  if (!compressions.some((one) => one === compression)) {
    throw new Refusal(StatusCode.ClientErrorCompressionNotSupported, `compression "${compression}" is not supported; ${compressions.join(', ')} are`, Attributes.of(attribute('compression', keyword(compression))))
  }
  const format = operation.string('document-format') ?? printer.defaultFormat
  if (!isSupported(printer, format)) throw formatNotSupported(printer, format)
  return format
}

/** Whether a printer takes a format; what follows the type, such as a charset, is passed over. */
export const isSupported = (printer: Printer, format: string): boolean => {
  const plain = format.replace(/;.*$/, '').trim().toLowerCase()
  return printer.formats.some((one) => one.toLowerCase() === plain)
}

function formatNotSupported(printer: Printer, format: string): Refusal {
  return new Refusal(
    StatusCode.ClientErrorDocumentFormatNotSupported,
    `printer "${printer.name}" does not take ${format}; it takes ${printer.formats.join(', ')}`,
    Attributes.of(attribute('document-format', mimeMediaType(format))),
  )
}

/**
 * The document of a checked request. `application/octet-stream` is looked into: lp and pycups send it for everything.
 *
 * @param otherwise - the format where the request names none. Default: the printer's default
 * @throws Refusal document-format-not-supported if its octets show a format that the printer does not take
 */
export async function readDocument(operation: Attributes, data: AsyncIterable<Uint8Array>, printer: Printer, otherwise?: string): Promise<DocumentRequest> {
  const checked = checkDocumentAttributes(operation, printer)
  const named = operation.has('document-format') ? checked : (otherwise ?? checked)
  const plain = uncompressed(data, operation.string('compression') ?? 'none')
  const language = operation.string('document-natural-language')
  const described = { name: operation.string('document-name') ?? '', ...(language === undefined ? {} : { naturalLanguage: language }) }
  if (named !== 'application/octet-stream') return { ...described, format: named, data: plain }
  const { head, all } = await peek(plain, 1024)
  const format = sniffFormat(head) ?? named
  if (!isSupported(printer, format)) throw formatNotSupported(printer, format)
  return { ...described, format, data: all }
}

function uncompressed(data: AsyncIterable<Uint8Array>, compression: string): AsyncIterable<Uint8Array> {
  if (compression === 'none') return data
  return inflate(data, compression)
}

/** Octets out of a gzip or deflate stream; a broken one is the client's fault, said as compression-error. */
async function* inflate(data: AsyncIterable<Uint8Array>, compression: string): AsyncGenerator<Uint8Array> {
  const options = { chunkSize: 65_536 }
  const { head, all } = await peek(data, 2)
  const source = Readable.from(all, { objectMode: false })
  const plain = source.pipe(compression === 'gzip' ? createGunzip(options) : isZlib(head) ? createInflate(options) : createInflateRaw(options))
  source.on('error', (error) => plain.destroy(error))
  try {
    for await (const chunk of plain as AsyncIterable<Uint8Array>) yield chunk
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      throw new Refusal(StatusCode.ClientErrorCompressionError, `the document is not a whole ${compression} stream: ${error.message}`)
    }
    throw error
  } finally {
    source.destroy()
    plain.destroy()
  }
}

/** Whether a stream begins as zlib's do (RFC 1950). RFC 8011 means raw deflate (RFC 1951), as libcups sends; others send zlib's form. */
function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0
}
