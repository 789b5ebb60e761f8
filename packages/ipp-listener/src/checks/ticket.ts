/** Job Template attributes against what a printer can do (RFC 8011 sections 4.2.1.2 and 5.2). */
import { Attributes, attribute, GroupTag, instantOf, name, StatusCode, unsupported, type Attribute, type AttributeGroup, type StringValue, type Value } from '@platen/ipp-core'
import { Refusal } from '../refusal.js'

/** A ticket that was checked. */
export interface CheckedTicket {
  /** The attributes the printer will carry out. */
  readonly ticket: Attributes
  /** The attributes it will not, as RFC 8011 section 4.1.7 returns them; empty if there are none. */
  readonly unsupported: Attributes
  /** The attributes that do not go together, as they were given; some were substituted. Left out if there are none. */
  readonly conflicting?: Attributes
}

/**
 * Keeps the attributes a printer can carry out. What it cannot is ignored and told, or refused if the client asked for fidelity.
 *
 * @param given - the job-attributes group
 * @param capabilities - the printer's `-supported` attributes
 * @param fidelity - `ipp-attribute-fidelity`
 * @param now - milliseconds since 1970: times are supported up to so many seconds from now
 * @throws Refusal attributes-or-values-not-supported, with all that are not
 */
export function checkTicket(given: Attributes, capabilities: Attributes, fidelity: boolean, now: number = Date.now()): CheckedTicket {
  const ticket = new Attributes()
  const refused = new Attributes()
  for (const one of given) {
    const supported = capabilities.get(`${one.name}-supported`)
    if (supported === undefined) {
      refused.put(attribute(one.name, unsupported))
      continue
    }
    const [first, ...more] = one.values.filter((value) => !admits(one.name, supported, value, capabilities, now))
    if (first === undefined) ticket.put(one.name === 'job-hold-until' ? timeAsName(one) : one)
    else refused.put(attribute(one.name, first, ...more))
  }
  if (fidelity && refused.size > 0) {
    throw new Refusal(StatusCode.ClientErrorAttributesOrValuesNotSupported, `this printer does not do: ${[...refused].map((one) => one.name).join(', ')}`, refused)
  }
  return { ticket, unsupported: refused }
}

/** The group and status that tell a client what was ignored. */
export interface IgnoredAttributes {
  readonly status?: StatusCode
  readonly groups: readonly AttributeGroup[]
}

/** What tells a client what was ignored; nothing if nothing was. */
export function ignoredAttributes({ unsupported: ignored, conflicting = new Attributes() }: CheckedTicket): IgnoredAttributes {
  if (ignored.size === 0 && conflicting.size === 0) return { groups: [] }
  // RFC 8011 section 4.1.7: that some conflicted is told before that some were ignored.
  const status = conflicting.size > 0 ? StatusCode.SuccessfulOkConflictingAttributes : StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes
  const told = new Attributes([...ignored, ...conflicting.filter((one) => !ignored.has(one.name))])
  return { status, groups: [{ tag: GroupTag.unsupported, attributes: told }] }
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

/** CUPS's clients hold a job until a time of day, which no list of keywords can hold. */
const isTimeOfDay = (value: Value): value is StringValue => value.kind === 'string' && /^\d{1,2}:\d{2}(?::\d{2})?$/.test(value.value)

/** They send it as a keyword, which it cannot be (RFC 8011 section 5.1.4): it is kept, and answered, as a name. */
function timeAsName(one: Attribute): Attribute {
  const [value] = one.values
  return value !== undefined && isTimeOfDay(value) ? attribute(one.name, name(value.value)) : one
}

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
