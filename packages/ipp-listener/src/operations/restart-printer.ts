/** Restart-Printer (RFC 3998 section 3.1). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { verb } from './verb.js'

export const restartPrinter: OperationHandler = {
  code: Operation.RestartPrinter,
  target: 'printer',
  access: 'operator',
  offeredBy: (service) => service.printerRestart !== undefined,
  handle: async ({ service, call, printer }) => {
    await verb(service, 'printerRestart')(call, printer)
    return {}
  },
}
