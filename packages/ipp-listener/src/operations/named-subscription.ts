/** The subscription that a request names, and who may do what with it (RFC 3995 section 11.2). */
import { operationName } from '@platen/ipp-core'
import { PapiError, userOf, type Caller } from '@platen/papi'
import type { OperationRequest } from '../operation.js'
import { badRequest } from '../refusal.js'
import type { Subscription } from '../subscriptions/subscription.js'

/** The subscription of `notify-subscription-id`. @throws Refusal bad-request if none is named, PapiError not-found if it is not there */
export function namedSubscription({ operation, subscriptions, message }: OperationRequest): Subscription {
  const id = operation.integer('notify-subscription-id')
  if (id === undefined) throw badRequest(`${operationName(message.code)} needs notify-subscription-id (RFC 3995 section 11.2)`)
  const subscription = subscriptions.find(id)
  if (subscription === undefined) throw new PapiError('not-found', `there is no subscription ${id} here; it was canceled, or its time has ended`)
  return subscription
}

/** Whether a caller owns a subscription, or is an operator. */
export const isPrivy = (subscription: Subscription, caller: Caller): boolean => caller.isOperator || userOf(caller) === subscription.subscriber

/** @throws PapiError not-authorized for who is neither the owner nor an operator */
export function requirePrivy(subscription: Subscription, caller: Caller): void {
  if (!isPrivy(subscription, caller)) throw new PapiError('not-authorized', `subscription ${subscription.id} is not of "${userOf(caller)}"; only its owner and operators may do that`)
}
