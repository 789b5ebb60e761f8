/** Deactivate-Printer (RFC 3998 section 3.1). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { operatorMessage } from './operator-message.js'
import { verb } from './verb.js'

export const deactivatePrinter: OperationHandler = {
  code: Operation.DeactivatePrinter,
  target: 'printer',
  access: 'operator',
  offeredBy: (service) => service.printerDeactivate !== undefined,
  handle: async ({ service, call, printer, operation }) => {
    await verb(service, 'printerDeactivate')(call, printer, operatorMessage(operation))
    return {}
  },
}
