import assert from 'node:assert/strict'
import { describe, it } from 'vitest'
import { everything } from './fuzz/everything.ts'
import { Attributes } from '../src/attributes.js'
import { decode } from '../src/decode.js'
import { GroupTag } from '../src/tags.js'
import { dateTime, dotsPerInch, range } from '../src/value.js'

/** Every object in a message, but for its lists of attributes. */
function* objectsOf(value: unknown): Generator<object> {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return
  if (!Array.isArray(value) && !(value instanceof Attributes)) yield value
  for (const one of value instanceof Attributes ? value : Object.values(value)) yield* objectsOf(one)
}

describe('what a message is decoded to', () => {
  const { message } = decode(everything)

  it('is made of plain objects', () => {
    const objects = [...objectsOf(message)]
    assert.ok(objects.length > 60)
    for (const one of objects) assert.equal(Object.getPrototypeOf(one), Object.prototype)
  })

  it('equals what literals make', () => {
    const attributes = message.groups.find(({ tag }) => tag === GroupTag.job)?.attributes
    assert.ok(attributes)
    assert.deepEqual(attributes.get('printer-state'), { name: 'printer-state', values: [{ kind: 'integer', tag: 0x23, value: 3 }] })
    assert.deepEqual(attributes.value('text'), { kind: 'localized', tag: 0x35, value: 'Grüß', language: 'de' })
    assert.deepEqual(attributes.value('flag'), { kind: 'boolean', tag: 0x22, value: true })
    assert.deepEqual(attributes.value('range'), range(1, 9))
    assert.deepEqual(attributes.value('resolution'), dotsPerInch(600, 300))
    assert.deepEqual(attributes.value('no-value'), { kind: 'out-of-band', tag: 0x13 })
    assert.deepEqual(attributes.value('date'), { ...dateTime(0), year: 2026, month: 11, day: 21, hour: 8, minutes: 30, utcHours: 1 })
    assert.deepEqual(message.version, { major: 2, minor: 2 })
  })
})
