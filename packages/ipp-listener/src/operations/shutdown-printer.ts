/** Shutdown-Printer (RFC 3998 section 3.1). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { operatorMessage } from './operator-message.js'
import { verb } from './verb.js'

export const shutdownPrinter: OperationHandler = {
  code: Operation.ShutdownPrinter,
  target: 'printer',
  access: 'operator',
  offeredBy: (service) => service.printerShutdown !== undefined,
  handle: async ({ service, call, printer, operation }) => {
    await verb(service, 'printerShutdown')(call, printer, operatorMessage(operation))
    return {}
  },
}
