/** Create-Job: a job to which documents are sent (RFC 8011 section 4.2.4). */
import { Operation } from '@platen/ipp-core'
import { ignoredAttributes } from '../checks/ticket.js'
import type { OperationHandler } from '../operation.js'
import { jobAnswer } from './job-answer.js'
import { checkJob } from './submission.js'
import { checkJobTemplates, subscribeToJob } from './subscribe.js'
import { verb } from './verb.js'

export const createJob: OperationHandler = {
  code: Operation.CreateJob,
  target: 'printer',
  offeredBy: (service) => service.jobCreate !== undefined && service.jobStreamAdd !== undefined && service.jobCommit !== undefined,
  handle: async (request) => {
    const { request: jobRequest, checked } = await checkJob(request)
    const templates = checkJobTemplates(request, request.service)
    const job = await verb(request.service, 'jobCreate')(request.call, request.printer, jobRequest)
    const ignored = ignoredAttributes(checked)
    return subscribeToJob(request, templates, job, { ...ignored, groups: [...ignored.groups, jobAnswer(job, request)] })
  },
}
