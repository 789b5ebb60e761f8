/** CUPS-Reject-Jobs: CUPS's name for Disable-Printer. */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { operatorMessage } from './operator-message.js'
import { verb } from './verb.js'

export const cupsRejectJobs: OperationHandler = {
  code: Operation.CUPSRejectJobs,
  target: 'printer',
  access: 'operator',
  offeredBy: (service) => service.printerDisable !== undefined,
  handle: async ({ service, call, printer, operation }) => {
    await verb(service, 'printerDisable')(call, printer, operatorMessage(operation))
    return {}
  },
}
