/** Attributes from plain JavaScript: the syntaxes come from the registry. */
import type { Attributes } from '../attributes.js'
import type { AttributeGroup } from '../message.js'
import { GroupTag } from '../tags.js'
import { attributeDefinition } from './definitions.js'
import { exactAttributes } from './natural-value.js'
import type { RegisteredAttributes, RegistryGroups } from './registered.js'
import type { Natural, Plain } from './syntaxes.js'

/** The groups of a message (RFC 8010 section 3.5.1), each with the names of attributes that the registry puts there. */
export interface MessageGroups {
  /** Of the operation. */
  operation: RegistryGroups['operation']
  /** Of a job. */
  job: RegistryGroups['job-template' | 'job-description' | 'job-status']
  /** Of a printer. */
  printer: RegistryGroups['printer-description' | 'printer-status']
  /** Of a document (PWG 5100.5). */
  document: RegistryGroups['document-template' | 'document-description' | 'document-status']
  /** Of a subscription (RFC 3995). */
  subscription: RegistryGroups['subscription-template' | 'subscription-status']
  /** Of an event (RFC 3996). */
  eventNotification: RegistryGroups['event-notifications']
  /** Of a resource (PWG 5100.22). */
  resource: RegistryGroups['resource-description' | 'resource-status']
  /** Of the system service (PWG 5100.22). */
  system: RegistryGroups['system-description' | 'system-status']
  /** Any attribute can be unsupported. */
  unsupported: keyof RegisteredAttributes
}

/** Attributes of a group as plain JavaScript, to build them from. */
export type NaturalAttributes<Group extends keyof MessageGroups> = { readonly [Name in MessageGroups[Group] & keyof RegisteredAttributes]?: Natural<RegisteredAttributes[Name]> }
/** Attributes of a group as {@link toObject} reads them. */
export type PlainAttributes<Group extends keyof MessageGroups> = { readonly [Name in MessageGroups[Group] & keyof RegisteredAttributes]?: Plain<RegisteredAttributes[Name]> }

/**
 * Attributes from plain JavaScript, in the exact form: `attributesOf('printer', { 'printer-state': 'idle', 'sides-supported': ['one-sided'] })`.
 *
 * | Syntax | Given as |
 * | --- | --- |
 * | integer | number |
 * | enum | number, or its registered name |
 * | boolean | boolean |
 * | keyword, uri, uriScheme, charset, naturalLanguage, mimeMediaType | string |
 * | text, name | string, or `{ value, language }` |
 * | keyword or name | string: a name if it cannot be a keyword |
 * | octetString | Uint8Array |
 * | dateTime | Date |
 * | resolution | `'600dpi'`, `'600x1200dpi'`, `'118dpcm'` |
 * | rangeOfInteger | `{ lower, upper }` |
 * | collection | an object of its members |
 * | 1setOf | an array |
 * | no-value | null |
 *
 * An exact value may stand anywhere. `undefined` is left out. Names that are not registered take exact values only; the
 * compiler knows them not at all: add them with `set`.
 *
 * @param _group - the group they are for: it says which names an editor offers
 * @throws IppError `bad-value` if a value is not of the registered syntax, its range and length included
 */
export function attributesOf<Group extends keyof MessageGroups>(_group: Group, attributes: NaturalAttributes<Group>): Attributes {
  return exactAttributes(attributes, attributeDefinition, '')
}

/** A group with its tag, of {@link attributesOf}. */
export const groupFrom = <Group extends keyof MessageGroups>(group: Group, attributes: NaturalAttributes<Group>): AttributeGroup => ({
  tag: GroupTag[group],
  attributes: attributesOf(group, attributes),
})
