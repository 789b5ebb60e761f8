/** Enable-Printer (RFC 3998 section 3.1): the printer accepts jobs. */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { verb } from './verb.js'

export const enablePrinter: OperationHandler = {
  code: Operation.EnablePrinter,
  target: 'printer',
  access: 'operator',
  offeredBy: (service) => service.printerEnable !== undefined,
  handle: async ({ service, call, printer }) => {
    await verb(service, 'printerEnable')(call, printer)
    return {}
  },
}
