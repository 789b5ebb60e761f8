/** Get-Notifications: fetches events, or waits for them (RFC 3996 section 5). */
import { Attributes, attribute, GroupTag, integer, Operation, StatusCode, type AttributeGroup } from '@platen/ipp-core'
import { PapiError } from '@platen/papi'
import { notificationAttributes } from '../attributes/notification.js'
import type { OperationAnswer, OperationHandler, OperationRequest } from '../operation.js'
import { badRequest } from '../refusal.js'
import type { Subscription } from '../subscriptions/subscription.js'
import { requirePrivy } from './named-subscription.js'
import { hasEvents } from './subscribe.js'

/**
 * `notify-get-interval` of an answer that was waited for: the client may ask again right away. Not 0, for a client that
 * does not count up its notify-sequence-numbers would ask without rest.
 */
const intervalAfterWait = 1

export const getNotifications: OperationHandler = {
  code: Operation.GetNotifications,
  target: 'server',
  offeredBy: hasEvents,
  onSystem: true,
  handle: async (request) => {
    const { operation, subscriptions, call } = request
    const { asked, missing } = askedFor(request)
    const isWaiting = operation.boolean('notify-wait') === true
    if (isWaiting) {
      const isReady = () => asked.every(({ subscription }) => subscription.isOver) || asked.some(({ subscription, from }) => subscriptions.notifications(subscription, from).length > 0)
      await subscriptions.wait(asked.map(({ subscription }) => subscription), isReady, call.signal)
    }
    return answerWith(request, notificationsOf(asked, request), { isWaiting, isOver: asked.every(({ subscription }) => subscription.isOver), missing })
  },
}

/** A subscription, and the sequence number from which its events are wanted. */
interface Asked {
  readonly subscription: Subscription
  readonly from: number
}

/** The subscriptions a request names. @throws PapiError not-found if none is there, not-authorized if one is another's */
function askedFor({ operation, subscriptions, call }: OperationRequest): { asked: readonly Asked[]; missing: readonly number[] } {
  const ids = operation.integers('notify-subscription-ids')
  if (ids.length === 0) throw badRequest('Get-Notifications needs notify-subscription-ids (RFC 3996 section 5.1.1)')
  // RFC 3996 section 5.1.2: 1 for each that is not given.
  const from = operation.integers('notify-sequence-numbers')
  const all = ids.map((id, index) => ({ id, subscription: subscriptions.find(id), from: from[index] ?? 1 }))
  const asked = all.flatMap(({ subscription, from: first }) => (subscription === undefined ? [] : [{ subscription, from: first }]))
  if (asked.length === 0) throw new PapiError('not-found', `there is no subscription ${ids.join(', ')} here; it was canceled, or its time has ended`)
  for (const { subscription } of asked) requirePrivy(subscription, call.caller)
  return { asked, missing: all.filter(({ subscription }) => subscription === undefined).map(({ id }) => id) }
}

/** The groups of the events that are there, by subscription, each in its order (RFC 3996 section 5.2). */
function notificationsOf(asked: readonly Asked[], { subscriptions, uris }: OperationRequest): AttributeGroup[] {
  return asked.flatMap(({ subscription, from }) =>
    subscriptions.notifications(subscription, from).map((one) => ({ tag: GroupTag.eventNotification, attributes: notificationAttributes(one, subscription, uris) })),
  )
}

/** RFC 3996 table 2: a client is told when to ask again, or that there is nothing more to come. */
function answerWith({ subscriptions }: OperationRequest, groups: readonly AttributeGroup[], { isWaiting, isOver, missing }: { readonly isWaiting: boolean; readonly isOver: boolean; readonly missing: readonly number[] }): OperationAnswer {
  const upTime = attribute('printer-up-time', integer(Math.floor(subscriptions.now / 1000)))
  const [firstMissing, ...moreMissing] = missing.map(integer)
  const unsupported = firstMissing === undefined ? [] : [{ tag: GroupTag.unsupported, attributes: Attributes.of(attribute('notify-subscription-ids', firstMissing, ...moreMissing)) }]
  if (isOver) return { status: StatusCode.SuccessfulOkEventsComplete, operation: Attributes.of(upTime), groups: [...unsupported, ...groups] }
  // Less than ippget-event-life, though RFC 3996 section 5.2.1 asks for as much: who comes later than that has missed events.
  const interval = attribute('notify-get-interval', integer(isWaiting ? intervalAfterWait : subscriptions.settings.getInterval))
  const status = missing.length === 0 ? StatusCode.SuccessfulOk : StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes
  return { status, operation: Attributes.of(interval, upTime), groups: [...unsupported, ...groups] }
}
