/** Which Job Template attributes a printer can carry out: asked for new jobs, and for jobs that are to go to another printer (RFC 8011 section 5.2). Pure. */
import { Attributes, instantOf, type Attribute, type StringValue, type Value } from '@platen/ipp-core'

/** Attributes of a ticket that a printer cannot carry out, each with what is the reason. */
export interface Unsupported {
  readonly attribute: Attribute
  /** Values it does not do; empty if it does not do the attribute at all. */
  readonly values: readonly Value[]
}

/**
 * What of a ticket a printer cannot carry out.
 *
 * @param capabilities - the printer's `-supported` attributes
 * @param now - milliseconds since 1970: times are supported up to so many seconds from now
 */
export function unsupportedOf(ticket: Iterable<Attribute>, capabilities: Attributes, now: number): Unsupported[] {
  return [...ticket].flatMap((one): Unsupported[] => {
    const supported = capabilities.get(`${one.name}-supported`)
    if (supported === undefined) return [{ attribute: one, values: [] }]
    const values = one.values.filter((value) => !admits(one.name, supported, value, capabilities, now))
    return values.length === 0 ? [] : [{ attribute: one, values }]
  })
}

function admits(named: string, supported: Attribute, value: Value, capabilities: Attributes, now: number): boolean {
  // A time that has passed is as good as now.
  if (value.kind === 'dateTime') return supported.values.some((one) => one.kind === 'range' && instantOf(value) - now <= one.upper * 1000)
  if (value.kind === 'collection') return admitsCollection(named, supported, value.members, capabilities)
  if (named === 'job-hold-until' && isTimeOfDay(value)) return true
  return supported.values.some((one) => covers(one, value, supported))
}

function covers(supported: Value, value: Value, attributeOf: Attribute): boolean {
  switch (supported.kind) {
    case 'string':
      return (value.kind === 'string' || value.kind === 'localized') && value.value === supported.value
    case 'integer':
      // One integer value means a maximum (job-priority-supported: a number of levels); a list means just those.
      return value.kind === 'integer' && (value.value === supported.value || (attributeOf.name === 'job-priority-supported' && value.value >= 1 && value.value <= 100))
    case 'range':
      if (value.kind === 'range') return value.lower >= supported.lower && value.upper <= supported.upper
      return value.kind === 'integer' && value.value >= supported.lower && value.value <= supported.upper
    case 'boolean':
      return supported.value
    case 'resolution':
      return value.kind === 'resolution' && value.crossFeed === supported.crossFeed && value.feed === supported.feed && value.units === supported.units
    case 'localized':
    case 'dateTime':
    case 'octets':
    case 'collection':
    case 'out-of-band':
      return false
  }
}

/** Whether a value of `job-hold-until` is a time of day: CUPS's clients send those, which no list of keywords can hold. */
export const isTimeOfDay = (value: Value): value is StringValue => value.kind === 'string' && /^\d{1,2}:\d{2}(?::\d{2})?$/.test(value.value)

/** How far a size may be off, hundredths of millimetres: names in inches and in millimetres round differently. */
const tolerance = 60

/** A collection such as media-col: every member known, every member's value supported (PWG 5100.7 section 6.3.1). */
function admitsCollection(named: string, supported: Attribute, members: Attributes, capabilities: Attributes): boolean {
  const known = new Set(supported.values.flatMap((value) => (value.kind === 'string' ? [value.value] : [])))
  for (const member of members) {
    if (!known.has(member.name)) return false
    const values = capabilities.get(named === 'media-col' && member.name === 'media-size-name' ? 'media-supported' : `${member.name}-supported`)
    if (values === undefined) continue
    const fits = member.values.every((value) =>
      value.kind === 'collection' ? values.values.some((one) => one.kind === 'collection' && sameSize(one.members, value.members)) : values.values.some((one) => covers(one, value, values)),
    )
    if (!fits) return false
  }
  return true
}

function sameSize(supported: Attributes, given: Attributes): boolean {
  return ['x-dimension', 'y-dimension'].every((dimension) => {
    const want = given.integer(dimension)
    const have = supported.value(dimension)
    if (want === undefined || have === undefined) return false
    if (have.kind === 'range') return want >= have.lower && want <= have.upper
    return have.kind === 'integer' && Math.abs(have.value - want) <= tolerance
  })
}
