import { describe, expect, it } from 'vitest'
import { OptionError, readOptions, type OptionSchema } from './options.js'

const schema = {
  waiteof: { type: 'boolean', default: true, description: '' },
  contimeout: { type: 'integer', default: 60, minimum: 0, maximum: 600, unit: 'seconds', description: '' },
  policy: { type: 'keyword', default: 'retry', keywords: ['retry', 'hold'], description: '' },
  name: { type: 'string', default: '', description: '' },
} as const satisfies OptionSchema

describe('options', () => {
  it('have their defaults', () => {
    expect(readOptions(schema, {})).toEqual({ waiteof: true, contimeout: 60, policy: 'retry', name: '' })
  })

  it('may be strings, as in the query of a device URI', () => {
    expect(readOptions(schema, { waiteof: 'false', contimeout: '10' })).toMatchObject({ waiteof: false, contimeout: 10 })
  })

  it.each([
    [{ waiteof: 'perhaps' }, 'option "waiteof" must be true or false, not "perhaps"'],
    [{ contimeout: 601 }, 'option "contimeout" must be a whole number from 0 to 600 (seconds), not 601'],
    [{ contimeout: 1.5 }, 'a whole number'],
    [{ policy: 'give-up' }, 'one of retry, hold'],
    [{ name: 5 }, 'must be a string'],
    [{ contimout: 5 }, 'there is no option "contimout"; known are: waiteof, contimeout, policy, name'],
  ])('refuse %o with what would fit', (given, message) => {
    expect(() => readOptions(schema, given)).toThrow(OptionError)
    expect(() => readOptions(schema, given)).toThrow(message)
  })
})
