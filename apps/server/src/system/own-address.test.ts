import { describe, expect, it } from 'vitest'
import { pointsBack, systemAddresses, type AddressSource } from './own-address.js'

const known: Readonly<Record<string, readonly string[]>> = { 'printer.example': ['192.0.2.7'], 'alias.example': ['192.0.2.1'], 'six.example': ['2001:db8::1'], 'mapped.example': ['::ffff:c000:201'] }
const addresses: AddressSource = {
  resolve: (host) => (known[host] === undefined ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve(known[host])),
  own: () => ['192.0.2.1', '2001:db8::1', 'fe80::1%eth0'],
}
const check = (device: string, port = 8631) => pointsBack(device, port, (host) => host === 'print-server', addresses)

describe('a device points back at this server', () => {
  it.each([
    'socket://127.0.0.1:8631', 'socket://127.9.9.9:8631', 'socket://localhost:8631', 'socket://LOCALHOST.:8631/', 'socket://a.localhost:8631', 'socket://[::1]:8631', 'socket://0.0.0.0:8631', 'socket://[::]:8631',
    'socket://[::ffff:127.0.0.1]:8631', 'socket://192.0.2.1:8631', 'socket://[2001:db8::1]:8631', 'socket://print-server:8631', 'socket://Print-Server:8631', 'socket://alias.example:8631', 'appsocket://six.example:8631/?waiteof=false',
    'ipp://mapped.example:8631/ipp/print/q', 'socket://user@127.0.0.1:8631', 'http://127.0.0.1:8631/', 'ipp://0x7f.1:8631/', 'socket://127.0.0%2E1:8631',
  ])('%s', async (device) => {
    const { resolve } = systemAddresses
    const source: AddressSource = device.includes('0x') ? { ...addresses, resolve } : addresses
    expect(await pointsBack(device, 8631, (host) => host === 'print-server', source)).toBe(true)
  })

  it('on the port of the scheme, where the URI names none', async () => {
    expect(await check('ipp://localhost/ipp/print', 631)).toBe(true)
    expect(await check('socket://localhost', 9100)).toBe(true)
  })
})

describe('a device does not', () => {
  it.each(['socket://printer.example:8631', 'socket://127.0.0.1:9100', 'socket://127.0.0.1', 'socket://nowhere.example:8631', 'file:///tmp/8631/', 'ipp://127.0.0.1/ipp/print', 'socket'])('%s', async (device) => {
    expect(await check(device)).toBe(false)
  })
})
