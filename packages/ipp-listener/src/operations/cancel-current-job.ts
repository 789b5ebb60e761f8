/** Cancel-Current-Job: the job that is printing, whichever it is or only if it is the one named (RFC 3998 section 3.2). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { currentJob } from './current-job.js'

export const cancelCurrentJob: OperationHandler = {
  code: Operation.CancelCurrentJob,
  target: 'printer',
  handle: async (request) => {
    const { id } = await currentJob(request)
    await request.service.jobCancel(request.call, id, request.operation.string('message'))
    return {}
  },
}
