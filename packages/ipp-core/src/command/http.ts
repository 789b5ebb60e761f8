/** IPP messages out of recorded HTTP: requests and answers one behind the other (RFC 8010 section 4, RFC 9112). */
import { IppError } from '../errors.js'

/** The body of an HTTP message. */
export interface HttpBody {
  /** The first line of the HTTP message: `POST /ipp/print HTTP/1.1`. */
  readonly startLine: string
  /** Whether it is a request's. */
  readonly request: boolean
  /** With the framing of chunks taken off. */
  readonly octets: Uint8Array
  /** Whether the recording ends before the body does. */
  readonly cut: boolean
}

const startLine = /^(?:[A-Z]+ \S+ HTTP\/1\.[01]|HTTP\/1\.[01] (?<status>\d{3})[^\r\n]*)\r?\n/

/** Latin-1, an octet a character: offsets stay what they are. */
const latin1 = (octets: Uint8Array) => Array.from(octets, (octet) => String.fromCharCode(octet)).join('')

/** Whether this begins as HTTP/1 does. */
export function isHttp(octets: Uint8Array): boolean {
  return startLine.test(latin1(octets.subarray(0, 4096)))
}

/**
 * The bodies of type application/ipp, in order. Other HTTP messages (100 Continue, web pages) are passed over.
 *
 * @throws {@link IppError} `bad-text` with the octet, where no HTTP message is, its framing is broken, the body is compressed,
 * or no body is IPP
 */
export function ippBodies(octets: Uint8Array): HttpBody[] {
  const bodies: HttpBody[] = []
  const others: string[] = []
  for (let at = skipBlank(octets, 0); at < octets.length; at = skipBlank(octets, at)) {
    const { line, status, headers, end } = readHead(octets, at)
    const { body, cut, next } = readBody(octets, end, status, headers)
    at = next
    const [type = ''] = (headers.get('content-type') ?? '').split(';')
    if (body.length === 0 || (type !== '' && type.trim().toLowerCase() !== 'application/ipp')) {
      others.push(`${line} carries ${body.length === 0 ? 'nothing' : type}`)
      continue
    }
    const coding = headers.get('content-encoding') ?? 'identity'
    if (coding !== 'identity') throw new IppError('bad-text', `the body of ${line} is compressed (${coding}): take the compression off first`, end)
    bodies.push({ startLine: line, request: status === undefined, octets: body, cut })
  }
  if (bodies.length === 0) throw new IppError('bad-text', `there is no application/ipp in this HTTP: ${others.join(', ')}`)
  return bodies
}

function skipBlank(octets: Uint8Array, at: number): number {
  while (octets[at] === 0x0d || octets[at] === 0x0a) at++
  return at
}

interface Head {
  readonly line: string
  /** Of an answer. */
  readonly status: number | undefined
  readonly headers: ReadonlyMap<string, string>
  /** Where the body begins. */
  readonly end: number
}

/** Octets of a head that are looked at: more than any server takes. */
const mostHead = 65_536

function readHead(octets: Uint8Array, at: number): Head {
  const text = latin1(octets.subarray(at, at + mostHead))
  const start = startLine.exec(text)
  if (start === null) throw new IppError('bad-text', 'no HTTP message begins here', at)
  const blank = /\r?\n\r?\n/.exec(text)
  if (blank === null) throw new IppError('bad-text', 'the headers of the HTTP message do not end', at)
  const fields = text.slice(start[0].length, Math.max(start[0].length, blank.index)).split(/\r?\n/)
  const headers = new Map(fields.map((field) => [field.slice(0, field.indexOf(':')).trim().toLowerCase(), field.slice(field.indexOf(':') + 1).trim()]))
  const status = start.groups?.['status']
  return { line: start[0].trimEnd(), status: status === undefined ? undefined : Number(status), headers, end: at + blank.index + blank[0].length }
}

interface Body {
  readonly body: Uint8Array
  readonly cut: boolean
  /** Where the next HTTP message begins. */
  readonly next: number
}

/** The length of a body (RFC 9112 section 6.3); a request that says none is taken to go on to the end, as answers do. */
function readBody(octets: Uint8Array, at: number, status: number | undefined, headers: Head['headers']): Body {
  if (status !== undefined && (status < 200 || status === 204 || status === 304)) return { body: octets.subarray(at, at), cut: false, next: at }
  if (/\bchunked\b/i.test(headers.get('transfer-encoding') ?? '')) return readChunks(octets, at)
  const length = headers.get('content-length')
  const end = length === undefined ? octets.length : at + Number(length)
  if (Number.isNaN(end)) throw new IppError('bad-text', `Content-Length: ${length ?? ''} is no number`, at)
  return { body: octets.subarray(at, end), cut: end > octets.length, next: Math.min(end, octets.length) }
}

/** Chunked coding (RFC 9112 section 7.1). */
function readChunks(octets: Uint8Array, at: number): Body {
  const chunks: Uint8Array[] = []
  for (;;) {
    const [head, digits] = /^([0-9a-f]{1,8})[^\r\n]*\r?\n/i.exec(latin1(octets.subarray(at, at + 1024))) ?? []
    if (head === undefined || digits === undefined) {
      if (at >= octets.length) return { body: joined(chunks), cut: true, next: octets.length }
      throw new IppError('bad-text', 'the size of a chunk should stand here', at)
    }
    at += head.length
    const size = Number.parseInt(digits, 16)
    if (size === 0) break
    chunks.push(octets.subarray(at, at + size))
    if (at + size > octets.length) return { body: joined(chunks), cut: true, next: octets.length }
    at = skipLine(octets, at + size)
  }
  // Trailers, up to an empty line.
  for (let line = at; line < octets.length; line = at) {
    at = skipLine(octets, line)
    if (at - line <= 2) break
  }
  return { body: joined(chunks), cut: false, next: at }
}

function skipLine(octets: Uint8Array, at: number): number {
  const end = octets.indexOf(0x0a, at)
  return end < 0 ? octets.length : end + 1
}

/** Buffers one behind the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
