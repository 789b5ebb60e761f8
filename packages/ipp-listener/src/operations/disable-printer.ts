/** Disable-Printer (RFC 3998 section 3.1): the printer refuses jobs. */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { operatorMessage } from './operator-message.js'
import { verb } from './verb.js'

export const disablePrinter: OperationHandler = {
  code: Operation.DisablePrinter,
  target: 'printer',
  access: 'operator',
  offeredBy: (service) => service.printerDisable !== undefined,
  handle: async ({ service, call, printer, operation }) => {
    await verb(service, 'printerDisable')(call, printer, operatorMessage(operation))
    return {}
  },
}
