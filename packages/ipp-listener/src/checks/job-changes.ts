/** Attributes that a client wants to set: all of them, or none (RFC 3380 section 4.2). */
import { attribute, Attributes, OutOfBandTag, StatusCode, unsupported, ValueTag, type Attribute, type OutOfBandValue } from '@platen/ipp-core'
import { jobSettableAttributes, jobTemplateNames } from '../attributes/job-template.js'
import { Refusal } from '../refusal.js'
import { resolveConflicts } from './constraints.js'
import { checkTicket } from './ticket.js'

/** `not-settable` (RFC 3380 section 8.3): says of an attribute that it is there and cannot be set. */
export const notSettable: OutOfBandValue = { kind: 'out-of-band', tag: OutOfBandTag.notSettable }

/** The most octets of a name (RFC 8011 section 5.1.3). */
const longestName = 255

const isDeletion = ({ values }: Attribute): boolean => values.length === 1 && values[0]?.tag === OutOfBandTag.deleteAttribute

/** Whether an attribute has one value that is a name, not too long. */
export function isName({ values }: Attribute): boolean {
  const [value, ...more] = values
  if (value === undefined || more.length > 0 || (value.kind !== 'string' && value.kind !== 'localized')) return false
  return (value.tag === ValueTag.nameWithoutLanguage || value.tag === ValueTag.nameWithLanguage) && new TextEncoder().encode(value.value).length <= longestName
}

/**
 * Checks the attributes of a Set-Job-Attributes request.
 *
 * @param given - the job-attributes group
 * @param job - every attribute of the job as it is
 * @param capabilities - those of its printer
 * @returns the changes; deletions keep their out-of-band value
 * @throws Refusal attributes-not-settable with those that are, else attributes-or-values-not-supported with those that are not supported, or conflicting-attributes
 */
export function checkJobChanges(given: Attributes, job: Attributes, capabilities: Attributes, now: number): Attributes {
  const settable = new Set(jobSettableAttributes(capabilities))
  const fixed = given.filter((one) => !settable.has(one.name) && job.has(one.name))
  if (fixed.size > 0) {
    const names = [...fixed].map((one) => one.name)
    throw new Refusal(StatusCode.ClientErrorAttributesNotSettable, `not settable: ${names.join(', ')}; nothing was changed`, new Attributes(names.map((name) => attribute(name, notSettable))))
  }
  // The name is the job's own; it cannot be taken away.
  const isOwn = (one: Attribute) => one.name === 'job-name' || isDeletion(one)
  const refused = given.filter((one) => isOwn(one) && !(one.name === 'job-name' ? isName(one) : settable.has(one.name)))
  const { ticket, unsupported: others } = checkTicket(given.filter((one) => !isOwn(one)), capabilities, false, now)
  const wrong = [...[...refused].map((one) => (one.name === 'job-name' ? one : attribute(one.name, unsupported))), ...others]
  if (wrong.length > 0) {
    throw new Refusal(StatusCode.ClientErrorAttributesOrValuesNotSupported, `this printer does not do: ${wrong.map((one) => one.name).join(', ')}; nothing was changed`, new Attributes(wrong))
  }
  const kept = job.filter((one) => jobTemplateNames.has(one.name) && !given.has(one.name))
  const { conflicting } = resolveConflicts(new Attributes([...kept, ...ticket]), capabilities)
  if (conflicting.size > 0) {
    throw new Refusal(StatusCode.ClientErrorConflictingAttributes, `this printer does not do together: ${[...conflicting].map((one) => one.name).join(', ')}; nothing was changed`, conflicting)
  }
  return new Attributes([...ticket, ...given.filter(isOwn)])
}
