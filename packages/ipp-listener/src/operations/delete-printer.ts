/** Delete-Printer (PWG 5100.22). The printer's jobs are canceled and forgotten. */
import { Operation } from '@platen/ipp-core'
import { PapiError } from '@platen/papi'
import type { OperationHandler } from '../operation.js'
import { badRequest } from '../refusal.js'

export const deletePrinter: OperationHandler = {
  code: Operation.DeletePrinter,
  target: 'system',
  access: 'operator',
  handle: async ({ system, call, operation }) => {
    const id = operation.integer('printer-id')
    if (id === undefined) throw badRequest('Delete-Printer needs printer-id (PWG 5100.22)')
    const printer = system.printerWithId(id)
    if (printer === undefined) throw new PapiError('not-found', `there is no printer with printer-id ${id} here`)
    await system.printerRemove(call, printer)
    return {}
  },
}
