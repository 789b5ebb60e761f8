/** What a printer says of subscriptions to it (RFC 3995 section 5.3 table 1, RFC 3996 section 8.1). */
import { Attributes, attribute, attributeOf, integer, keyword, range } from '@platen/ipp-core'
import { defaultEvents, subscribedEvents, type SubscribedEvent } from '../subscriptions/event-names.js'
import { notifyAttributes } from '../subscriptions/notify-attributes.js'
import { mostSubscribedEvents, type SubscriptionSettings } from '../subscriptions/settings.js'

/**
 * The attributes of a printer, or of the system, whose events can be subscribed to. There is no notify-schemes-supported: nothing is pushed.
 *
 * @param events - which those are; a printer's if left out
 */
export function subscribingAttributes({ defaultLease, longestLease, eventLife }: Required<SubscriptionSettings>, events: readonly SubscribedEvent[] = subscribedEvents): Attributes {
  return Attributes.of(
    attributeOf('notify-events-default', defaultEvents.map((one) => keyword(one))),
    attributeOf('notify-events-supported', events.map((one) => keyword(one))),
    attribute('notify-max-events-supported', integer(mostSubscribedEvents)),
    attribute('notify-pull-method-supported', keyword('ippget')),
    attributeOf('notify-attributes-supported', [...notifyAttributes].map((one) => keyword(one))),
    attribute('notify-lease-duration-default', integer(Math.min(defaultLease, longestLease))),
    attribute('notify-lease-duration-supported', range(1, longestLease)),
    attribute('ippget-event-life', integer(eventLife)),
  )
}

/** The printer's group subscription-template: the second column of table 1 (RFC 3995 section 11.2.3). */
export const isSubscribingTemplate = (name: string): boolean => template.has(name)

const template: ReadonlySet<string> = new Set([
  'notify-events-default', 'notify-events-supported', 'notify-max-events-supported', 'notify-pull-method-supported', 'notify-attributes-supported', 'notify-lease-duration-default',
  'notify-lease-duration-supported', 'charset-supported', 'generated-natural-language-supported',
])
