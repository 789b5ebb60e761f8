/** Cancel-Subscription (RFC 3995 section 11.2.7). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { namedSubscription, requirePrivy } from './named-subscription.js'
import { hasEvents } from './subscribe.js'

export const cancelSubscription: OperationHandler = {
  code: Operation.CancelSubscription,
  target: 'server',
  offeredBy: hasEvents,
  onSystem: true,
  handle: async (request) => {
    const subscription = namedSubscription(request)
    requirePrivy(subscription, request.call.caller)
    request.subscriptions.cancel(subscription)
    if (subscription.jobId === undefined) await request.subscriptions.keep()
    return {}
  },
}
