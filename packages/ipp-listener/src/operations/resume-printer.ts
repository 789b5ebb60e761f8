/** Resume-Printer (RFC 8011 section 4.2.8). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { verb } from './verb.js'

export const resumePrinter: OperationHandler = {
  code: Operation.ResumePrinter,
  target: 'printer',
  access: 'operator',
  offeredBy: (service) => service.printerResume !== undefined,
  handle: async ({ service, call, printer }) => {
    await verb(service, 'printerResume')(call, printer)
    return {}
  },
}
