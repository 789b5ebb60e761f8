/** Create-Job-Subscriptions: subscribes to the events of a job that is there already (RFC 3995 section 11.1.1). */
import { GroupTag, isTerminal, Operation } from '@platen/ipp-core'
import { PapiError, userOf } from '@platen/papi'
import type { OperationAnswer, OperationHandler, OperationRequest } from '../operation.js'
import { badRequest } from '../refusal.js'
import { hasEvents, requireTemplates, subscribe, subscriberOf } from './subscribe.js'

export const createJobSubscriptions: OperationHandler = {
  code: Operation.CreateJobSubscriptions,
  target: 'server',
  offeredBy: hasEvents,
  handle: (request) => subscribeToJobThere(request),
}

/**
 * Subscribes to the events of the job that a request names by `notify-job-id`. CUPS's clients put it into the subscription
 * group, or send a job-uri.
 *
 * @throws PapiError not-found, not-authorized for who neither owns the job nor is an operator, not-possible if it has ended
 */
export async function subscribeToJobThere(request: OperationRequest): Promise<OperationAnswer> {
  const id = request.operation.integer('notify-job-id') ?? jobInGroup(request) ?? request.jobId
  if (id === undefined) throw badRequest('Create-Job-Subscriptions needs notify-job-id (RFC 3995 section 11.1.1.1.1)')
  const templates = requireTemplates(request, true)
  const { service, job } = await request.services.forJob(request.call, id)
  if (!hasEvents(service)) throw new PapiError('operation-not-supported', `the print service of job ${job.id} has no events`)
  const caller = subscriberOf(request)
  if (!caller.isOperator && userOf(caller) !== job.user) throw new PapiError('not-authorized', `job ${job.id} is not of "${userOf(caller)}"; only its owner and operators may subscribe to its events`)
  if (isTerminal(job.state)) throw new PapiError('not-possible', `job ${job.id} has ended: there are no more events to come (RFC 3995 section 11.1.1)`)
  return subscribe(request, templates, { kind: 'job', job, fromCreation: false })
}

/** `notify-job-id` in a subscription-attributes group. */
export function jobInGroup({ message }: OperationRequest): number | undefined {
  const group = message.groups.find((one) => one.tag === GroupTag.subscription && one.attributes.has('notify-job-id'))
  return group?.attributes.integer('notify-job-id')
}
