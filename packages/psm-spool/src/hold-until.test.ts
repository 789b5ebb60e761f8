import { describe, expect, it } from 'vitest'
import { holdKeywords, holdOf, localCalendar, standardPeriods, type Calendar } from './hold-until.js'

/** A calendar whose local time is UTC. */
const utc: Calendar = {
  at: (instant) => ({ hour: new Date(instant).getUTCHours(), minute: new Date(instant).getUTCMinutes(), weekday: new Date(instant).getUTCDay() }),
  hourOf: (instant, days, hour, minute = 0) => {
    const date = new Date(instant)
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + days, hour, minute)
  },
}

describe('job-hold-until (RFC 8011 section 5.2.2)', () => {
  // 2026-11-20 is a Friday.
  it.each([
    ['no-hold', '2026-11-20T12:00', 'not'],
    ['indefinite', '2026-11-20T12:00', 'until-released'],
    ['day-time', '2026-11-20T12:00', 'not'],
    ['day-time', '2026-11-20T17:59', 'not'],
    ['day-time', '2026-11-20T18:00', '2026-11-21T06:00'],
    ['day-time', '2026-11-20T05:59', '2026-11-20T06:00'],
    ['evening', '2026-11-20T12:00', '2026-11-20T18:00'],
    ['evening', '2026-11-20T18:00', 'not'],
    ['evening', '2026-11-21T05:59', 'not'],
    ['night', '2026-11-20T21:59', '2026-11-20T22:00'],
    ['night', '2026-11-20T23:00', 'not'],
    ['night', '2026-11-20T06:00', '2026-11-20T22:00'],
    ['22:30', '2026-11-20T12:00', '2026-11-20T22:30'],
    ['12:00:00', '2026-11-20T12:00', '2026-11-21T12:00'],
    ['6:05', '2026-11-20T12:00', '2026-11-21T06:05'],
    ['second-shift', '2026-11-20T15:00', '2026-11-20T16:00'],
    ['second-shift', '2026-11-20T23:59', 'not'],
    ['second-shift', '2026-11-20T00:00', '2026-11-20T16:00'],
    ['third-shift', '2026-11-20T00:00', 'not'],
    ['third-shift', '2026-11-20T08:00', '2026-11-21T00:00'],
    ['weekend', '2026-11-20T12:00', '2026-11-21T00:00'],
    ['weekend', '2026-11-21T00:00', 'not'],
    ['weekend', '2026-11-22T23:59', 'not'],
    ['weekend', '2026-11-23T00:00', '2026-11-28T00:00'],
    ['tea-time', '2026-11-20T12:00', undefined],
    ['constructor', '2026-11-20T12:00', undefined],
  ])('%s at %s: %s', (keyword, now, expected) => {
    const hold = holdOf(keyword, Date.parse(`${now}Z`), utc)
    expect(typeof hold === 'number' ? new Date(hold).toISOString().slice(0, 16) : hold).toBe(expected)
  })

  it('knows every keyword that it advertises', () => {
    for (const keyword of holdKeywords(standardPeriods)) expect(holdOf(keyword, Date.now(), localCalendar), keyword).toBeDefined()
  })

  it('reads local hours and comes back to them', () => {
    const noon = localCalendar.hourOf(Date.now(), 3, 12)
    expect(localCalendar.at(noon).hour).toBe(12)
  })
})
