import { Attributes, attribute, collection, integer, keyword, type Attribute } from '@platen/ipp-core'
import { describeCapabilities, describeConstraints } from '@platen/papi'
import { describe, expect, it } from 'vitest'
import { resolveConflicts } from './constraints.js'

const sides = (...values: readonly [string, ...string[]]): Attribute => attribute('sides', keyword(values[0]), ...values.slice(1).map(keyword))
const mediaType = (type: string, ...more: readonly Attribute[]): Attribute => attribute('media-col', collection(new Attributes([...more, attribute('media-type', keyword(type))])))
const film = describeCapabilities({ mediaTypes: ['stationery', 'transparency'], duplex: true }, [])
const names = (attributes: Attributes): string[] => [...attributes].map((one) => one.name)
const typeOf = (ticket: Attributes): unknown => {
  const value = ticket.value('media-col')
  return value?.kind === 'collection' ? value.members.string('media-type') : undefined
}

describe('constraints of a printer (PWG 5100.13)', () => {
  it('leave alone what does not conflict', () => {
    for (const ticket of [new Attributes(), Attributes.of(sides('two-sided-long-edge')), Attributes.of(mediaType('transparency')), Attributes.of(mediaType('stationery'), sides('two-sided-short-edge'))]) {
      expect(resolveConflicts(ticket, film)).toEqual({ ticket, conflicting: new Attributes() })
    }
  })

  it('are resolved as the printer says, and all that conflicted is told as it was given', () => {
    const given = Attributes.of(mediaType('transparency', attribute('media-source', keyword('auto'))), sides('two-sided-long-edge'))
    const { ticket, conflicting } = resolveConflicts(given, film)
    expect([ticket.string('sides'), typeOf(ticket)]).toEqual(['one-sided', 'transparency'])
    expect(conflicting).toEqual(given)
  })

  it('make a default give way, of which nobody is told', () => {
    const twoSided = new Attributes(film).put(sides('two-sided-long-edge')).put({ name: 'sides-default', values: sides('two-sided-long-edge').values })
    const { ticket, conflicting } = resolveConflicts(Attributes.of(mediaType('transparency')), twoSided)
    expect([ticket.string('sides'), conflicting.size]).toEqual(['one-sided', 0])
  })

  it('may set members of a collection: the others stay', () => {
    const rule = { name: 'x', conflict: Attributes.of(mediaType('transparency'), sides('two-sided-long-edge')), instead: Attributes.of(mediaType('stationery')) }
    const capabilities = new Attributes([...film.filter((one) => !/^job-(?:constraints|resolvers)/.test(one.name)), ...describeConstraints([rule])])
    const { ticket } = resolveConflicts(Attributes.of(mediaType('transparency', attribute('media-source', keyword('tray-2'))), sides('two-sided-long-edge')), capabilities)
    const value = ticket.value('media-col')
    expect(value?.kind === 'collection' && [value.members.string('media-type'), value.members.string('media-source')]).toEqual(['stationery', 'tray-2'])
  })

  it('without a resolver, and in circles, leave the attributes out', () => {
    const copies = attribute('copies', integer(5))
    const none = { name: 'none', conflict: Attributes.of(copies, sides('one-sided')), instead: new Attributes() }
    const given = Attributes.of(copies, sides('one-sided'))
    expect(names(resolveConflicts(given, describeConstraints([none])).ticket)).toEqual([])
    const circle = [
      { name: 'a', conflict: Attributes.of(copies, sides('one-sided')), instead: Attributes.of(sides('two-sided-long-edge')) },
      { name: 'b', conflict: Attributes.of(copies, sides('two-sided-long-edge')), instead: Attributes.of(sides('one-sided')) },
    ]
    expect(names(resolveConflicts(given, describeConstraints(circle)).ticket)).toEqual([])
  })
})
