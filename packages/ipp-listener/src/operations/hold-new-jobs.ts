/** Hold-New-Jobs (RFC 3998 section 3.1). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { operatorMessage } from './operator-message.js'
import { verb } from './verb.js'

export const holdNewJobs: OperationHandler = {
  code: Operation.HoldNewJobs,
  target: 'printer',
  access: 'operator',
  offeredBy: (service) => service.printerHoldNewJobs !== undefined,
  handle: async ({ service, call, printer, operation }) => {
    await verb(service, 'printerHoldNewJobs')(call, printer, operatorMessage(operation))
    return {}
  },
}
