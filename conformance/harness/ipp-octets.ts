/** IPP requests octet by octet (RFC 8010 section 3), written without the server's codec: whole ones, and ones that are wrong. */

/** Tags used here (RFC 8010 section 3.5). */
export const tags = { operation: 0x01, job: 0x02, end: 0x03, integer: 0x21, boolean: 0x22, collection: 0x34, endCollection: 0x37, name: 0x42, keyword: 0x44, uri: 0x45, charset: 0x47, language: 0x48, mimeType: 0x49, memberName: 0x4a } as const

/** Operation codes used here. */
export const operations = { printJob: 0x0002, validateJob: 0x0004, createJob: 0x0005, getJobAttributes: 0x0009, getPrinterAttributes: 0x000b, cupsGetDefault: 0x4001, cupsGetPrinters: 0x4002, cupsGetClasses: 0x4005 } as const

const uint16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff])
const uint32 = (value: number): Buffer => Buffer.concat([uint16(value >>> 16), uint16(value & 0xffff)])

/** Version (1.1 if left out), a code, and a request-id. */
export function header(code: number, requestId = 42, version: readonly [number, number] = [1, 1]): Buffer {
  return Buffer.concat([Buffer.from(version), uint16(code), uint32(requestId)])
}

/** An attribute, or with an empty name a further value. */
export function attribute(tag: number, name: string, value: string | Uint8Array): Buffer {
  const octets = Buffer.from(value)
  return Buffer.concat([Buffer.from([tag]), uint16(Buffer.byteLength(name)), Buffer.from(name), uint16(octets.length), octets])
}

/** The operation attributes that every request begins with. */
export function operationAttributes(printerUri: string, ...more: readonly Buffer[]): Buffer {
  return Buffer.concat([
    Buffer.from([tags.operation]),
    attribute(tags.charset, 'attributes-charset', 'utf-8'),
    attribute(tags.language, 'attributes-natural-language', 'en'),
    attribute(tags.uri, 'printer-uri', printerUri),
    attribute(tags.name, 'requesting-user-name', 'mallory'),
    ...more,
  ])
}

/** A whole request, up to where a document begins. */
export function request(code: number, printerUri: string, ...more: readonly Buffer[]): Buffer {
  return Buffer.concat([header(code), operationAttributes(printerUri, ...more), Buffer.from([tags.end])])
}

/** What an answer's first octets say. */
export interface AnswerHead {
  readonly version: string
  readonly status: number
  readonly requestId: number
  /** `status-message`. */
  readonly message: string
}

/** Reads the head of an answer. @throws Error if it is none */
export function readAnswer(body: Buffer): AnswerHead {
  if (body.length < 9) throw new Error(`this is no IPP answer: ${body.toString('latin1')}`)
  return { version: `${body.readUInt8(0)}.${body.readUInt8(1)}`, status: body.readUInt16BE(2), requestId: body.readUInt32BE(4), message: valueIn(body, 'status-message') ?? '' }
}

/** The first value, as text, of the first attribute of that name in an answer. */
export function valueIn(body: Buffer, name: string): string | undefined {
  const at = body.indexOf(Buffer.concat([uint16(name.length), Buffer.from(name)]))
  if (at < 0) return undefined
  const length = at + 2 + name.length
  return body.toString('utf8', length + 2, length + 2 + body.readUInt16BE(length))
}
