/** Create-Job-Subscriptions: subscribes to the events of a job that is there already (RFC 3995 section 11.1.1). */
import { GroupTag, isTerminal, Operation } from '@platen/ipp-core'
import { PapiError, userOf } from '@platen/papi'
import type { OperationHandler, OperationRequest } from '../operation.js'
import { badRequest } from '../refusal.js'
import { hasEvents, requireTemplates, subscribe, subscriberOf } from './subscribe.js'

export const createJobSubscriptions: OperationHandler = {
  code: Operation.CreateJobSubscriptions,
  target: 'server',
  offeredBy: hasEvents,
  handle: async (request) => {
    const templates = requireTemplates(request, true)
    const { service, job } = await request.services.forJob(request.call, jobIdOf(request))
    if (!hasEvents(service)) throw new PapiError('operation-not-supported', `the print service of job ${job.id} has no events`)
    const caller = subscriberOf(request)
    if (!caller.isOperator && userOf(caller) !== job.user) throw new PapiError('not-authorized', `job ${job.id} is ${job.user}'s, only they and operators may subscribe to its events`)
    if (isTerminal(job.state)) throw new PapiError('not-possible', `job ${job.id} has ended: there are no more events to come (RFC 3995 section 11.1.1)`)
    return subscribe(request, templates, { kind: 'job', job, fromCreation: false })
  },
}

/** `notify-job-id`; also where CUPS's clients put it, in the subscription group or as a job-uri. */
function jobIdOf({ operation, message, jobId }: OperationRequest): number {
  const inGroup = message.groups.find((group) => group.tag === GroupTag.subscription && group.attributes.has('notify-job-id'))
  const id = operation.integer('notify-job-id') ?? inGroup?.attributes.integer('notify-job-id') ?? jobId
  if (id === undefined) throw badRequest('Create-Job-Subscriptions needs notify-job-id (RFC 3995 section 11.1.1.1.1)')
  return id
}
