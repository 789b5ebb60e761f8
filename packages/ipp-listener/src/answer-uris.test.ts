import { describe, expect, it } from 'vitest'
import { answerUris } from './answer-uris.js'
import type { Exchange } from './exchange.js'

async function* nothing(): AsyncGenerator<Uint8Array> {}

const exchange = (given: Partial<Exchange> = {}): Exchange => ({ body: nothing(), path: '/', authority: 'localhost:8631', secure: false, peer: '127.0.0.1', signal: new AbortController().signal, ...given })
const own = (host: string) => host === 'printhost.example'

describe('URIs in answers', () => {
  it('carry the authority of the target URI, not that of the Host header', () => {
    expect(answerUris(exchange(), '127.0.0.1:8631', own, { printerPath: '/ipp/print/', bothSchemes: false }).printer('office')).toBe('ipp://127.0.0.1:8631/ipp/print/office')
    expect(answerUris(exchange(), '[::1]:8631', own, { printerPath: '/ipp/print/', bothSchemes: false }).job(7)).toBe('ipp://[::1]:8631/jobs/7')
    expect(answerUris(exchange(), 'printhost.example', own, { printerPath: '/printers/', bothSchemes: false }).printer('office')).toBe('ipp://printhost.example/printers/office')
  })

  it('carry the port that libcups leaves out, and the host for which it writes localhost', () => {
    const uris = (authority: string, named: string) => answerUris(exchange({ authority }), named, own, { printerPath: '/printers/', bothSchemes: false })
    expect(uris('localhost:8631', 'localhost').job(7)).toBe('ipp://localhost:8631/jobs/7')
    expect(uris('printhost.example:8631', 'localhost').printer('office')).toBe('ipp://printhost.example:8631/printers/office')
    expect(uris('printhost.example:8631', 'printhost.example').jobPage(7)).toBe('http://printhost.example:8631/jobs/7')
    expect(uris('evil.example:8631', 'localhost').job(7)).toBe('ipp://localhost/jobs/7')
    expect(uris('localhost:8631', '127.0.0.1').job(7)).toBe('ipp://127.0.0.1/jobs/7')
  })

  it('never carry a host that is not this server: it would lead the client elsewhere', () => {
    expect(answerUris(exchange(), 'evil.example:631', own, { printerPath: '/printers/', bothSchemes: false }).job(7)).toBe('ipp://localhost:8631/jobs/7')
    expect(answerUris(exchange({ authority: 'evil.example' }), 'evil.example', own, { printerPath: '/printers/', bothSchemes: false }).job(7)).toBe('ipp://localhost/jobs/7')
    expect(answerUris(exchange({ authority: 'x"><script>' }), '', own, { printerPath: '/printers/', bothSchemes: false }).job(7)).toBe('ipp://localhost/jobs/7')
  })

  it('are secure where the connection is', () => {
    const uris = answerUris(exchange({ secure: true }), '', own, { printerPath: '/printers/', bothSchemes: false })
    expect(uris.job(7)).toBe('ipps://localhost:8631/jobs/7')
    expect(uris.printerPage('office')).toBe('https://localhost:8631/printers/office')
    expect(uris.printerUris('office')).toEqual([{ uri: 'ipps://localhost:8631/printers/office', security: 'tls' }])
  })

  it('are of both schemes where one port takes both, the client\'s own first', () => {
    const both = (secure: boolean) => answerUris(exchange({ secure }), '', own, { printerPath: '/ipp/print/', bothSchemes: true }).printerUris('office')
    expect(both(false)).toEqual([
      { uri: 'ipp://localhost:8631/ipp/print/office', security: 'none' },
      { uri: 'ipps://localhost:8631/ipp/print/office', security: 'tls' },
    ])
    expect(both(true).map((one) => one.security)).toEqual(['tls', 'none'])
  })

  it('are of one scheme to clients on the face of CUPS, for libcups takes all values for one URI', () => {
    expect(answerUris(exchange(), '', own, { printerPath: '/printers/', bothSchemes: true }).printerUris('office')).toEqual([{ uri: 'ipp://localhost:8631/printers/office', security: 'none' }])
  })

  it('encode names', () => {
    expect(answerUris(exchange(), '', own, { printerPath: '/printers/', bothSchemes: false }).printer('Büro 1')).toBe('ipp://localhost:8631/printers/B%C3%BCro%201')
  })
})
