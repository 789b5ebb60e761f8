/** Startup-Printer (RFC 3998 section 3.1). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { verb } from './verb.js'

export const startupPrinter: OperationHandler = {
  code: Operation.StartupPrinter,
  target: 'printer',
  access: 'operator',
  offeredBy: (service) => service.printerStartup !== undefined,
  handle: async ({ service, call, printer }) => {
    await verb(service, 'printerStartup')(call, printer)
    return {}
  },
}
