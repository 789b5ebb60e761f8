/** Suspend-Current-Job: stops feeding the device with the job that is printing (RFC 3998 section 3.2). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { currentJob } from './current-job.js'
import { verb } from './verb.js'

export const suspendCurrentJob: OperationHandler = {
  code: Operation.SuspendCurrentJob,
  target: 'printer',
  offeredBy: (service) => service.jobSuspend !== undefined && service.jobResume !== undefined,
  handle: async (request) => {
    const { id } = await currentJob(request)
    await verb(request.service, 'jobSuspend')(request.call, id)
    return {}
  },
}
