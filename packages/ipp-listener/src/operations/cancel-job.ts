/** Cancel-Job (RFC 8011 section 4.3.3). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { historyKept } from './history-kept.js'

export const cancelJob: OperationHandler = {
  code: Operation.CancelJob,
  target: 'job',
  handle: async ({ service, call, queried, operation }) => {
    await service.jobCancel(call, queried.id, operation.string('message'))
    return historyKept(operation)
  },
}
