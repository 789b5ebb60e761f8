import { attribute, Attributes, integer, keyword, name, noValue, OutOfBandTag, text, type Attribute } from '@platen/ipp-core'
import { describe, expect, it } from 'vitest'
import { describeCapabilities } from '../capabilities.js'
import type { QueueDefinition } from '../module.js'
import { settableSettings } from './queue-settings.js'
import { SystemRecords, type SystemRecordsSetup } from './system-records.js'
import { withIds, firstState, type SystemState } from './system-state.js'

const formats = ['application/pdf']
const queue = (name: string, more: Partial<QueueDefinition> = {}): QueueDefinition => ({
  name, info: name, location: '', makeAndModel: 'Test', uuid: 'urn:uuid:0', device: 'socket://h', formats, capabilities: describeCapabilities({}, formats), options: {}, deviceOptions: {}, ...more,
})
const settings = (...list: readonly Attribute[]) => new Attributes(list)
const info = (value: string) => attribute('printer-info', text(value))
const deleted = (name: string): Attribute => ({ name, values: [{ kind: 'out-of-band', tag: OutOfBandTag.deleteAttribute }] })

/** Records over a memory that outlives them. */
function memory(): { state: SystemState | undefined; open(setup?: Partial<SystemRecordsSetup>): Promise<SystemRecords> } {
  const kept = {
    state: undefined as SystemState | undefined,
    open: (setup: Partial<SystemRecordsSetup> = {}) =>
      SystemRecords.open({
        // As a file would: what comes back is a copy.
        keeper: { load: () => (kept.state === undefined ? undefined : JSON.parse(JSON.stringify(kept.state))) as unknown, save: (state) => void (kept.state = state) },
        declared: [queue('office')],
        define: ({ name, device }) => queue(name, { device }),
        clock: () => 1000,
        ...setup,
      }),
  }
  return kept
}

describe('queues added at run time', () => {
  it('come back with their settings, in the order in which they were added', async () => {
    const kept = memory()
    const records = await kept.open()
    await records.add({ name: 'b', device: 'socket://b', settings: settings(info('B'), attribute('sides-default', keyword('two-sided-long-edge'))) })
    await records.add({ name: 'a', device: 'socket://a', settings: settings() })
    const again = await kept.open()
    expect(again.added).toEqual(['b', 'a'])
    expect(again.definition('b')).toMatchObject({ info: 'B', device: 'socket://b' })
    expect(again.definition('b').capabilities.string('sides-default')).toBe('two-sided-long-edge')
    await again.remove('b')
    expect((await kept.open()).added).toEqual(['a'])
    expect(() => again.definition('b')).toThrow('there is no printer "b" here')
  })

  it('change device and settings; a deleted setting is as it was without it', async () => {
    const kept = memory()
    const records = await kept.open()
    await records.add({ name: 'b', device: 'socket://b', settings: settings(info('B')) })
    const change = records.changed('b', { device: 'socket://c', settings: settings(deleted('printer-info'), attribute('printer-location', text('Room 2'))) })
    expect(change.definition).toMatchObject({ info: 'b', location: 'Room 2', device: 'socket://c' })
    expect(records.definition('b')).toMatchObject({ info: 'B', device: 'socket://b' })
    await change.keep()
    expect((await kept.open()).definition('b')).toMatchObject({ info: 'b', location: 'Room 2', device: 'socket://c' })
  })

  it('give way to declared ones of that name, and are kept beside them', async () => {
    const kept = memory()
    await (await kept.open()).add({ name: 'b', device: 'socket://b', settings: settings() })
    const shadowed = await kept.open({ declared: [queue('office'), queue('b', { info: 'declared' })] })
    expect([shadowed.added, shadowed.shadowed, shadowed.definition('b').info]).toEqual([[], ['b'], 'declared'])
    expect((await kept.open()).added).toEqual(['b'])
  })
})

describe('changes of declared queues', () => {
  it('hold until the configuration says something else, each by itself', async () => {
    const kept = memory()
    await (await kept.open()).changed('office', { settings: settings(info('By the window'), attribute('printer-location', text('Room 2'))) }).keep()
    expect((await kept.open()).definition('office')).toMatchObject({ info: 'By the window', location: 'Room 2' })
    expect((await kept.open({ declared: [queue('office', { info: 'Changed in the file' })] })).definition('office')).toMatchObject({ info: 'Changed in the file', location: 'Room 2' })
  })

  it('are taken back by deleting them', async () => {
    const kept = memory()
    const records = await kept.open()
    await records.changed('office', { settings: settings(attribute('copies-default', integer(2))) }).keep()
    expect(records.definition('office').capabilities.integer('copies-default')).toBe(2)
    await records.changed('office', { settings: settings(deleted('copies-default')) }).keep()
    expect((await kept.open()).definition('office').capabilities.has('copies-default')).toBe(false)
  })
})

describe('the default printer', () => {
  it('is the chosen one until the configuration names another, or it is removed', async () => {
    const kept = memory()
    const records = await kept.open()
    await records.add({ name: 'b', device: 'socket://b', settings: settings() })
    await records.setDefault('b')
    expect((await kept.open()).defaultPrinter).toBe('b')
    expect((await kept.open({ declaredDefault: 'office' })).defaultPrinter).toBe('office')
    await records.remove('b')
    expect((await kept.open()).defaultPrinter).toBeUndefined()
  })
})

describe('printer-id', () => {
  it('stays with its queue, and is not given again at once', async () => {
    const kept = memory()
    const records = await kept.open()
    await records.add({ name: 'b', device: 'socket://b', settings: settings() })
    await records.remove('b')
    await records.add({ name: 'c', device: 'socket://c', settings: settings() })
    expect((await kept.open({ declared: [queue('new'), queue('office')] })).state.ids).toEqual({ office: 1, c: 3, new: 4 })
  })

  it('goes from 65535 to the lowest that is free, and no further', () => {
    const state = { ...firstState(0), lastId: 65_534, ids: { one: 1, constructor: 2 } }
    expect(withIds(state, ['a', 'b', 'constructor']).ids).toEqual({ one: 1, constructor: 2, a: 65_535, b: 3 })
    const full = { ...state, ids: Object.fromEntries(Array.from({ length: 65_535 }, (_, at) => [`q${at}`, at + 1])) }
    expect(() => withIds(full, ['x'])).toThrow('65535 printers')
  })
})

describe('what was kept by a newer version', () => {
  it('is refused', async () => {
    await expect(memory().open({ keeper: { load: () => ({ version: 2 }), save: () => undefined } })).rejects.toThrow('another version')
  })
})

describe('the default medium', () => {
  it('is the same in media-default and media-col-default', async () => {
    const records = await memory().open()
    const { capabilities } = records.changed('office', { settings: settings(attribute('media-default', keyword('na_letter_8.5x11in'))) }).definition
    const medium = capabilities.value('media-col-default')
    expect(medium?.kind === 'collection' && [medium.members.string('media-size-name'), medium.members.string('media-source')]).toEqual(['na_letter_8.5x11in', 'auto'])
  })
})

describe('options of a queue', () => {
  const office = { ...queue('office'), options: { 'max-jobs': 5, fallback: '', 'after-crash': 'reprint' } }

  it('are set by the attributes that show them, and kept as long as the configuration says the same', async () => {
    const kept = memory()
    const records = await kept.open({ declared: [office] })
    const { definition, keep } = records.changed('office', { settings: settings(attribute('platen-max-jobs', integer(9)), attribute('platen-fallback', name('lab'), name('hall')), attribute('platen-after-crash', keyword('hold'))) })
    expect(definition.options).toEqual({ 'max-jobs': 9, fallback: 'lab,hall', 'after-crash': 'hold' })
    await keep()
    expect((await kept.open({ declared: [office] })).definition('office').options).toEqual(definition.options)
    expect((await kept.open({ declared: [{ ...office, options: { ...office.options, 'max-jobs': 6 } }] })).definition('office').options).toEqual({ ...definition.options, 'max-jobs': 6 })
    await records.changed('office', { settings: settings(deleted('platen-max-jobs'), attribute('platen-fallback', noValue)) }).keep()
    expect(records.definition('office').options).toEqual({ 'max-jobs': 5, fallback: '', 'after-crash': 'hold' })
  })
})

describe('what can be set', () => {
  it('are the four texts, and defaults of what the printer can do', () => {
    const names = settableSettings(new Attributes([attribute('sides-default', keyword('one-sided')), attribute('sides-supported', keyword('one-sided')), attribute('odd-default', integer(1))]))
    expect(names).toEqual(['printer-info', 'printer-location', 'printer-make-and-model', 'printer-message-from-operator', 'sides-default'])
  })
})
