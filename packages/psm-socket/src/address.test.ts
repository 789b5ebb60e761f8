import { describe, expect, it } from 'vitest'
import { parsePrinterAddress } from './address.js'

const parse = (uri: string): ReturnType<typeof parsePrinterAddress> => parsePrinterAddress(new URL(uri), 9100)

describe('parsePrinterAddress', () => {
  it('takes names, IPv4 and IPv6 addresses, and port 9100 where none is named', () => {
    expect(parse('socket://printer.example')).toEqual({ host: 'printer.example', port: 9100, options: {}, uri: 'socket://printer.example:9100' })
    expect(parse('socket://192.0.2.7:9102/')).toMatchObject({ host: '192.0.2.7', port: 9102 })
    expect(parse('socket://[2001:db8::7]:9100')).toMatchObject({ host: '2001:db8::7', uri: 'socket://[2001:db8::7]:9100' })
  })

  it("takes options as CUPS writes them; they are not part of the device's name", () => {
    expect(parse('socket://printer.example:9100/?waiteof=false&contimeout=60')).toMatchObject({ options: { waiteof: 'false', contimeout: '60' }, uri: 'socket://printer.example:9100' })
  })

  it.each([
    ['socket:///', 'it names no host; write it like socket://printer.example:9100'],
    ['socket://printer.example:0', 'port 0'],
    ['socket://alice:secret@printer.example', 'user or password'],
    ['socket://printer%20one', '"printer%20one" is not the name of a host'],
    ['socket://printer.example/queue', 'the path "/queue"'],
    ['socket://printer.example#x', 'what stands behind "#"'],
    ['socket://printer.example?stall=1&stall=2', 'option "stall" twice'],
  ])('refuses %s', (uri, reason) => {
    expect(() => parse(uri)).toThrow(reason)
  })

  it('does not repeat a password', () => {
    expect(() => parse('socket://alice:secret@printer.example')).not.toThrow('secret')
  })
})
