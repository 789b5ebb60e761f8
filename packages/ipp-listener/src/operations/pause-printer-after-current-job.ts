/** Pause-Printer-After-Current-Job (RFC 3998 section 3.1). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { operatorMessage } from './operator-message.js'
import { verb } from './verb.js'

export const pausePrinterAfterCurrentJob: OperationHandler = {
  code: Operation.PausePrinterAfterCurrentJob,
  target: 'printer',
  access: 'operator',
  offeredBy: (service) => service.printerPause !== undefined,
  handle: async ({ service, call, printer, operation }) => {
    await verb(service, 'printerPause')(call, printer, operatorMessage(operation))
    return {}
  },
}
