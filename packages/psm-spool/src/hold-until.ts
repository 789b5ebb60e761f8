/** `job-hold-until`: from a keyword and the hour to the moment a job may print (RFC 8011 section 5.2.2). Pure. */

/** A local time of day and the way back: passed in, for hours are local. */
export interface Calendar {
  /** The local hour (0 to 23) and weekday (0 is Sunday) of an instant. */
  at(instant: number): { readonly hour: number; readonly weekday: number }
  /** The instant when that local hour begins, that many days after the day of `instant`. */
  hourOf(instant: number, daysLater: number, hour: number): number
}

/** The calendar of the machine's time zone. */
export const localCalendar: Calendar = {
  at: (instant) => {
    const date = new Date(instant)
    return { hour: date.getHours(), weekday: date.getDay() }
  },
  hourOf: (instant, daysLater, hour) => {
    const date = new Date(instant)
    return new Date(date.getFullYear(), date.getMonth(), date.getDate() + daysLater, hour).getTime()
  },
}

/** The hours of a keyword. `to` may be less than `from`: then they run over midnight. */
interface Window {
  readonly from: number
  readonly to: number
  /** Weekdays on which they begin; all if left out. */
  readonly weekdays?: readonly number[]
}

const windows: Readonly<Record<string, Window>> = {
  'day-time': { from: 6, to: 18 },
  'evening': { from: 18, to: 6 },
  'night': { from: 22, to: 6 },
  'second-shift': { from: 16, to: 24 },
  'third-shift': { from: 0, to: 8 },
  'weekend': { from: 0, to: 24, weekdays: [6, 0] },
}

/** The values of `job-hold-until` that are carried out. */
export const holdKeywords: readonly string[] = ['no-hold', 'indefinite', ...Object.keys(windows)]

const timeOfDay = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/

/** The next instant of a time of day in UTC. */
function nextTime(now: number, hour: number, minute: number, second: number): number {
  const day = 86_400_000
  const today = Math.floor(now / day) * day + ((hour * 60 + minute) * 60 + second) * 1000
  return today > now ? today : today + day
}

/** How long a job is held: not, until released, or until an instant. */
export type Hold = 'not' | 'until-released' | number

/**
 * How long a job with that keyword is held from now.
 *
 * Besides {@link holdKeywords} it may be a time of day, `22:30` or `22:30:00` in UTC: CUPS's clients send it as a name.
 *
 * @returns `undefined` for any other word
 */
export function holdOf(keyword: string, now: number, calendar: Calendar): Hold | undefined {
  if (keyword === 'no-hold') return 'not'
  if (keyword === 'indefinite') return 'until-released'
  const time = timeOfDay.exec(keyword)
  if (time !== null) return nextTime(now, Number(time[1]), Number(time[2]), Number(time[3] ?? 0))
  const window = Object.hasOwn(windows, keyword) ? windows[keyword] : undefined
  if (window === undefined) return undefined
  const { hour, weekday } = calendar.at(now)
  const isDay = (day: number) => window.weekdays?.includes(((day % 7) + 7) % 7) ?? true
  const overMidnight = window.to <= window.from
  const inside = overMidnight ? (hour >= window.from && isDay(weekday)) || (hour < window.to && isDay(weekday - 1)) : hour >= window.from && hour < window.to && isDay(weekday)
  if (inside) return 'not'
  for (let days = 0; days < 8; days++) {
    const begins = calendar.hourOf(now, days, window.from)
    if (begins > now && isDay(weekday + days)) return begins
  }
  return 'until-released'
}
