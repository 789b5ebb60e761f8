/** Hold-Job (RFC 8011 section 4.3.5). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { holdUntil } from './hold-until.js'
import { verb } from './verb.js'

export const holdJob: OperationHandler = {
  code: Operation.HoldJob,
  target: 'job',
  offeredBy: (service) => service.jobHold !== undefined,
  handle: async ({ service, call, queried, operation }) => {
    await verb(service, 'jobHold')(call, queried.id, holdUntil(operation))
    return {}
  },
}
