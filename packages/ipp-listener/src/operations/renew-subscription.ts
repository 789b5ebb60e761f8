/** Renew-Subscription: a new lease (RFC 3995 section 11.2.6). */
import { Attributes, attribute, GroupTag, integer, Operation, StatusCode } from '@platen/ipp-core'
import { PapiError } from '@platen/papi'
import type { OperationHandler } from '../operation.js'
import { namedSubscription, requirePrivy } from './named-subscription.js'
import { hasEvents } from './subscribe.js'

export const renewSubscription: OperationHandler = {
  code: Operation.RenewSubscription,
  target: 'server',
  offeredBy: hasEvents,
  onSystem: true,
  handle: async (request) => {
    const subscription = namedSubscription(request)
    requirePrivy(subscription, request.call.caller)
    if (subscription.jobId !== undefined) throw new PapiError('not-possible', `subscription ${subscription.id} is of job ${subscription.jobId}: it has no lease, it lasts as long as the job (RFC 3995 section 11.2.6)`)
    // In the subscription group, says the RFC; among the operation attributes, say some clients.
    const group = request.message.groups.find((one) => one.tag === GroupTag.subscription)?.attributes
    const asked = group?.integer('notify-lease-duration') ?? request.operation.integer('notify-lease-duration')
    const granted = request.subscriptions.renew(subscription, asked)
    await request.subscriptions.keep()
    return {
      ...(asked === undefined || asked === granted ? {} : { status: StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes }),
      groups: [{ tag: GroupTag.subscription, attributes: Attributes.of(attribute('notify-lease-duration', integer(granted))) }],
    }
  },
}
