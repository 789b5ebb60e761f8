/** Activate-Printer (RFC 3998 section 3.1). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { verb } from './verb.js'

export const activatePrinter: OperationHandler = {
  code: Operation.ActivatePrinter,
  target: 'printer',
  access: 'operator',
  offeredBy: (service) => service.printerActivate !== undefined,
  handle: async ({ service, call, printer }) => {
    await verb(service, 'printerActivate')(call, printer)
    return {}
  },
}
