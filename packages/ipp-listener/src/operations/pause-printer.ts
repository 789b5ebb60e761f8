/** Pause-Printer (RFC 8011 section 4.2.7). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { operatorMessage } from './operator-message.js'
import { verb } from './verb.js'

export const pausePrinter: OperationHandler = {
  code: Operation.PausePrinter,
  target: 'printer',
  access: 'operator',
  offeredBy: (service) => service.printerPause !== undefined,
  handle: async ({ service, call, printer, operation }) => {
    await verb(service, 'printerPause')(call, printer, operatorMessage(operation))
    return {}
  },
}
