import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Condition } from './condition.js'
import { DeviceStateModel, defaultStateRules } from './device-state.js'
import { mergeConditions } from './merge.js'
import type { Observation, ObservationSource } from './observation.js'

const start = Date.UTC(2026, 0, 1)
const minute = 60_000

const empty: Condition = { reason: 'media-empty', severity: 'error', message: 'it is out of paper' }
const tray2: Condition = { reason: 'media-empty', severity: 'warning', message: 'Tray 2 is empty', part: 'Tray 2' }
const low: Condition = { reason: 'toner-low', severity: 'warning', message: 'its toner is low' }
const jam: Condition = { reason: 'media-jam', severity: 'error', message: 'paper is jammed' }

/** What happens, in order, each so many minutes after the start. */
type Step = [after: number, source: ObservationSource, what: Partial<Observation>] | [after: number, event: 'reached' | 'failed'] | [after: number, event: 'closed' | 'went-on', source: ObservationSource]

function after(steps: readonly Step[]): DeviceStateModel {
  const model = new DeviceStateModel()
  for (const [minutes, kind, what] of steps) {
    const at = start + minutes * minute
    if (kind === 'reached' || kind === 'failed') model.attempted(at, kind === 'reached', 'no answer')
    else if (kind === 'closed') model.closed(what, at)
    else if (kind === 'went-on') model.wentOn(what)
    else model.observe({ source: kind, at, ...(what as Partial<Observation>) })
  }
  return model
}

const at = (steps: readonly Step[], minutes: number): { state: string | undefined; reasons: readonly string[] } => {
  const { activity, reasons } = after(steps).state(start + minutes * minute)
  return { state: activity, reasons }
}

describe('the state of a printer', () => {
  it.each<[string, Step[], number, string | undefined, string[]]>([
    ['nothing is known of a printer that never said anything', [], 0, undefined, []],
    ['it is what it says', [[0, 'snmp', { conditions: [], activity: 'idle' }]], 1, 'idle', []],
    ['a reason comes with its observation', [[0, 'snmp', { conditions: [low], activity: 'idle' }]], 1, 'idle', ['toner-low-warning']],
    ['an error stops it, whatever it says it does', [[0, 'snmp', { conditions: [empty], activity: 'processing' }]], 1, 'stopped', ['media-empty-error']],

    ["a reason is cleared by its source's next good observation that lacks it", [[0, 'snmp', { conditions: [empty] }], [1, 'snmp', { conditions: [], activity: 'idle' }]], 1, 'idle', []],
    ['not by another source', [[0, 'snmp', { conditions: [empty] }], [1, 'pjl', { conditions: [], activity: 'idle' }]], 1, 'stopped', ['media-empty-error']],
    ['not by a word about something else', [[0, 'snmp', { conditions: [empty] }], [1, 'snmp', { pages: 7 }]], 1, 'stopped', ['media-empty-error']],
    ['and not by an older word that comes late', [[1, 'snmp', { conditions: [empty] }], [0, 'snmp', { conditions: [] }]], 1, 'stopped', ['media-empty-error']],

    ['what was said unasked counts for a quarter of an hour', [[0, 'pjl', { unsolicited: true, conditions: [empty] }]], 14, 'stopped', ['media-empty-error']],
    ['and no longer', [[0, 'pjl', { unsolicited: true, conditions: [empty] }]], 15, undefined, []],
    ['said again, it counts anew', [[0, 'pjl', { unsolicited: true, conditions: [empty] }], [10, 'pjl', { unsolicited: true, conditions: [empty] }]], 20, 'stopped', ['media-empty-error']],
    ['after its connection has closed it counts for a minute', [[0, 'pjl', { unsolicited: true, conditions: [empty] }], [2, 'closed', 'pjl']], 2.9, 'stopped', ['media-empty-error']],
    ['then it is over', [[0, 'pjl', { unsolicited: true, conditions: [empty] }], [2, 'closed', 'pjl']], 3, undefined, []],
    ['when the printer has gone on, what stopped it is over; warnings stay', [[0, 'postscript', { unsolicited: true, conditions: [empty, low], activity: 'stopped' }], [1, 'went-on', 'postscript']], 1, undefined, ['toner-low-warning']],
    ['but not what another source says', [[0, 'snmp', { conditions: [jam], activity: 'stopped' }], [1, 'went-on', 'postscript']], 1, 'stopped', ['media-jam-error']],
    ['an answer counts until the next one', [[0, 'snmp', { conditions: [empty] }], [8, 'snmp', { conditions: [empty] }]], 16, 'stopped', ['media-empty-error']],
    ['if no other comes, for ten minutes: then nothing is known', [[0, 'snmp', { conditions: [empty], activity: 'stopped' }]], 10, undefined, []],

    ['sources are merged without doubles', [[0, 'snmp', { conditions: [empty] }], [0, 'pjl', { conditions: [empty, low] }]], 1, 'stopped', ['media-empty-error', 'toner-low-warning']],
    ['the worst severity of a reason counts', [[0, 'snmp', { conditions: [tray2] }], [0, 'pjl', { conditions: [empty] }]], 1, 'stopped', ['media-empty-error']],
    ['what it does is what it said last', [[0, 'snmp', { conditions: [], activity: 'idle' }], [1, 'pjl', { activity: 'processing', unsolicited: true }]], 1, 'processing', []],

    ['one failed attempt says nothing', [[0, 'failed']], 0, undefined, []],
    ['nor do many in a short time', [[0, 'failed'], [0.5, 'failed'], [1, 'failed'], [1.5, 'failed']], 2, undefined, []],
    ['nor two over a long time', [[0, 'failed'], [30, 'failed']], 31, undefined, []],
    ['three over two minutes do: it cannot be reached', [[0, 'failed'], [1, 'failed'], [2, 'failed']], 2, undefined, ['offline-warning']],
    ['one that is reached between them does not flap', [[0, 'failed'], [1, 'failed'], [1.5, 'reached'], [2, 'failed'], [3, 'failed']], 3, undefined, []],
    ['a word from it on any way clears that', [[0, 'failed'], [1, 'failed'], [2, 'failed'], [3, 'appsocket', { conditions: [], activity: 'idle' }]], 3, 'idle', []],
    ['a failed attempt does not stop a printer, nor clear what is known', [[0, 'snmp', { conditions: [low], activity: 'idle' }], [1, 'failed'], [2, 'failed'], [3, 'failed']], 3, 'idle', ['toner-low-warning', 'offline-warning']],
  ])('%s', (_rule, steps, minutes, state, reasons) => {
    expect(at(steps, minutes)).toEqual({ state, reasons })
  })

  it('says the worst in one sentence, the more specific of two', () => {
    const model = after([[0, 'snmp', { conditions: [tray2, low] }], [0, 'pjl', { conditions: [empty] }]])
    expect(model.state(start + 1).message).toBe('Tray 2 is empty; its toner is low')
    expect(after([[0, 'snmp', { conditions: [], message: 'its panel says "Ready"' }]]).state(start + 1).message).toBe('its panel says "Ready"')
  })

  it('says why the job stands still', () => {
    expect(after([[0, 'pjl', { conditions: [empty] }]]).state(start + 1).jobReasons).toEqual(['printer-stopped', 'resources-are-not-ready'])
    expect(after([[0, 'pjl', { conditions: [jam] }]]).state(start + 1).jobReasons).toEqual(['printer-stopped'])
    expect(after([[0, 'pjl', { conditions: [low] }]]).state(start + 1).jobReasons).toEqual([])
  })

  it('keeps alerts, supplies and counters until others come', () => {
    const alert = { alert: 'code=jam', description: 'a jam' }
    const model = after([[0, 'snmp', { conditions: [], alerts: [alert], pages: 5 }], [1, 'pjl', { conditions: [] }], [2, 'snmp', { pages: 6 }]])
    expect(model.state(start + 3 * minute)).toMatchObject({ alerts: [alert], pages: 6 })
  })

  it('tells whether it is reached, and when the state changes by itself', () => {
    const model = after([[0, 'pjl', { unsolicited: true, conditions: [empty] }]])
    expect(model.state(start + minute).reachable).toBe('yes')
    expect(model.nextChange(start)).toBe(start + defaultStateRules.unsolicited)
    expect(model.nextChange(start + defaultStateRules.unsolicited)).toBeUndefined()
    expect(new DeviceStateModel().state(start).reachable).toBe('unknown')
    expect(after([[0, 'failed'], [1, 'failed'], [2, 'failed']]).state(start + 2 * minute)).toMatchObject({
      reachable: 'no',
      message: 'it cannot be reached since 2026-01-01T00:00:00.000Z: no answer',
    })
  })
})

describe('merged conditions', () => {
  const condition = (reason: string, severity: Condition['severity'], part?: string): Condition => ({ reason, severity, message: part ?? reason, ...(part === undefined ? {} : { part }) })

  it('a part stands for the whole, of the same or a kindred reason; the worst severity stays', () => {
    expect(mergeConditions([condition('door-open', 'error'), condition('cover-open', 'warning', 'Door A')])).toEqual([{ ...condition('cover-open', 'warning', 'Door A'), severity: 'error' }])
    expect(mergeConditions([condition('media-empty', 'error'), condition('media-low', 'report', 'Tray 1')])).toHaveLength(2)
    expect(mergeConditions([condition('media-empty', 'report', 'Tray 1'), condition('media-empty', 'report', 'Tray 2')])).toHaveLength(2)
  })

  it('are as bad as what they were made of, whatever the order', () => {
    const any = fc.record({
      reason: fc.constantFrom('media-empty', 'media-needed', 'cover-open', 'door-open', 'other', 'toner-low'),
      severity: fc.constantFrom<Condition['severity']>('report', 'warning', 'error'),
      message: fc.constantFrom('a', 'b'),
    })
    const withPart = fc.tuple(any, fc.constantFrom(undefined, 'Tray 1', 'Door A')).map(([one, part]): Condition => (part === undefined ? one : { ...one, part }))
    fc.assert(
      fc.property(fc.array(withPart, { maxLength: 10 }), (all) => {
        const merged = mergeConditions(all)
        expect(merged.length).toBeLessThanOrEqual(all.length)
        expect(merged.some(({ severity }) => severity === 'error')).toBe(all.some(({ severity }) => severity === 'error'))
        const keys = (list: readonly Condition[]): string[] => list.map(({ reason, part, severity }) => `${reason} ${part ?? ''} ${severity}`).sort()
        expect(keys(mergeConditions([...all].reverse()))).toEqual(keys(merged))
        expect(keys(mergeConditions(merged))).toEqual(keys(merged))
      }),
      { numRuns: 200 },
    )
  })
})
