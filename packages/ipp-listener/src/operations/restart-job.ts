/** Restart-Job (RFC 8011 section 4.3.7). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { holdUntil } from './hold-until.js'
import { verb } from './verb.js'

export const restartJob: OperationHandler = {
  code: Operation.RestartJob,
  target: 'job',
  offeredBy: (service) => service.jobRestart !== undefined,
  handle: async ({ service, call, queried, operation }) => {
    await verb(service, 'jobRestart')(call, queried.id, holdUntil(operation))
    return {}
  },
}
