/** Values made by hand, and instants. */
import { describe, expect, it } from 'vitest'
import { dateTime, dotsPerInch, enumeration, instantOf, integer, range, type DateTimeValue } from './value.js'

describe('numbers (RFC 8011 section 5.1.13)', () => {
  it('are whole and of 32 bits', () => {
    for (const wrong of [0x8000_0000, -0x8000_0001, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      for (const make of [integer, enumeration, dotsPerInch, (value: number) => range(0, value), (value: number) => range(value, 0), (value: number) => dotsPerInch(1, value)]) {
        expect(() => make(wrong)).toThrow(RangeError)
      }
    }
    expect([integer(-0x8000_0000).value, integer(0x7fff_ffff).value]).toEqual([-0x8000_0000, 0x7fff_ffff])
  })

  it('dots per inch are the same both ways unless said otherwise', () => {
    expect(dotsPerInch(600)).toMatchObject({ crossFeed: 600, feed: 600, units: 3 })
    expect(dotsPerInch(600, 300)).toMatchObject({ crossFeed: 600, feed: 300 })
  })
})

describe('dateTime (RFC 8011 section 5.1.15)', () => {
  it('is in UTC, to a tenth of a second, and back', () => {
    const instant = Date.UTC(2026, 10, 21, 7, 30, 59, 987)
    const value = dateTime(instant)
    expect(value).toMatchObject({ year: 2026, month: 11, day: 21, hour: 7, minutes: 30, seconds: 59, deciSeconds: 9, utcDirection: '+', utcHours: 0, utcMinutes: 0 })
    expect(instantOf(value)).toBe(instant - 87)
    expect(dateTime(new Date(instant))).toEqual(value)
  })

  it('is of an instant in the years 0 to 65535', () => {
    for (const wrong of [Number.NaN, new Date('no date'), Date.UTC(-1, 0), Date.UTC(65_536, 0)]) expect(() => dateTime(wrong)).toThrow(RangeError)
    const ancient = dateTime(new Date('0050-03-01T00:00:00Z'))
    expect(ancient.year).toBe(50)
    expect(new Date(instantOf(ancient)).toISOString()).toBe('0050-03-01T00:00:00.000Z')
  })

  it.each<[DateTimeValue['utcDirection'], string]>([
    ['+', '2026-11-21T04:00:00.000Z'],
    ['-', '2026-11-21T11:00:00.000Z'],
  ])('instantOf takes a zone %s of Greenwich into account', (utcDirection, expected) => {
    const local = { ...dateTime(Date.UTC(2026, 10, 21, 7, 30)), utcDirection, utcHours: 3, utcMinutes: 30 }
    expect(new Date(instantOf(local)).toISOString()).toBe(expected)
  })
})
