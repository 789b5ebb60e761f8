import { Attributes, attribute, boolean, collection, dotsPerInch, enumeration, integer, keyword, name, range, type Attribute } from '@platen/ipp-core'
import { describeCapabilities } from '@platen/papi'
import { describe, expect, it } from 'vitest'
import { checkTicket } from './ticket.js'

const capabilities = new Attributes([
  ...describeCapabilities({ media: ['iso_a4_210x297mm', 'na_letter_8.5x11in'], duplex: false }, ['application/pdf']),
  attribute('copies-supported', range(1, 99)),
  attribute('job-priority-supported', integer(100)),
  attribute('page-ranges-supported', boolean(true)),
  attribute('job-hold-until-supported', keyword('no-hold'), keyword('indefinite')),
])
const check = (one: Attribute, fidelity = false) => checkTicket(Attributes.of(one), capabilities, fidelity)
const size = (x: number, y: number) => attribute('media-size', collection(Attributes.of(attribute('x-dimension', integer(x)), attribute('y-dimension', integer(y)))))

describe('a ticket', () => {
  it.each<[string, Attribute]>([
    ['a keyword that is listed', attribute('sides', keyword('one-sided'))],
    ['a name for a keyword', attribute('media', name('iso_a4_210x297mm'))],
    ['an enum that is listed', attribute('print-quality', enumeration(4))],
    ['an integer within a range', attribute('copies', integer(99))],
    ['a time of day to hold until, as `lp -H 22:30` sends it', attribute('job-hold-until', name('22:30'))],
    ['a priority of any level', attribute('job-priority', integer(1))],
    ['a resolution that is listed', attribute('printer-resolution', dotsPerInch(600))],
    ['page ranges where they are supported', attribute('page-ranges', range(1, 2), range(5, 9))],
    ['a media-col whose size is listed', attribute('media-col', collection(Attributes.of(size(21_000, 29_700), attribute('media-source', keyword('auto')))))],
    ['a media-col whose size was rounded from inches', attribute('media-col', collection(Attributes.of(size(21_590, 27_940))))],
  ])('keeps %s', (_, one) => {
    const { ticket, unsupported } = check(one)
    expect([...ticket]).toEqual([one])
    expect(unsupported.size).toBe(0)
  })

  it.each<[string, Attribute]>([
    ['a value that is not listed', attribute('sides', keyword('two-sided-long-edge'))],
    ['an integer outside the range', attribute('copies', integer(100))],
    ['a resolution that is not listed', attribute('printer-resolution', dotsPerInch(1200))],
    ['a media-col of another size', attribute('media-col', collection(Attributes.of(size(10_000, 20_000))))],
    ['a media-col with a member nobody knows', attribute('media-col', collection(Attributes.of(attribute('media-glitter', keyword('gold')))))],
    ['a wrong syntax', attribute<string>('copies', keyword('two'))],
  ])('leaves out %s, and returns the value', (_, one) => {
    const { ticket, unsupported } = check(one)
    expect(ticket.size).toBe(0)
    expect([...unsupported]).toEqual([one])
  })

  it('keeps a time of day as a name, whatever syntax CUPS sent it in', () => {
    expect([...check(attribute('job-hold-until', keyword('22:30'))).ticket]).toEqual([attribute('job-hold-until', name('22:30'))])
  })

  it('returns an attribute it does not know as unsupported (RFC 8011 section 4.1.7)', () => {
    expect(check(attribute('confetti', boolean(true))).unsupported.value('confetti')).toMatchObject({ kind: 'out-of-band', tag: 0x10 })
  })

  it('is refused whole with fidelity, naming all that is not supported', () => {
    expect(() => checkTicket(Attributes.of(attribute('sides', keyword('two-sided-long-edge')), attribute('copies', integer(100))), capabilities, true)).toThrow('sides, copies')
  })
})
