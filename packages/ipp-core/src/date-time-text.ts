/** dateTime as text, in the form of ISO 8601: `2024-02-29T12:00:00.5+01:00`. Every value has one, impossible dates too. */
import { ValueTag } from './tags.js'
import type { DateTimeValue } from './value.js'

const two = (value: number) => `${value}`.padStart(2, '0')

/** The text of a dateTime: nothing is lost. */
export function dateTimeText(value: DateTimeValue): string {
  const date = `${`${value.year}`.padStart(4, '0')}-${two(value.month)}-${two(value.day)}`
  return `${date}T${two(value.hour)}:${two(value.minutes)}:${two(value.seconds)}.${value.deciSeconds}${value.utcDirection}${two(value.utcHours)}:${two(value.utcMinutes)}`
}

/**
 * The dateTime of a text: of {@link dateTimeText}, and as others write it: without tenths, `Z` for UTC, `+0100`, `+01`.
 *
 * @returns undefined if it is none, or a field is more than its octets hold
 */
export function readDateTime(text: string): DateTimeValue | undefined {
  const fields = /^(\d{4,5})-(\d\d{1,2})-(\d\d{1,2})T(\d\d{1,2}):(\d\d{1,2}):(\d\d{1,2})(?:\.(\d{1,3}))?(?:Z|([+-])(\d\d)(?::?(\d\d))?|([+-])(\d\d{1,2}):(\d\d{1,2}))$/.exec(text)
  if (fields === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minutes = 0, seconds = 0, deciSeconds = 0] = fields.slice(1, 8).map((field: string | undefined) => Number(field ?? 0))
  const direction = fields[8] ?? fields[11] ?? '+'
  const [utcHours, utcMinutes] = [Number(fields[9] ?? fields[12] ?? 0), Number(fields[10] ?? fields[13] ?? 0)]
  if (year > 0xffff || [month, day, hour, minutes, seconds, deciSeconds, utcHours, utcMinutes].some((field) => field > 0xff)) return undefined
  return { kind: 'dateTime', tag: ValueTag.dateTime, year, month, day, hour, minutes, seconds, deciSeconds, utcDirection: direction === '-' ? '-' : '+', utcHours, utcMinutes }
}
