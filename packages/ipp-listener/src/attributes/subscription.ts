/** A subscription as IPP attributes (RFC 3995 sections 5.3 and 5.4). */
import { Attributes, attribute, attributeOf, charset, integer, keyword, name, naturalLanguage, octetString, uri } from '@platen/ipp-core'
import type { AnswerUris } from '../answer-uris.js'
import type { Subscription } from '../subscriptions/subscription.js'
import { subscriptionTemplateNames } from '../subscriptions/template.js'

/** What the listener adds to a subscription. */
export interface SubscriptionContext {
  readonly uris: AnswerUris
  /** Milliseconds since 1970. */
  readonly now: number
  /** Whether who asks may see whose it is, and the data it was given: its owner and operators may. */
  readonly isPrivy: boolean
}

/** Seconds since 1970, as printer-up-time counts. */
const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000)

/** The system's URI of the client's own kind. */
export const systemUri = (uris: AnswerUris): string => uris.systemUris()[0]?.uri ?? uris.server()

/** Every attribute of a subscription, in a fixed order. */
export function subscriptionAttributes(subscription: Subscription, { uris, now, isPrivy }: SubscriptionContext): Attributes {
  const { template, id, jobId, printer, subscriber, sequence, leaseDuration, expiresAt } = subscription
  const isOfPrinter = jobId === undefined
  return Attributes.of(
    attribute('notify-subscription-id', integer(id)),
    subscription.isOfSystem ? attribute('notify-system-uri', uri(systemUri(uris))) : attribute('notify-printer-uri', uri(printer === undefined ? uris.server() : uris.printer(printer))),
    isOfPrinter ? undefined : attribute('notify-job-id', integer(jobId)),
    isPrivy ? attribute('notify-subscriber-user-name', name(subscriber)) : undefined,
    attribute('notify-sequence-number', integer(sequence)),
    // A Per-Job Subscription has none of these three (RFC 3995 sections 5.3.8, 5.4.3 and 5.4.4).
    isOfPrinter ? attribute('notify-lease-duration', integer(leaseDuration)) : undefined,
    isOfPrinter ? attribute('notify-lease-expiration-time', integer(seconds(expiresAt))) : undefined,
    isOfPrinter ? attribute(subscription.isOfSystem ? 'notify-system-up-time' : 'notify-printer-up-time', integer(seconds(now))) : undefined,
    attribute('notify-pull-method', keyword('ippget')),
    attributeOf('notify-events', template.events.map((one) => keyword(one))),
    attributeOf('notify-attributes', template.attributes.map((one) => keyword(one))),
    isPrivy && template.userData !== undefined ? attribute('notify-user-data', octetString(template.userData)) : undefined,
    attribute('notify-charset', charset(template.charset)),
    attribute('notify-natural-language', naturalLanguage(template.naturalLanguage)),
    attribute('notify-time-interval', integer(template.timeInterval)),
  )
}

/** Whether an attribute is in the group subscription-template; all others are in subscription-description (RFC 3995 section 11.2.4.1.2). */
export const isSubscriptionTemplate = (name: string): boolean => subscriptionTemplateNames.has(name)
