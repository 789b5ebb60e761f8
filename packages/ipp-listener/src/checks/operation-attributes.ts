/** What every request must begin with (RFC 8011 sections 4.1.1 and 4.1.4). */
import { GroupTag, StatusCode, syntaxName, ValueTag, type Attributes, type Message } from '@platen/ipp-core'
import { badRequest, Refusal } from '../refusal.js'

const charsets = new Set(['utf-8', 'us-ascii'])

/** @throws Refusal bad-request if request-id is not positive (RFC 8011 section 4.1.1) */
export function checkRequestId({ requestId }: Message): void {
  if (requestId < 1) throw badRequest(`request-id is ${requestId}, must be 1 or more (RFC 8011 section 4.1.1)`)
}

/**
 * Checks the order of groups, charset and language. Nothing else has an order that real clients keep.
 *
 * @returns the operation attributes
 * @throws Refusal bad-request, or charset-not-supported
 */
export function checkOperationAttributes(message: Message): Attributes {
  const [first] = message.groups
  if (first?.tag !== GroupTag.operation) throw badRequest('the first group must be operation-attributes (RFC 8011 section 4.1.3)')
  if (message.groups.filter((group) => group.tag === GroupTag.operation).length > 1) throw badRequest('there is more than one operation-attributes group (RFC 8011 section 4.1.3)')
  const [charset, language] = [...first.attributes]
  expectFirst(charset, 'attributes-charset', ValueTag.charset, 'first')
  expectFirst(language, 'attributes-natural-language', ValueTag.naturalLanguage, 'second')
  const asked = first.attributes.string('attributes-charset')?.toLowerCase() ?? ''
  if (!charsets.has(asked)) throw new Refusal(StatusCode.ClientErrorCharsetNotSupported, `charset "${asked}" is not supported; utf-8 is`)
  checkSyntaxes(first.attributes)
  return first.attributes
}

function expectFirst(one: { readonly name: string; readonly values: readonly { readonly tag: number }[] } | undefined, name: string, tag: number, place: string): void {
  if (one?.name !== name) throw badRequest(`the ${place} operation attribute must be ${name}, not ${one?.name ?? 'missing'} (RFC 8011 section 4.1.4)`)
  if (one.values.length !== 1 || one.values[0]?.tag !== tag) throw badRequest(`${name} must be one ${syntaxName(tag)} value (RFC 8011 section 4.1.4)`)
}

const nameTags = [ValueTag.nameWithoutLanguage, ValueTag.nameWithLanguage]

/** The operation attributes whose syntax every handler relies on (RFC 8011 section 4.2). `many`: 1setOf. */
const syntaxes: Readonly<Record<string, { readonly tags: readonly number[]; readonly many?: true }>> = {
  'printer-uri': { tags: [ValueTag.uri] },
  'job-uri': { tags: [ValueTag.uri] },
  'system-uri': { tags: [ValueTag.uri] },
  'job-id': { tags: [ValueTag.integer] },
  'printer-id': { tags: [ValueTag.integer] },
  'printer-ids': { tags: [ValueTag.integer], many: true },
  'first-index': { tags: [ValueTag.integer] },
  'requesting-user-name': { tags: nameTags },
  'job-name': { tags: nameTags },
  'document-name': { tags: nameTags },
  'document-format': { tags: [ValueTag.mimeMediaType] },
  compression: { tags: [ValueTag.keyword] },
  'ipp-attribute-fidelity': { tags: [ValueTag.boolean] },
  'last-document': { tags: [ValueTag.boolean] },
  'which-jobs': { tags: [ValueTag.keyword] },
  'my-jobs': { tags: [ValueTag.boolean] },
  'first-job-id': { tags: [ValueTag.integer] },
  limit: { tags: [ValueTag.integer] },
  'document-number': { tags: [ValueTag.integer] },
  'document-natural-language': { tags: [ValueTag.naturalLanguage] },
  'predecessor-job-id': { tags: [ValueTag.integer] },
  'job-password-encryption': { tags: [ValueTag.keyword, ...nameTags] },
  'job-release-action': { tags: [ValueTag.keyword] },
  'job-hold-until': { tags: [ValueTag.keyword, ...nameTags] },
  'job-hold-until-time': { tags: [ValueTag.dateTime] },
  'requested-attributes': { tags: [ValueTag.keyword], many: true },
  'notify-job-id': { tags: [ValueTag.integer] },
  'notify-subscription-id': { tags: [ValueTag.integer] },
  'notify-subscription-ids': { tags: [ValueTag.integer], many: true },
  'notify-sequence-numbers': { tags: [ValueTag.integer], many: true },
  'notify-wait': { tags: [ValueTag.boolean] },
  'my-subscriptions': { tags: [ValueTag.boolean] },
  'job-ids': { tags: [ValueTag.integer, ValueTag.rangeOfInteger], many: true },
}

function checkSyntaxes(operation: Attributes): void {
  for (const one of operation) {
    const expected = syntaxes[one.name]
    if (expected === undefined) continue
    if (one.values.length > 1 && expected.many !== true) throw badRequest(`${one.name} has ${one.values.length} values, must have one`)
    const wrong = one.values.find((value) => value.kind === 'octets' || !expected.tags.includes(value.tag))
    if (wrong !== undefined) throw badRequest(`${one.name} is a ${syntaxName(wrong.tag)} or not well formed, must be ${expected.tags.map(syntaxName).join(' or ')}`)
  }
}
