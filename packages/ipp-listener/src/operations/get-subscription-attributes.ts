/** Get-Subscription-Attributes (RFC 3995 section 11.2.4). Everyone may ask; whose it is, its owner and operators are told. */
import { GroupTag, Operation } from '@platen/ipp-core'
import { isSubscriptionTemplate, subscriptionAttributes } from '../attributes/subscription.js'
import type { OperationHandler } from '../operation.js'
import { requestedAttributes, select, type AttributeGroups } from '../requested-attributes.js'
import { isPrivy, namedSubscription } from './named-subscription.js'
import { hasEvents } from './subscribe.js'

/** The groups of a subscription's attributes (RFC 3995 section 11.2.4.1.2). */
export const subscriptionGroups: AttributeGroups = { 'subscription-template': isSubscriptionTemplate, 'subscription-description': (name) => !isSubscriptionTemplate(name) }

export const getSubscriptionAttributes: OperationHandler = {
  code: Operation.GetSubscriptionAttributes,
  target: 'server',
  offeredBy: hasEvents,
  onSystem: true,
  handle: (request) => {
    const subscription = namedSubscription(request)
    const { operation, uris, now, call } = request
    const requested = requestedAttributes(operation, ['all'], () => false, subscriptionGroups)
    const attributes = subscriptionAttributes(subscription, { uris, now, isPrivy: isPrivy(subscription, call.caller) })
    return Promise.resolve({ groups: [{ tag: GroupTag.subscription, attributes: select(attributes, requested) }] })
  },
}
