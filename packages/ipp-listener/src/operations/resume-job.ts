/** Resume-Job: goes on with a suspended job (RFC 3998 section 3.2). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { verb } from './verb.js'

export const resumeJob: OperationHandler = {
  code: Operation.ResumeJob,
  target: 'job',
  offeredBy: (service) => service.jobSuspend !== undefined && service.jobResume !== undefined,
  handle: async ({ service, call, queried }) => {
    await verb(service, 'jobResume')(call, queried.id)
    return {}
  },
}
