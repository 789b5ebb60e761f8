/** CUPS-Set-Default: `lpadmin -d NAME`. */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'

export const cupsSetDefault: OperationHandler = {
  code: Operation.CUPSSetDefault,
  target: 'queue',
  access: 'operator',
  handle: async ({ system, call, queue }) => {
    await system.setDefaultPrinter(call, queue)
    return {}
  },
}
