import { describe, expect, it } from 'vitest'
import { Attributes, attribute, dateTime, integer, keyword } from '@platen/papi'
import { retainedUntil, retentionOf } from './retention-time.js'

const at = (year: number, month: number, day: number, hour = 0) => new Date(year, month - 1, day, hour).getTime()

describe('job-retain-until (PWG 5100.7)', () => {
  // 2026-11-20 is a Friday.
  it.each<[string, number | null]>([
    ['', null],
    ['none', at(2026, 11, 20, 15)],
    ['end-of-day', at(2026, 11, 21)],
    ['end-of-week', at(2026, 11, 23)],
    ['end-of-month', at(2026, 12, 1)],
    ['+60', at(2026, 11, 20, 15) + 60_000],
    ['@17', 17],
  ])('%s', (retention, until) => {
    expect(retainedUntil(retention, at(2026, 11, 20, 15))).toBe(until)
  })

  it('weeks end with Sunday', () => {
    expect(retainedUntil('end-of-week', at(2026, 11, 22, 23))).toBe(at(2026, 11, 23))
    expect(retainedUntil('end-of-week', at(2026, 11, 23, 1))).toBe(at(2026, 11, 30))
  })

  it('is read from a ticket: a time, else an interval, else a keyword', () => {
    const until = attribute('job-retain-until', keyword('end-of-day'))
    const interval = attribute('job-retain-until-interval', integer(60))
    expect(retentionOf(new Attributes())).toBe('')
    expect(retentionOf(Attributes.of(until))).toBe('end-of-day')
    expect(retentionOf(Attributes.of(until, interval))).toBe('+60')
    expect(retentionOf(Attributes.of(until, interval, attribute('job-retain-until-time', dateTime(5000))))).toBe('@5000')
    expect(retentionOf(Attributes.of(attribute('job-retain-until', keyword('indefinite'))))).toBe('')
  })
})
