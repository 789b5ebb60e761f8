/** Whole messages from plain JavaScript: requests and answers in one expression. */
import type { AttributeGroup, Message, Version } from '../message.js'
import { groupOf } from '../message.js'
import { Attributes } from '../attributes.js'
import { GroupTag } from '../tags.js'
import { charset, naturalLanguage } from '../typed.js'
import { attributesOf, groupFrom, type MessageGroups, type NaturalAttributes } from './attributes-of.js'
import { operationCode, statusCode } from './codes.js'
import type { OperationName, StatusCodeName } from './registered.js'

/** What requests and answers have in common. */
export interface MessageOptions {
  /** Default 2.0. */
  readonly version?: '1.0' | '1.1' | '2.0' | '2.1' | '2.2' | Version
  /** 1 to 2147483647 (RFC 8011 section 4.1.1). Default 1. */
  readonly requestId?: number
  /** `attributes-charset`. Default utf-8, which is what the codec writes. */
  readonly charset?: string
  /** `attributes-natural-language`. Default en. */
  readonly language?: string
  /** Operation attributes besides charset and language. */
  readonly attributes?: NaturalAttributes<'operation'>
  /** In answers: what was asked for and is not supported (RFC 8011 section 4.1.7). */
  readonly unsupported?: NaturalAttributes<'unsupported'>
  /** Job Template attributes of a request, jobs of an answer. */
  readonly job?: Several<'job'>
  /** Printers; in a request, what to set of one. */
  readonly printer?: Several<'printer'>
  /** Subscriptions to make, or that there are (RFC 3995). */
  readonly subscription?: Several<'subscription'>
  /** Documents of a job (PWG 5100.5). */
  readonly document?: Several<'document'>
  /** Resources of the system service (PWG 5100.22). */
  readonly resource?: Several<'resource'>
  /** The system service (PWG 5100.22). */
  readonly system?: Several<'system'>
  /** Events that happened, in answers to Get-Notifications (RFC 3996). */
  readonly eventNotification?: Several<'eventNotification'>
}

/** One group, or one for each job, printer, ... */
type Several<Group extends keyof MessageGroups> = NaturalAttributes<Group> | readonly NaturalAttributes<Group>[]

/** A request: its operation, and groups of attributes as plain JavaScript. */
export interface RequestOptions extends MessageOptions {
  /** A registered name, or a code. */
  readonly operation: OperationName | number
}

/** An answer: its status, and groups of attributes as plain JavaScript. */
export interface ResponseOptions extends MessageOptions {
  /** A registered name, or a code. */
  readonly status: StatusCodeName | number
  /** The request it answers: gives version, request-id, charset and language where they are not given. */
  readonly to?: Message
}

/**
 * A request from plain JavaScript, ready to encode.
 *
 * Charset and language come first and the target after them, as RFC 8011 sections 4.1.4 and 4.1.5 demand.
 *
 * @throws IppError `bad-value` if a value is not of the registered syntax; RangeError if the operation is not registered
 */
export function request(options: RequestOptions): Message {
  const code = codeOf(options.operation, operationCode)
  return message(code, options, { version: { major: 2, minor: 0 }, requestId: 1, charset: 'utf-8', language: 'en' })
}

/**
 * An answer from plain JavaScript, ready to encode.
 *
 * @throws IppError `bad-value` if a value is not of the registered syntax; RangeError if the status is not registered
 */
export function response(options: ResponseOptions): Message {
  const code = codeOf(options.status, statusCode)
  const { to } = options
  const operation = to === undefined ? undefined : groupOf(to, GroupTag.operation)
  return message(code, options, {
    version: to?.version ?? { major: 2, minor: 0 },
    requestId: to?.requestId ?? 1,
    charset: operation?.string('attributes-charset') ?? 'utf-8',
    language: operation?.string('attributes-natural-language') ?? 'en',
  })
}

function codeOf(given: string | number, byName: (name: string) => number | undefined): number {
  const code = typeof given === 'number' ? given : byName(given)
  if (code === undefined) throw new RangeError(`"${given}" is not registered; give its code`)
  return code
}

interface Defaults {
  readonly version: Version
  readonly requestId: number
  readonly charset: string
  readonly language: string
}

/** The order that RFC 8010 section 3.1.3 shows for what has several groups. */
const groups = ['unsupported', 'job', 'printer', 'subscription', 'document', 'resource', 'system', 'eventNotification'] as const

function message(code: number, options: MessageOptions, defaults: Defaults): Message {
  return {
    version: versionOf(options.version ?? defaults.version),
    code,
    requestId: options.requestId ?? defaults.requestId,
    groups: [
      { tag: GroupTag.operation, attributes: operationAttributes(options, defaults) },
      ...groups.flatMap((group) => severalGroups(group, options)),
    ],
  }
}

function severalGroups(group: (typeof groups)[number], options: MessageOptions): AttributeGroup[] {
  const given = options[group]
  if (given === undefined) return []
  const several: readonly object[] = Array.isArray(given) ? given : [given]
  return several.map((one) => groupFrom(group, one))
}

/** The targets of RFC 8011 section 4.1.5, and of the documents that added objects; the numbers go with the uris. */
const targets = ['system-uri', 'printer-uri', 'job-uri', 'resource-id', 'printer-id', 'job-id', 'document-number', 'notify-subscription-id']

function operationAttributes(options: MessageOptions, defaults: Defaults): Attributes {
  const given = [...attributesOf('operation', options.attributes ?? {})]
  const first = targets.flatMap((target) => given.filter(({ name }) => name === target))
  const attributes = new Attributes([...first, ...given.filter(({ name }) => !targets.includes(name))])
  const head = new Attributes()
    .set('attributes-charset', charset(options.charset ?? defaults.charset))
    .set('attributes-natural-language', naturalLanguage(options.language ?? defaults.language))
  for (const one of attributes) head.put(one)
  return head
}

function versionOf(version: NonNullable<MessageOptions['version']>): Version {
  if (typeof version === 'object') return version
  const [major = '', minor = ''] = version.split('.')
  return { major: Number(major), minor: Number(minor) }
}
