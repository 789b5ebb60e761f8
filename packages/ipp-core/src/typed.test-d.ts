/** What the compiler knows of attributes: their values by name, and what it refuses. `pnpm typecheck` runs it. */
import { describe, expectTypeOf, it } from 'vitest'
import {
  Attributes,
  attribute,
  boolean,
  collection,
  enumeration,
  integer,
  keyword,
  name,
  nameWithLanguage,
  noValue,
  octetString,
  range,
  text,
  uri,
  type Attribute,
  type BooleanValue,
  type CollectionValue,
  type IntegerValue,
  type OutOfBandValue,
  type RangeValue,
  type RegisteredKeywords,
  type StringValue,
  type Value,
} from './index.js'
import { attributesOf, enumValue, keywordsOf, request, response, toObject } from './registry/index.js'

const attributes = new Attributes()
declare const anyName: string

describe('get', () => {
  it('has values of the registered syntax, or out-of-band', () => {
    expectTypeOf(attributes.get('printer-state')?.values[0]).toExtend<IntegerValue | OutOfBandValue | undefined>()
    expectTypeOf(attributes.get('printer-is-accepting-jobs')?.values[0]).toEqualTypeOf<BooleanValue | OutOfBandValue | undefined>()
    expectTypeOf(attributes.get('copies-supported')?.values[0]).toEqualTypeOf<RangeValue | OutOfBandValue | undefined>()
    expectTypeOf(attributes.get('printer-state')?.name).toEqualTypeOf<'printer-state' | undefined>()
  })

  it('narrows by kind to the syntax, its tag included', () => {
    const value = attributes.value('printer-state')
    if (value?.kind === 'integer') expectTypeOf(value.tag).toEqualTypeOf<0x23>()
    const media = attributes.value('media')
    if (media?.kind === 'string') expectTypeOf(media.tag).toEqualTypeOf<0x44 | 0x42>()
  })

  it('knows members of collections, of those within as well', () => {
    const media = attributes.value('media-col')
    if (media?.kind !== 'collection') return
    const size = media.members.value('media-size')
    if (size?.kind !== 'collection') return
    expectTypeOf(size.members.get('x-dimension')?.values[0]).toExtend<IntegerValue | OutOfBandValue | undefined>()
    const database = attributes.value('media-col-database')
    if (database?.kind !== 'collection') return
    const sizes = database.members.value('media-size')
    if (sizes?.kind === 'collection') expectTypeOf(sizes.members.value('x-dimension')).toExtend<IntegerValue | RangeValue | OutOfBandValue | undefined>()
    // A member that is not registered may be anything.
    expectTypeOf(media.members.get('x-glitter')?.values).toEqualTypeOf<readonly Value[] | undefined>()
  })

  it('has any value under a name that is not registered, or not known before it runs', () => {
    expectTypeOf(attributes.get('x-thing')?.values).toEqualTypeOf<readonly Value[] | undefined>()
    expectTypeOf(attributes.get(anyName)?.values).toEqualTypeOf<readonly Value[] | undefined>()
    expectTypeOf(attributes.get<string>('printer-state')?.values).toEqualTypeOf<readonly Value[] | undefined>()
    expectTypeOf(attributes.get('printer-state')).toExtend<Attribute | undefined>()
  })

  it('leaves the short ways as they are', () => {
    expectTypeOf(attributes.integer('printer-state')).toEqualTypeOf<number | undefined>()
    expectTypeOf(attributes.strings('x-thing')).toEqualTypeOf<string[]>()
  })
})

describe('set and attribute', () => {
  it('take values of the registered syntax, or out-of-band', () => {
    attributes.set('printer-state', enumeration(3)).set('printer-state', noValue)
    attributes.set('printer-state-reasons', keyword('media-jam'), keyword('vendor-glitter-low'))
    attributes.set('media', keyword('iso_a4_210x297mm')).set('media', name('My paper')).set('media', nameWithLanguage('Mein Papier', 'de'))
    attributes.set('media-col', collection(Attributes.of(attribute('media-type', keyword('stationery')))))
    attributes.set('notify-lease-duration-supported', integer(0), range(60, 3600))
    attribute('printer-alert', octetString(Uint8Array.of(1)))
  })

  it('take any value of a name that is not registered', () => {
    attributes.set('x-thing', text('a'), boolean(true))
    attributes.set(anyName, keyword('x'))
    attribute<string>('printer-state', keyword('x'))
  })

  it('refuse values of another syntax', () => {
    // @ts-expect-error it is an enum
    attributes.set('printer-state', keyword('x'))
    // @ts-expect-error an enum, no integer
    attributes.set('printer-state', integer(3))
    // @ts-expect-error a keyword, no text
    attributes.set('sides', text('one-sided'))
    // @ts-expect-error it is a uri
    attributes.set('printer-uri', keyword('ipp'))
    // @ts-expect-error the second value
    attributes.set('copies', integer(1), uri('a'))
    // @ts-expect-error a collection
    attribute('media-col', keyword('a4'))
    // @ts-expect-error there is no value
    attributes.set('sides')
  })

  it('give attributes for every list', () => {
    expectTypeOf(attribute('sides', keyword('one-sided'))).toExtend<Attribute>()
    expectTypeOf(['a', 'b'].map(keyword)).toExtend<readonly StringValue[]>()
    const which = (one: 'creation' | 'processing'): Attribute => attribute(`time-at-${one}`, integer(1))
    expectTypeOf(which).returns.toEqualTypeOf<Attribute>()
  })
})

describe('attributesOf', () => {
  it('takes plain JavaScript of the registered syntax', () => {
    attributesOf('printer', { 'printer-state': 3, 'printer-state-reasons': ['none', 'x-vendor'], 'sides-supported': 'one-sided' })
    attributesOf('printer', { 'printer-state': 'idle', 'printer-resolution-default': '600x1200dpi', 'printer-current-time': new Date(0), 'printer-geo-location': null })
    attributesOf('job', { 'media-col': { 'media-size': { 'x-dimension': 21_000 } }, 'job-name': { value: 'Rechnung', language: 'de' }, media: name('a4') })
    attributesOf('job', { overrides: [{ pages: [{ lower: 1, upper: 2 }], sides: 'one-sided' }] })
  })

  it('refuses other types, other groups, and names that nobody registered', () => {
    // @ts-expect-error it is a number
    attributesOf('job', { copies: '2' })
    // @ts-expect-error not a name of the enum
    attributesOf('printer', { 'printer-state': 'asleep' })
    // @ts-expect-error it has one value
    attributesOf('job', { copies: [1, 2] })
    // @ts-expect-error no member of media-size
    attributesOf('job', { 'media-col': { 'media-size': { 'z-dimension': 1 } } })
    // @ts-expect-error it is a printer's
    attributesOf('job', { 'printer-state': 3 })
    // @ts-expect-error a slip of the pen
    attributesOf('job', { copeis: 2 })
    // @ts-expect-error it has no unit
    attributesOf('job', { 'printer-resolution': '600' })
  })
})

describe('toObject', () => {
  it('has plain types, and what may stand instead', () => {
    const plain = toObject(attributes)
    expectTypeOf(plain.copies).toExtend<number | IntegerValue | OutOfBandValue | null | undefined>()
    if (typeof plain['printer-state'] === 'number') expectTypeOf(plain['printer-state']).toEqualTypeOf<number>()
    expectTypeOf<'one-sided'>().toExtend<NonNullable<typeof plain.sides>>()
    expectTypeOf(plain['printer-state-reasons']).toExtend<readonly (string | Value | null)[] | undefined>()
    expectTypeOf<CollectionValue>().toExtend<NonNullable<(typeof plain)['media-col']>>()
    expectTypeOf<{ 'media-size': { 'x-dimension': number } }>().toExtend<NonNullable<(typeof plain)['media-col']>>()
    // @ts-expect-error no attribute of a job
    expectTypeOf(toObject<'job'>(attributes)['printer-state']).toBeUnknown()
  })

  it('gives what attributesOf takes', () => {
    attributesOf('unsupported', toObject(attributes))
    attributesOf('printer', toObject<'printer'>(attributes))
  })
})

describe('messages', () => {
  it('are typed throughout', () => {
    request({ operation: 'Print-Job', attributes: { 'printer-uri': 'ipp://print.example/ipp', 'document-format': 'application/pdf' }, job: { sides: 'two-sided-long-edge' } })
    response({ status: 'client-error-not-found', unsupported: { copies: 9999 } })
    // @ts-expect-error it is no operation
    request({ operation: 'Make-Tea' })
    // @ts-expect-error a job's, in the group of operation attributes
    request({ operation: 'Print-Job', attributes: { sides: 'one-sided' } })
  })
})

describe('keywords and enums', () => {
  it('are typed by attribute', () => {
    expectTypeOf<RegisteredKeywords['sides-supported']>().toEqualTypeOf<'one-sided' | 'two-sided-long-edge' | 'two-sided-short-edge'>()
    expectTypeOf(keywordsOf('sides')).toExtend<readonly string[]>()
    expectTypeOf(enumValue('printer-state', 'idle')).toEqualTypeOf<number | undefined>()
  })
})
