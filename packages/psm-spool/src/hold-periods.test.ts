import { describe, expect, it } from 'vitest'
import { readHoldPeriods } from './hold-periods.js'
import { holdOf, type Calendar } from './hold-until.js'

/** A calendar whose local time is UTC. */
const utc: Calendar = {
  at: (instant) => ({ hour: new Date(instant).getUTCHours(), minute: new Date(instant).getUTCMinutes(), weekday: new Date(instant).getUTCDay() }),
  hourOf: (instant, days, hour, minute = 0) => {
    const date = new Date(instant)
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + days, hour, minute)
  },
}
const when = (periods: string, name: string, now: string) => {
  const hold = holdOf(name, Date.parse(`${now}Z`), utc, readHoldPeriods(periods))
  return typeof hold === 'number' ? new Date(hold).toISOString().slice(0, 16) : hold
}

describe('hold-periods', () => {
  // 2026-11-20 is a Friday.
  it.each([
    ['lunch=12:00-13:30', 'lunch', '2026-11-20T13:29', 'not'],
    ['lunch=12:00-13:30', 'lunch', '2026-11-20T13:30', '2026-11-21T12:00'],
    ['lunch=12:15-13', 'lunch', '2026-11-20T12:14', '2026-11-20T12:15'],
    ['backup=Sat,Sun 22:00-04:00', 'backup', '2026-11-20T23:00', '2026-11-21T22:00'],
    ['backup=Sat,Sun 22:00-04:00', 'backup', '2026-11-23T03:59', 'not'],
    ['backup=Sat,Sun 22:00-04:00', 'backup', '2026-11-23T04:00', '2026-11-28T22:00'],
    ['office=Mon-Fri 8-17, office=Sat 9-12', 'office', '2026-11-20T17:00', '2026-11-21T09:00'],
    ['office=Mon-Fri 8-17, office=Sat 9-12', 'office', '2026-11-21T12:00', '2026-11-23T08:00'],
    ['office=Fri-Mon 8-17; lunch=12-13', 'office', '2026-11-24T08:00', '2026-11-27T08:00'],
    ['evening=17:30-23:00', 'evening', '2026-11-20T17:30', 'not'],
    ['', 'evening', '2026-11-20T17:30', '2026-11-20T18:00'],
    ['lunch=12-13', 'tea', '2026-11-20T12:00', undefined],
  ])('%s: %s at %s', (periods, name, now, expected) => {
    expect(when(periods, name, now)).toBe(expected)
  })

  it.each(['lunch', 'lunch=12:00', 'lunch=25-26', 'lunch=12:60-13', 'lunch=Frei 12-13', 'indefinite=1-2', 'Big Lunch=1-2', 'x=24-3'])('refuses %s', (wrong) => {
    expect(() => readHoldPeriods(wrong)).toThrow(/is not a period .* write it like lunch=/)
  })
})
