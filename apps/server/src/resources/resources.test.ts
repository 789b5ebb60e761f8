import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { resourceAt, resources } from './index.js'

describe('printer-icons (IPP Everywhere: 48, 128 and 512 pixels)', () => {
  it.each([48, 128, 512])('is a PNG of %i pixels that shows something on a clear ground', (size) => {
    const { contentType, octets } = resourceAt(`/icons/printer-${size}.png`) ?? { contentType: '', octets: Buffer.alloc(0) }
    expect(contentType).toBe('image/png')
    expect(octets.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
    expect([octets.readUInt32BE(16), octets.readUInt32BE(20)]).toEqual([size, size])
    const data = octets.indexOf('IDAT')
    const rows = inflateSync(octets.subarray(data + 4, data + 4 + octets.readUInt32BE(data - 4)))
    const at = (x: number, y: number) => [...rows.subarray((size * 4 + 1) * y + 1 + x * 4).subarray(0, 4)]
    expect(at(0, 0)[3]).toBe(0)
    expect(at(size / 2, Math.floor(size * 0.2))).toEqual([250, 250, 247, 255])
    expect(at(Math.floor(size * 0.15), Math.floor(size * 0.5))).toEqual([56, 68, 82, 255])
    expect(resourceAt(`/icons/printer-${size}.png`)?.octets).toBe(octets)
  })
})

describe('printer-strings-uri', () => {
  it('is lines of "key" = "words"; with each key once', () => {
    const lines = resourceAt(resources.strings?.path ?? '')?.octets.toString('utf8').trimEnd().split('\n') ?? []
    const keys = lines.map((line) => /^"(?<key>[a-z0-9_.-]+)" = "[^"\\]+";$/.exec(line)?.groups?.['key'])
    expect(keys).not.toContain(undefined)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toEqual(expect.arrayContaining(['sides', 'sides.two-sided-long-edge', 'print-quality.5', 'media.na_letter_8.5x11in']))
  })
})

it('there is nothing else', () => {
  expect(resourceAt('/icons/printer-64.png')).toBeUndefined()
  expect(resources.icons).toEqual(['/icons/printer-48.png', '/icons/printer-128.png', '/icons/printer-512.png'])
})
