/** Reprocess-Job: a finished job once more, as a new job (RFC 3998 section 3.2). */
import { Attributes, Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { jobAnswer } from './job-answer.js'
import { verb } from './verb.js'

export const reprocessJob: OperationHandler = {
  code: Operation.ReprocessJob,
  target: 'job',
  offeredBy: (service) => service.jobResubmit !== undefined,
  handle: async (request) => {
    const job = await verb(request.service, 'jobResubmit')(request.call, request.queried.id, { ticket: new Attributes() })
    return { groups: [jobAnswer(job, request)] }
  },
}
