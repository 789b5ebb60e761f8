/** The form of a request as RFC 8011 writes it, where a place is served strictly. Real clients often depart from it, and do no harm. */
import { GroupTag, type Message } from '@platen/ipp-core'
import { badRequest } from '../refusal.js'

/** Attributes that name what a request is about (RFC 8011 section 4.1.5). */
const targets = ['printer-uri', 'job-uri'] as const

/**
 * Checks what a lenient server passes over: attributes given twice, groups in another order, targets that are no IPP URIs.
 *
 * @throws Refusal bad-request
 */
export function checkStrictForm({ groups }: Message): void {
  for (const { attributes } of groups) {
    const names = new Set<string>()
    for (const { name } of attributes) {
      if (names.has(name)) throw badRequest(`${name} is in a group twice (RFC 8011 section 4.1.3)`)
      names.add(name)
    }
  }
  const jobs = groups.flatMap(({ tag }, at) => (tag === GroupTag.job ? [at] : []))
  if (jobs.length > 1) throw badRequest('there is more than one job-attributes group (RFC 8011 section 4.1.3)')
  if (jobs.some((at) => at !== 1)) throw badRequest('the job-attributes group must be the second (RFC 8011 section 4.1.3)')
  if (groups.some(({ tag }) => tag === GroupTag.unsupported)) throw badRequest('an unsupported-attributes group has no place in a request (RFC 8011 section 4.1.3)')
  const [operation] = groups
  for (const name of targets) {
    const given = operation?.attributes.string(name)
    if (given !== undefined && !/^ipps?:\/\/[^/]/i.test(given)) throw badRequest(`${name} "${given}" is no ipp: or ipps: URI (RFC 8010 section 4)`)
  }
}
