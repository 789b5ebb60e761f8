/** Periods that an administrator names for `job-hold-until`, from the option `hold-periods`. Pure. */
import { OptionError } from '@platen/papi'
import { standardPeriods, type HoldPeriods, type Window } from './hold-until.js'

const weekdays: readonly string[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** `name=12:00-13:30` or `name=Mon,Fri 22-4`; the days may be a range. */
const period = /^(?<name>[a-z][a-z0-9._-]{0,126})\s*=\s*(?:(?<days>[A-Za-z,-]+)\s+)?(?<from>\d{1,2}(?::\d{2})?)\s*-\s*(?<to>\d{1,2}(?::\d{2})?)$/

/** What the standard keywords of RFC 8011 stand for here, and what is told of no period. */
const reserved: ReadonlySet<string> = new Set(['no-hold', 'indefinite'])

/**
 * Reads periods: `lunch=12:00-13:30, backup=Sat,Sun 22:00-04:00`. A name that is there several times has several parts; one
 * of the standard names stands in its place.
 *
 * @throws OptionError that says what is wrong
 */
export function readHoldPeriods(given: string): HoldPeriods {
  const own: Record<string, Window[]> = {}
  // A comma between days is none between periods: those have an equals sign behind it.
  for (const one of given.split(/,(?=[^,=]*=)|;/).map((part) => part.trim())) {
    if (one === '') continue
    const { name = '', days, from = '', to = '' } = period.exec(one)?.groups ?? {}
    const [begin, end] = [minutesOf(from), minutesOf(to)]
    const on = days === undefined ? undefined : daysOf(days)
    if (name === '' || reserved.has(name) || begin === undefined || end === undefined || begin === 1440 || (days !== undefined && on === undefined)) {
      throw new OptionError('hold-periods', `"${one}" is not a period for option "hold-periods"; write it like lunch=12:00-13:30 or backup=Sat,Sun 22:00-04:00`)
    }
    ;(own[name] ??= []).push({ from: begin, to: end, ...(on === undefined ? {} : { weekdays: on }) })
  }
  return { ...standardPeriods, ...own }
}

function minutesOf(time: string): number | undefined {
  const [hour, minute = 0] = time.split(':').map(Number)
  if (hour === undefined || time === '') return undefined
  const minutes = hour * 60 + minute
  return minute < 60 && minutes <= 1440 ? minutes : undefined
}

/** `Mon-Fri` or `Sat,Sun`. */
function daysOf(days: string): number[] | undefined {
  const found: number[] = []
  for (const part of days.toLowerCase().split(',')) {
    const [first = -1, last = first] = part.split('-').map((day) => weekdays.indexOf(day))
    if (first < 0 || last < 0) return undefined
    for (let day = first; ; day = (day + 1) % 7) {
      found.push(day)
      if (day === last) break
    }
  }
  return found
}
