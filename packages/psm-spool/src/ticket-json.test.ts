import { describe, expect, it } from 'vitest'
import { Attributes, attribute, collection, integer, keyword, name, noValue, octetString, range, type Value } from '@platen/papi'
import { ticketFromJson, ticketToJson } from './ticket-json.js'

describe('a stored ticket', () => {
  it('comes back the same: order, repeated names, tags, collections, octets of other charsets', () => {
    const latin: Value = { kind: 'string', tag: 0x42, value: 'caf\uFFFD', octets: new Uint8Array([0x63, 0x61, 0x66, 0xe9]) }
    const ticket = new Attributes([
      attribute('copies', integer(2)),
      attribute('media-col', collection(Attributes.of(attribute('media-size', collection(Attributes.of(attribute('x-dimension', integer(21000)))))))),
      attribute('page-ranges', range(1, 3), range(5, 5)),
      attribute('x-own', octetString(new Uint8Array([0, 255])), { kind: 'octets', tag: 0x3f, value: new Uint8Array([7]) }),
      attribute('x-latin', latin),
      attribute('sides', keyword('one-sided')),
      attribute('sides', keyword('two-sided-long-edge')),
      attribute('job-account-id', noValue, name('x')),
    ])
    const back = ticketFromJson(ticketToJson(ticket))
    expect([...back].map((one) => one.name)).toEqual([...ticket].map((one) => one.name))
    expect(ticketToJson(back)).toBe(ticketToJson(ticket))
    expect(back.value('x-latin')).toEqual(latin)
    expect(back.get('x-own')).toEqual(ticket.get('x-own'))
    const mediaCol = back.value('media-col')
    const size = mediaCol?.kind === 'collection' ? mediaCol.members.value('media-size') : undefined
    expect(size?.kind === 'collection' ? size.members.integer('x-dimension') : undefined).toBe(21000)
  })
})
