import { describe, expect, it } from 'vitest'
import { isSecret, OptionError, readOptions, shownDevice, shownOptions, type OptionSchema } from './options.js'

const schema = {
  waiteof: { type: 'boolean', default: true, description: '' },
  contimeout: { type: 'integer', default: 60, minimum: 0, maximum: 600, unit: 'seconds', description: '' },
  policy: { type: 'keyword', default: 'retry', keywords: ['retry', 'hold'], description: '' },
  name: { type: 'string', default: '', description: '' },
  password: { type: 'string', default: '', secret: true, description: '' },
} as const satisfies OptionSchema

describe('options', () => {
  it('have their defaults', () => {
    expect(readOptions(schema, {})).toEqual({ waiteof: true, contimeout: 60, policy: 'retry', name: '', password: '' })
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
    [{ password: 12_345 }, 'option "password" must be a string, not what it is: a number'],
    [{ contimout: 5 }, 'there is no option "contimout"; known are: waiteof, contimeout, policy, name, password'],
  ])('refuse %o with what would fit', (given, message) => {
    expect(() => readOptions(schema, given)).toThrow(OptionError)
    expect(() => readOptions(schema, given)).toThrow(message)
  })
})

describe('secrets', () => {
  it('are options like any other to those that use them', () => {
    expect(readOptions(schema, { password: 'hush' }).password).toBe('hush')
  })

  it('are not shown, but whether they are set is', () => {
    expect(shownOptions(schema, { name: 'one', password: 'hush' })).toEqual({ name: 'one', password: '(secret)' })
    expect(shownOptions(schema, readOptions(schema, {}))).toMatchObject({ password: '' })
    expect([isSecret(schema.password), isSecret(schema.name), isSecret(schema.waiteof), isSecret(undefined)]).toEqual([true, false, false, false])
  })

  it.each([
    ['socket://printer.example:9100', 'socket://printer.example:9100'],
    ['socket://printer.example?snmpauthpassword=hush', 'socket://printer.example?...'],
    ['socket://printer.example?snmpauthpasword=hush', 'socket://printer.example?...'],
    ['socket://printer.example#hush', 'socket://printer.example?...'],
    ['ftp://alice:hush@printer.example/a', 'ftp://printer.example/a'],
    ['//alice:hush@printer', '//printer'],
    ['class:laser,copier', 'class:laser,copier'],
    ['file:///tmp/a@b', 'file:///tmp/a@b'],
    ['', ''],
  ])('are not in the URI of a device: %s is shown as %s', (uri, shown) => {
    expect(shownDevice(uri)).toBe(shown)
  })
})
