/** `job-hold-until`: from a keyword and the hour to the moment a job may print (RFC 8011 section 5.2.2). Pure. */

/** A local time of day and the way back: passed in, for hours are local. */
export interface Calendar {
  /** The local hour (0 to 23), minute and weekday (0 is Sunday) of an instant. */
  at(instant: number): { readonly hour: number; readonly minute: number; readonly weekday: number }
  /** The instant of that local time of day, that many days after the day of `instant`. */
  hourOf(instant: number, daysLater: number, hour: number, minute?: number): number
}

/** The calendar of the machine's time zone. */
export const localCalendar: Calendar = {
  at: (instant) => {
    const date = new Date(instant)
    return { hour: date.getHours(), minute: date.getMinutes(), weekday: date.getDay() }
  },
  hourOf: (instant, daysLater, hour, minute = 0) => {
    const date = new Date(instant)
    return new Date(date.getFullYear(), date.getMonth(), date.getDate() + daysLater, hour, minute).getTime()
  },
}

/** A part of the day, in minutes of it. `to` may be less than `from`: then it runs over midnight. */
export interface Window {
  readonly from: number
  readonly to: number
  /** Weekdays on which they begin; all if left out. */
  readonly weekdays?: readonly number[]
}

/** Named periods in which held jobs print. */
export type HoldPeriods = Readonly<Record<string, readonly Window[]>>

const hours = (from: number, to: number, weekdays?: readonly number[]): readonly Window[] => [{ from: from * 60, to: to * 60, ...(weekdays === undefined ? {} : { weekdays }) }]

/** The periods that RFC 8011 names, where an administrator says nothing else. */
export const standardPeriods: HoldPeriods = {
  'day-time': hours(6, 18),
  'evening': hours(18, 6),
  'night': hours(22, 6),
  'second-shift': hours(16, 24),
  'third-shift': hours(0, 8),
  'weekend': hours(0, 24, [6, 0]),
}

/** The values of `job-hold-until` that are carried out. */
export const holdKeywords = (periods: HoldPeriods): string[] => ['no-hold', 'indefinite', ...Object.keys(periods)]

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
 * Besides the names of `periods` it may be a time of day, `22:30` or `22:30:00` in UTC: CUPS's clients send it as a name.
 *
 * @returns `undefined` for any other word
 */
export function holdOf(keyword: string, now: number, calendar: Calendar, periods: HoldPeriods = standardPeriods): Hold | undefined {
  if (keyword === 'no-hold') return 'not'
  if (keyword === 'indefinite') return 'until-released'
  const time = timeOfDay.exec(keyword)
  if (time !== null) return nextTime(now, Number(time[1]), Number(time[2]), Number(time[3] ?? 0))
  const windows = Object.hasOwn(periods, keyword) ? periods[keyword] : undefined
  if (windows === undefined) return undefined
  const begins: number[] = []
  for (const window of windows) {
    const next = beginning(window, now, calendar)
    if (next === 'inside') return 'not'
    if (next !== undefined) begins.push(next)
  }
  return begins.length === 0 ? 'until-released' : Math.min(...begins)
}

/** When a part of the day begins next. */
function beginning({ from, to, weekdays }: Window, now: number, calendar: Calendar): number | 'inside' | undefined {
  const { hour, minute, weekday } = calendar.at(now)
  const time = hour * 60 + minute
  const isDay = (day: number) => weekdays?.includes(((day % 7) + 7) % 7) ?? true
  const overMidnight = to <= from
  const inside = overMidnight ? (time >= from && isDay(weekday)) || (time < to && isDay(weekday - 1)) : time >= from && time < to && isDay(weekday)
  if (inside) return 'inside'
  for (let days = 0; days < 8; days++) {
    const begins = calendar.hourOf(now, days, Math.floor(from / 60), from % 60)
    if (begins > now && isDay(weekday + days)) return begins
  }
  return undefined
}
