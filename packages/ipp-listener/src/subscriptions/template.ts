/** Subscription Template attributes: what a subscription-attributes group may ask for, and what is said of the rest (RFC 3995 sections 5.2 and 5.3). */
import { Attributes, attribute, enumeration, StatusCode, stringOf, unsupported, ValueTag, type Value } from '@platen/ipp-core'
import { badRequest } from '../refusal.js'
import { defaultEvents, isSubscribedEvent, type SubscribedEvent } from './event-names.js'
import { notifyAttributes } from './notify-attributes.js'
import { mostSubscribedEvents } from './settings.js'
import type { SubscriptionTemplate } from './subscription.js'

/** A group that was checked: a subscription may be made of it, or not. Either way `answer` goes back (RFC 3995 section 5.2 step 8). */
export type CheckedTemplate = { readonly accepted: true; readonly template: SubscriptionTemplate; readonly answer: Attributes } | { readonly accepted: false; readonly answer: Attributes }

/** What a group is read with. */
export interface TemplateContext {
  /** `attributes-charset` of the request. */
  readonly charset: string
  /** Whether the subscription is a job's: that has no lease. */
  readonly ofJob: boolean
  /** Whether it is to the system. Default false. */
  readonly ofSystem?: boolean
}

/** The Subscription Template attributes that are taken: column 1 of table 1 of RFC 3995 section 5.3, without push. */
export const subscriptionTemplateNames: ReadonlySet<string> = new Set([
  'notify-pull-method', 'notify-events', 'notify-attributes', 'notify-user-data', 'notify-charset', 'notify-natural-language', 'notify-lease-duration', 'notify-time-interval',
])

/** What clients put into the group that is not the subscription's: pycups and cups-browsed name the user there, and CUPS's the job. */
const passedOver: ReadonlySet<string> = new Set(['requesting-user-name', 'notify-job-id'])

/**
 * Checks a subscription-attributes group.
 *
 * @throws Refusal bad-request if it names no way of delivery (RFC 3995 section 5.2 step 4)
 */
export function checkTemplate(group: Attributes, { charset, ofJob, ofSystem = false }: TemplateContext): CheckedTemplate {
  const pull = group.string('notify-pull-method')
  if (group.has('notify-recipient-uri')) return refused(StatusCode.ClientErrorUriSchemeNotSupported, group, 'notify-recipient-uri')
  if (pull === undefined) throw badRequest('a subscription-attributes group needs notify-pull-method "ippget" (RFC 3995 section 5.3.2)')
  if (pull !== 'ippget') return refused(StatusCode.ClientErrorAttributesOrValuesNotSupported, group, 'notify-pull-method')
  const read = new TemplateReader(group, ofJob)
  const events = read.events(ofSystem)
  if (events.length === 0) return refused(StatusCode.ClientErrorAttributesOrValuesNotSupported, group, 'notify-events')
  const template: SubscriptionTemplate = {
    events,
    attributes: read.keywords('notify-attributes', (name) => notifyAttributes.has(name)),
    userData: read.userData(),
    charset: read.oneOf('notify-charset', /^(?:utf-8|us-ascii)$/i)?.toLowerCase() ?? charset,
    naturalLanguage: read.language(),
    leaseDuration: ofJob ? undefined : read.seconds('notify-lease-duration'),
    timeInterval: read.seconds('notify-time-interval') ?? 0,
  }
  return { accepted: true, template, answer: read.unsupported() }
}

/** Answers with the attributes that were the reason. */
function refused(status: StatusCode, group: Attributes, name: string): CheckedTemplate {
  return { accepted: false, answer: new Attributes([...group.filter((one) => one.name === name), attribute('notify-status-code', enumeration(status))]) }
}

/** Reads the attributes of a group, and keeps those that it cannot take. */
class TemplateReader {
  readonly #group: Attributes
  readonly #unsupported = new Attributes()
  #tooManyEvents = false

  constructor(group: Attributes, ofJob: boolean) {
    this.#group = group
    for (const { name } of group) if (!(subscriptionTemplateNames.has(name) || passedOver.has(name)) || (ofJob && name === 'notify-lease-duration')) this.#unsupported.put(attribute(name, unsupported))
  }

  /** `notify-events`, or the default; empty if none of the values can be subscribed to (RFC 3995 sections 5.3.3 and 5.3.3.4.1). */
  events(ofSystem: boolean): SubscribedEvent[] {
    const given = this.#group.get('notify-events')?.values
    if (given === undefined) return [...defaultEvents]
    const fitting = given.slice(0, mostSubscribedEvents)
    this.#tooManyEvents = given.length > fitting.length
    const isEvent = (event: string): event is SubscribedEvent => isSubscribedEvent(event, ofSystem)
    const isKnown = (value: Value) => value.tag === ValueTag.keyword && isEvent(stringOf(value) ?? '')
    this.#return('notify-events', [...fitting.filter((value) => !isKnown(value)), ...given.slice(mostSubscribedEvents)])
    return [...new Set(fitting.map((value) => stringOf(value) ?? '').filter(isEvent))]
  }

  /** The keywords of an attribute that a test admits. */
  keywords(name: string, admits: (keyword: string) => boolean): string[] {
    const values = this.#group.get(name)?.values ?? []
    // "none" is what a subscription without the attribute has (RFC 3995 section 5.3.4).
    const isTaken = (value: Value) => value.tag === ValueTag.keyword && (admits(stringOf(value) ?? '') || stringOf(value) === 'none')
    this.#return(name, values.filter((value) => !isTaken(value)))
    return values.filter(isTaken).map((value) => stringOf(value) ?? '').filter(admits)
  }

  /** `notify-user-data`, up to 63 octets (RFC 3995 section 5.3.5). */
  userData(): Uint8Array | undefined {
    // By a plain name: what a client sends may have another syntax than the registry's types say.
    const named: string = 'notify-user-data'
    const attributeOf = this.#group.get(named)
    const value = attributeOf?.values[0]
    if (attributeOf === undefined) return undefined
    if (value?.kind === 'octets' && value.tag === ValueTag.octetString && value.value.length <= 63) return value.value
    this.#return('notify-user-data', attributeOf.values)
    return undefined
  }

  /** A string that a pattern admits. */
  oneOf(name: string, pattern: RegExp): string | undefined {
    const given = this.#group.get(name)
    const text = stringOf(given?.values[0])
    if (given === undefined || (text !== undefined && pattern.test(text))) return text
    this.#return(name, given.values)
    return undefined
  }

  /** `notify-natural-language`: English, whichever is asked for, for there is no other here (RFC 3995 section 5.3.7). */
  language(): string {
    this.oneOf('notify-natural-language', /^en(?:-|$)/i)
    return 'en'
  }

  /** A number of seconds, 0 or more. */
  seconds(name: string): number | undefined {
    const given = this.#group.get(name)
    const seconds = this.#group.integer(name)
    if (given === undefined || (seconds !== undefined && seconds >= 0)) return seconds
    this.#return(name, given.values)
    return undefined
  }

  /** What was not taken, and the status that says so; empty if all was (RFC 3995 section 13.4 and 13.5). */
  unsupported(): Attributes {
    if (this.#unsupported.size === 0) return new Attributes()
    const status = this.#tooManyEvents ? StatusCode.SuccessfulOkTooManyEvents : StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes
    return new Attributes([...this.#unsupported, attribute('notify-status-code', enumeration(status))])
  }

  #return(name: string, [first, ...more]: readonly Value[]): void {
    if (first !== undefined) this.#unsupported.put(attribute(name, first, ...more))
  }
}
