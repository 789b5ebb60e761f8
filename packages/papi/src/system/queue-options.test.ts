import { attribute, boolean, integer, keyword, name, noValue, range, text, type Attribute } from '@platen/ipp-core'
import { describe, expect, it } from 'vitest'
import type { OptionSchema } from '../options.js'
import { checkedOption, optionAttributes, optionValues, settableOptionNames, settableOptions } from './queue-options.js'

const schema = {
  'max-jobs': { type: 'integer', settable: true, default: 0, minimum: 0, maximum: 10, description: '' },
  policy: { type: 'keyword', settable: true, default: 'retry', keywords: ['retry', 'hold'], description: '' },
  sure: { type: 'boolean', settable: true, default: false, description: '' },
  others: { type: 'string', list: true, settable: true, default: '', description: '' },
  periods: { type: 'string', settable: true, default: '', description: '' },
  secret: { type: 'string', default: '', description: '' },
} as const satisfies OptionSchema
const options = { schema: settableOptions(schema), values: { 'max-jobs': 3, policy: 'hold', sure: true, others: 'a, b', periods: 'x=1-2,3-4', secret: 's' } }

describe('options of a queue as attributes', () => {
  it('are those that can be set, each in its syntax; what is empty has no value', () => {
    expect([...optionAttributes(options)]).toEqual([
      attribute('platen-max-jobs', integer(3)), attribute('platen-policy', keyword('hold')), attribute('platen-sure', boolean(true)), attribute('platen-others', name('a'), name('b')), attribute('platen-periods', text('x=1-2,3-4')),
    ])
    expect([...optionAttributes({ ...options, values: {} })].at(-1)).toEqual(attribute('platen-periods', noValue))
    expect(settableOptionNames(options)).toEqual(['platen-max-jobs', 'platen-policy', 'platen-sure', 'platen-others', 'platen-periods'])
    expect([...optionAttributes(undefined)]).toEqual([])
  })

  it('say which values they may have', () => {
    expect([...optionValues(options)].slice(0, 3)).toEqual([attribute('platen-max-jobs', range(0, 10)), attribute('platen-policy', keyword('retry'), keyword('hold')), attribute('platen-sure', boolean(false), boolean(true))])
  })

  it.each<[string, Attribute, Attribute | undefined]>([
    ['a number', attribute('platen-max-jobs', integer(10)), attribute('platen-max-jobs', integer(10))],
    ['a number as a name', attribute('platen-max-jobs', name('7')), attribute('platen-max-jobs', integer(7))],
    ['too large a number', attribute('platen-max-jobs', integer(11)), undefined],
    ['two numbers', attribute('platen-max-jobs', integer(1), integer(2)), undefined],
    ['a word as a name', attribute('platen-policy', name('hold')), attribute('platen-policy', keyword('hold'))],
    ['a word that it does not know', attribute('platen-policy', keyword('shout')), undefined],
    ['yes', attribute('platen-sure', name('true')), attribute('platen-sure', boolean(true))],
    ['names', attribute('platen-others', name('c'), name('d')), attribute('platen-others', name('c'), name('d'))],
    ['nothing', attribute('platen-others', noValue), attribute('platen-others', noValue)],
    ['a text', attribute('platen-periods', text('y=3-4')), attribute('platen-periods', text('y=3-4'))],
    ['a number for a text', attribute('platen-periods', integer(4)), undefined],
    ['an option that cannot be set', attribute('platen-secret', text('x')), undefined],
    ['a name that every object has', attribute('platen-constructor', text('x')), undefined],
  ])('take %s as it is meant, or not at all', (_what, given, kept) => {
    expect(checkedOption(options, given)).toEqual(kept)
  })
})
