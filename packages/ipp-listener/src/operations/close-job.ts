/** Close-Job: no more documents for a job made by Create-Job (PWG 5100.7 section 5.3). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { verb } from './verb.js'

export const closeJob: OperationHandler = {
  code: Operation.CloseJob,
  target: 'job',
  offeredBy: (service) => service.jobCommit !== undefined,
  handle: async ({ service, call, queried }) => {
    await verb(service, 'jobCommit')(call, queried.id)
    return {}
  },
}
