/** CUPS-Delete-Printer: `lpadmin -x NAME`. The printer's jobs are canceled and forgotten, as in CUPS. */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'

export const cupsDeletePrinter: OperationHandler = {
  code: Operation.CUPSDeletePrinter,
  target: 'queue',
  access: 'operator',
  offeredBy: (service) => service.printerRemove !== undefined,
  handle: async ({ system, call, queue }) => {
    await system.printerRemove(call, queue)
    return {}
  },
}
