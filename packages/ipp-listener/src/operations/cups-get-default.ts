/** CUPS-Get-Default: the default printer. */
import { GroupTag, Operation } from '@platen/ipp-core'
import { PapiError } from '@platen/papi'
import type { OperationHandler } from '../operation.js'
import { select } from '../requested-attributes.js'
import { describePrinter, requestedPrinterAttributes } from './describe-printer.js'

export const cupsGetDefault: OperationHandler = {
  code: Operation.CUPSGetDefault,
  target: 'none',
  handle: async (request) => {
    const { services, call } = request
    if (services.defaultPrinter === undefined) throw new PapiError('not-found', 'there is no printer here')
    const printer = await services.forPrinter(services.defaultPrinter).printerQuery(call, services.defaultPrinter)
    const requested = requestedPrinterAttributes(request)
    return { groups: [{ tag: GroupTag.printer, attributes: select(describePrinter(printer, request), requested) }] }
  },
}
