/** Lists of attributes: look-ups by name, changes, order. */
import { describe, expect, it } from 'vitest'
import { Attributes, attribute, attributeOf, stringOf } from './attributes.js'
import { boolean, enumeration, integer, keyword, nameWithLanguage, noValue, text } from './value.js'

const names = (attributes: Attributes): string[] => [...attributes].map(({ name }) => name)

describe('attributeOf', () => {
  it('makes an attribute of the values there are, and none of none', () => {
    expect(attributeOf('job-ids', [1, 2].map(integer))).toEqual(attribute('job-ids', integer(1), integer(2)))
    expect(names(Attributes.of(attributeOf('job-ids', []), attributeOf('copies', [integer(1)])))).toEqual(['copies'])
  })
})

describe('Attributes', () => {
  const attributes = Attributes.of(
    attribute('copies', integer(2)),
    attribute('sides', keyword('one-sided'), noValue, nameWithLanguage('beidseitig', 'de')),
    attribute('finishings', enumeration(3), keyword('none'), enumeration(4)),
    attribute('last-document', boolean(false)),
    undefined,
    attribute('copies', integer(9)),
  )

  it('keeps order and repeated names, leaves out undefined', () => {
    expect(attributes.size).toBe(5)
    expect(names(attributes)).toEqual(['copies', 'sides', 'finishings', 'last-document', 'copies'])
  })

  it('finds the first of a name', () => {
    expect(attributes.get('copies')).toEqual(attribute('copies', integer(2)))
    expect(attributes.get('media')).toBeUndefined()
    expect([attributes.has('copies'), attributes.has('media'), attributes.has('toString')]).toEqual([true, false, false])
  })

  it('reads the first value, if it is of the wanted kind', () => {
    expect(attributes.integer('copies')).toBe(2)
    expect(attributes.integer('finishings')).toBe(3)
    expect(attributes.integer('sides')).toBeUndefined()
    expect(attributes.string('sides')).toBe('one-sided')
    expect(attributes.string('copies')).toBeUndefined()
    expect(attributes.boolean('last-document')).toBe(false)
    expect(attributes.boolean('copies')).toBeUndefined()
    expect(attributes.value('sides')).toEqual(keyword('one-sided'))
  })

  it('reads every value of the wanted kind', () => {
    expect(attributes.strings('sides')).toEqual(['one-sided', 'beidseitig'])
    expect(attributes.integers('finishings')).toEqual([3, 4])
    expect([attributes.strings('media'), attributes.integers('media')]).toEqual([[], []])
  })

  it('filters into a list of its own', () => {
    const rest = attributes.filter(({ name }) => name !== 'copies')
    rest.delete('sides')
    expect(names(rest)).toEqual(['finishings', 'last-document'])
    expect(attributes.has('sides')).toBe(true)
  })
})

describe('changes', () => {
  it('set puts an attribute where the first of its name stands, else at the end', () => {
    const attributes = Attributes.of(attribute('a', integer(1)), attribute('b', integer(2)), attribute('a', integer(3)))
    attributes.set('a', integer(4), integer(5)).set('c', integer(6))
    expect([...attributes]).toEqual([attribute('a', integer(4), integer(5)), attribute('b', integer(2)), attribute('a', integer(3)), attribute('c', integer(6))])
  })

  it('append adds at the end; the first of a name is still the one found', () => {
    const attributes = new Attributes()
    expect(attributes.has('a')).toBe(false)
    attributes.append(attribute('a', integer(1))).append(attribute('a', integer(2)))
    expect(attributes.integer('a')).toBe(1)
    expect(attributes.size).toBe(2)
  })

  it('delete removes all of a name, and look-ups know where the others are now', () => {
    const attributes = Attributes.of(attribute('a', integer(1)), attribute('b', integer(2)), attribute('a', integer(3)), attribute('c', integer(4)))
    expect(attributes.delete('a')).toBe(true)
    expect(attributes.delete('a')).toBe(false)
    expect([attributes.integer('b'), attributes.integer('c'), attributes.get('a')]).toEqual([2, 4, undefined])
    attributes.put(attribute('b', integer(5)))
    expect(names(attributes)).toEqual(['b', 'c'])
  })

  it('does not change the list it was made from', () => {
    const list = [attribute('a', integer(1))]
    new Attributes(list).append(attribute('b', integer(2)))
    expect(list).toHaveLength(1)
  })
})

describe('stringOf', () => {
  it('is the string of a string syntax only', () => {
    expect([text('a'), nameWithLanguage('b', 'en'), integer(1), noValue, undefined].map(stringOf)).toEqual(['a', 'b', undefined, undefined, undefined])
  })
})
