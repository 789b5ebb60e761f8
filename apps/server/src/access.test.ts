import { describe, expect, it } from 'vitest'
import { operatorAddresses, ownAuthority, ownHosts } from './access.js'

describe('operators', () => {
  it('are on this machine by default: every loopback address, in every form', () => {
    const isOperator = operatorAddresses(['loopback'])
    for (const address of ['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1']) expect([address, isOperator(address)]).toEqual([address, true])
    for (const address of ['10.0.0.1', '::ffff:10.0.0.1', 'fe80::1', '']) expect([address, isOperator(address)]).toEqual([address, false])
  })

  it('are at addresses, in networks, or everyone', () => {
    expect(operatorAddresses(['10.0.0.7'])('10.0.0.7')).toBe(true)
    expect(operatorAddresses(['10.0.0.0/8'])('10.9.9.9')).toBe(true)
    expect(operatorAddresses(['2001:db8::/32'])('2001:db8::5')).toBe(true)
    expect(operatorAddresses([])('127.0.0.1')).toBe(false)
    expect(operatorAddresses(['everyone'])('10.0.0.1')).toBe(true)
  })

  it('that are no addresses are refused', () => {
    expect(() => operatorAddresses(['ada'])).toThrow('operators: "ada" is not an address')
    expect(() => operatorAddresses(['10.0.0.0/99'])).toThrow()
  })
})

describe('own host names', () => {
  it('are those configured, in any case', () => {
    expect(ownHosts(['Print.Example'])('PRINT.example')).toBe(true)
    expect(ownHosts(['print.example'])('evil.example')).toBe(false)
  })
})

describe('the authority that a client used', () => {
  const isOwn = ownAuthority(ownHosts(['print.example']))

  it.each(['localhost:8631', 'LOCALHOST', '127.0.0.1:8631', '[::1]:8631', '10.0.0.1', 'print.example:8631', 'Print.Example.', ''])('"%s" is the server', (authority) => {
    expect(isOwn(authority)).toBe(true)
  })

  it.each(['evil.example:8631', 'localhost.evil.example', '127.0.0.1.evil.example', '[::1].evil.example', 'evil.example:80:8631'])('"%s" is not: a page may have rebound its name to this address', (authority) => {
    expect(isOwn(authority)).toBe(false)
  })
})
