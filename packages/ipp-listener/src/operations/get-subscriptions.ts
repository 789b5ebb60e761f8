/** Get-Subscriptions: those of a job, of the system, or of a printer or all (RFC 3995 section 11.2.5). Everyone may ask, as of Get-Subscription-Attributes. */
import { GroupTag, Operation } from '@platen/ipp-core'
import { userOf } from '@platen/papi'
import { subscriptionAttributes } from '../attributes/subscription.js'
import type { OperationHandler } from '../operation.js'
import { badRequest } from '../refusal.js'
import { requestedAttributes, select } from '../requested-attributes.js'
import { subscriptionGroups } from './get-subscription-attributes.js'
import { isPrivy } from './named-subscription.js'
import { hasEvents, subjectPrinter } from './subscribe.js'

export const getSubscriptions: OperationHandler = {
  code: Operation.GetSubscriptions,
  target: 'server',
  offeredBy: hasEvents,
  onSystem: true,
  handle: async (request) => {
    const { operation, subscriptions, services, call, uris, now, jobId, target } = request
    const limit = operation.integer('limit')
    if (limit !== undefined && limit < 1) throw badRequest(`limit is ${limit}, must be 1 or more (RFC 3995 section 11.2.5.1.2)`)
    const job = operation.integer('notify-job-id') ?? jobId
    // A job that is not there has no subscriptions, but the client ought to know which it is.
    if (job !== undefined) await services.forJob(call, job)
    const all = subscriptions.list(job !== undefined ? { job } : target.kind === 'system' ? { system: true } : { printer: subjectPrinter(request) })
    const mine = operation.boolean('my-subscriptions') === true ? all.filter((one) => one.subscriber === userOf(call.caller)) : all
    const requested = requestedAttributes(operation, ['notify-subscription-id'], () => false, subscriptionGroups)
    return {
      groups: mine.slice(0, limit).map((one) => ({
        tag: GroupTag.subscription,
        attributes: select(subscriptionAttributes(one, { uris, now, isPrivy: isPrivy(one, call.caller) }), requested),
      })),
    }
  },
}
