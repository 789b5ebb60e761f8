/** IPP out of recorded HTTP (RFC 8010 section 4, RFC 9112 sections 6 and 7). */
import { describe, expect, it } from 'vitest'
import { ippBodies, isHttp } from './http.js'

/** Latin-1 octets. */
const octets = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
const bodies = (text: string) => ippBodies(octets(text)).map(({ octets: body, ...rest }) => ({ ...rest, body: String.fromCharCode(...body) }))
const head = 'POST /ipp/print HTTP/1.1\r\nHost: print.example\r\nContent-Type: application/ipp\r\n'
const post = { startLine: 'POST /ipp/print HTTP/1.1', request: true, cut: false }

describe('ippBodies', () => {
  it('takes Content-Length (RFC 9112 section 6.3)', () => {
    expect(bodies(`${head}Content-Length: 4\r\n\r\nBODY`)).toEqual([{ ...post, body: 'BODY' }])
  })

  it('takes chunks off, with extensions and trailers (RFC 9112 section 7.1)', () => {
    expect(bodies(`${head}Transfer-Encoding: chunked\r\n\r\n2\r\nBO\r\n2;x=y\r\nDY\r\n0\r\nX-Trailer: 1\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: application/ipp; charset=none\r\ncontent-length: 1\r\n\r\nA`)).toEqual([
      { ...post, body: 'BODY' },
      { startLine: 'HTTP/1.1 200 OK', request: false, cut: false, body: 'A' },
    ])
  })

  it('goes on to the end where no length is given', () => {
    expect(bodies('HTTP/1.0 200 OK\nContent-Type: application/ipp\n\nto the end')).toEqual([{ startLine: 'HTTP/1.0 200 OK', request: false, cut: false, body: 'to the end' }])
  })

  it('passes over 100 Continue, refusals without IPP, and web pages', () => {
    const text = `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p/>\r\n${head}Content-Length: 1\r\n\r\nB`
    expect(bodies(text)).toEqual([{ ...post, body: 'B' }])
  })

  it('tells a recording that ends too early', () => {
    expect(bodies(`${head}Content-Length: 9\r\n\r\nBODY`)).toEqual([{ ...post, cut: true, body: 'BODY' }])
    expect(bodies(`${head}Transfer-Encoding: chunked\r\n\r\n9\r\nBODY`)).toEqual([{ ...post, cut: true, body: 'BODY' }])
    expect(bodies(`${head}Transfer-Encoding: chunked\r\n\r\n4\r\nBODY\r\n`)).toEqual([{ ...post, cut: true, body: 'BODY' }])
  })

  it.each([
    ['no IPP at all', 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p/>', 'there is no application/ipp in this HTTP: HTTP/1.1 200 OK carries text/html'],
    ['headers without end', 'POST / HTTP/1.1\r\nHost: x', 'the headers of the HTTP message do not end at octet 0'],
    ['octets behind a message', `${head}Content-Length: 1\r\n\r\nBxyz`, 'no HTTP message begins here at octet 100'],
    ['a length that is none', `${head}Content-Length: many\r\n\r\nB`, 'Content-Length: many is no number'],
    ['a chunk without size', `${head}Transfer-Encoding: chunked\r\n\r\nBODY`.replace('BODY', 'xyz'), 'the size of a chunk should stand here'],
    ['a compressed body', `${head}Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\nB`, 'is compressed (gzip)'],
  ])('refuses %s', (_, text, why) => {
    expect(() => ippBodies(octets(text))).toThrow(expect.objectContaining({ name: 'IppError', code: 'bad-text', message: expect.stringContaining(why) as string }))
  })
})

describe('isHttp', () => {
  it('knows the first lines of requests and answers', () => {
    expect(['POST / HTTP/1.1\r\n', 'HTTP/1.1 200 OK\r\n', 'HTTP/1.0 404\n', 'POST / HTTP/1.1', 'post / HTTP/1.1\n', '\x01\x01', ''].map((text) => isHttp(octets(text)))).toEqual([true, true, true, false, false, false, false])
  })
})
