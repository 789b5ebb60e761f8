/** Real printers' attributes as plain JavaScript, and back. */
import { describe, expect, it } from 'vitest'
import { decode, encode, GroupTag, type Attributes } from '../src/index.js'
import { attributesOf, toObject } from '../src/registry/index.js'
import { captures, printerCaptures, readCapture } from './captured.js'

const octets = (attributes: Attributes) => encode({ version: { major: 2, minor: 0 }, code: 0, requestId: 1, groups: [{ tag: GroupTag.printer, attributes }] })

describe('real printers', () => {
  it.each(printerCaptures)('%s: plain, then exact, gives the same octets', (name) => {
    for (const { attributes } of decode(readCapture(name)).message.groups) {
      expect(Buffer.compare(octets(attributesOf('unsupported', toObject(attributes))), octets(attributes))).toBe(0)
    }
  })

  it('read as plain JavaScript nearly throughout', () => {
    const plain = captures.flatMap((name) => decode(readCapture(name)).message.groups.flatMap(({ attributes }) => Object.values(toObject(attributes)).flat()))
    const exact = plain.filter((one) => typeof one === 'object' && one !== null && 'kind' in one)
    expect(plain.length).toBeGreaterThan(3000)
    expect(exact.length / plain.length).toBeLessThan(0.06)
  })
})
