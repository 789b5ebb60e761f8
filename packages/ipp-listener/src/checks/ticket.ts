/** Job Template attributes against what a printer can do (RFC 8011 sections 4.2.1.2 and 5.2). */
import { Attributes, attribute, GroupTag, name, StatusCode, unsupported, type Attribute, type AttributeGroup } from '@platen/ipp-core'
import { isTimeOfDay, unsupportedOf } from '@platen/papi'
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
 * @param format - the document's, if it is known: to say of what a printer does not do it
 * @throws Refusal attributes-or-values-not-supported, with all that are not
 */
export function checkTicket(given: Attributes, capabilities: Attributes, fidelity: boolean, now: number = Date.now(), format?: string): CheckedTicket {
  const refused = new Attributes(
    unsupportedOf(given, capabilities, now).map(({ attribute: one, values: [first, ...more] }) => (first === undefined ? attribute(one.name, unsupported) : attribute(one.name, first, ...more))),
  )
  const ticket = new Attributes([...given].filter((one) => !refused.has(one.name)).map((one) => (one.name === 'job-hold-until' ? timeAsName(one) : one)))
  if (fidelity && refused.size > 0) {
    throw new Refusal(StatusCode.ClientErrorAttributesOrValuesNotSupported, `${sentence(format)}: ${[...refused].map((one) => one.name).join(', ')}`, refused)
  }
  return { ticket, unsupported: refused }
}

const sentence = (format: string | undefined): string => (format === undefined ? 'this printer does not do' : `this printer does not do with ${format}`)

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

/** They send it as a keyword, which it cannot be (RFC 8011 section 5.1.4): it is kept, and answered, as a name. */
function timeAsName(one: Attribute): Attribute {
  const [value] = one.values
  return value !== undefined && isTimeOfDay(value) ? attribute(one.name, name(value.value)) : one
}
