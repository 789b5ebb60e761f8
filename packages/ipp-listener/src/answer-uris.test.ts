import { describe, expect, it } from 'vitest'
import { answerUris } from './answer-uris.js'
import type { Exchange } from './exchange.js'

async function* nothing(): AsyncGenerator<Uint8Array> {}

const exchange = (given: Partial<Exchange> = {}): Exchange => ({ body: nothing(), path: '/', authority: 'localhost:8631', secure: false, peer: '127.0.0.1', signal: new AbortController().signal, ...given })
const own = (host: string) => host === 'printhost.example'

describe('URIs in answers', () => {
  it('carry the authority of the target URI, not that of the Host header', () => {
    expect(answerUris(exchange(), '127.0.0.1:8631', own, '/ipp/print/').printer('office')).toBe('ipp://127.0.0.1:8631/ipp/print/office')
    expect(answerUris(exchange(), '[::1]:8631', own, '/ipp/print/').job(7)).toBe('ipp://[::1]:8631/jobs/7')
    expect(answerUris(exchange(), 'printhost.example', own, '/printers/').printer('office')).toBe('ipp://printhost.example/printers/office')
  })

  it('never carry a host that is not this server: it would lead the client elsewhere', () => {
    expect(answerUris(exchange(), 'evil.example:631', own, '/printers/').job(7)).toBe('ipp://localhost:8631/jobs/7')
    expect(answerUris(exchange({ authority: 'evil.example' }), 'evil.example', own, '/printers/').job(7)).toBe('ipp://localhost/jobs/7')
    expect(answerUris(exchange({ authority: 'x"><script>' }), '', own, '/printers/').job(7)).toBe('ipp://localhost/jobs/7')
  })

  it('are secure where the connection is', () => {
    const uris = answerUris(exchange({ secure: true }), '', own, '/printers/')
    expect(uris.job(7)).toBe('ipps://localhost:8631/jobs/7')
    expect(uris.printerPage('office')).toBe('https://localhost:8631/printers/office')
    expect(uris.security).toBe('tls')
  })

  it('encode names', () => {
    expect(answerUris(exchange(), '', own, '/printers/').printer('Büro 1')).toBe('ipp://localhost:8631/printers/B%C3%BCro%201')
  })
})
