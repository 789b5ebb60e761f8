/** The operations on one printer that the system is asked for, by its printer-id (PWG 5100.22): each as the printer itself does it (RFC 3998). */
import { Operation, operationName } from '@platen/ipp-core'
import { PapiError } from '@platen/papi'
import type { OperationHandler } from '../operation.js'
import { badRequest } from '../refusal.js'
import { onPrinter, someCan, type PrinterVerb } from './printer-verb.js'

function onOne(code: Operation, verb: PrinterVerb): OperationHandler {
  return {
    code,
    target: 'system',
    access: 'operator',
    enabledBy: someCan(verb),
    handle: async ({ system, services, call, operation }) => {
      const id = operation.integer('printer-id')
      if (id === undefined) throw badRequest(`${operationName(code)} needs printer-id (PWG 5100.22)`)
      const printer = system.printerWithId(id)
      if (printer === undefined) throw new PapiError('not-found', `there is no printer with printer-id ${id} here`)
      if (!(await onPrinter(services.forPrinter(printer), verb, call, printer, operation.string('printer-message-from-operator')))) {
        throw new PapiError('not-possible', `printer "${printer}" cannot do ${operationName(code)}: its print service does not offer it`)
      }
      return {}
    },
  }
}

export const shutdownOnePrinter: OperationHandler = onOne(Operation.ShutdownOnePrinter, 'printerShutdown')
export const startupOnePrinter: OperationHandler = onOne(Operation.StartupOnePrinter, 'printerStartup')
export const restartOnePrinter: OperationHandler = onOne(Operation.RestartOnePrinter, 'printerRestart')
