/** Promote-Job (RFC 3998 section 4.4.1). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { verb } from './verb.js'

export const promoteJob: OperationHandler = {
  code: Operation.PromoteJob,
  target: 'job',
  access: 'operator',
  offeredBy: (service) => service.jobPromote !== undefined,
  handle: async ({ service, call, queried }) => {
    await verb(service, 'jobPromote')(call, queried.id)
    return {}
  },
}
