/** CUPS-Get-Default: the default printer. */
import { GroupTag, Operation } from '@platen/ipp-core'
import { PapiError } from '@platen/papi'
import type { OperationHandler } from '../operation.js'
import { isPrinterTemplate, requestedAttributes, select } from '../requested-attributes.js'
import { describePrinter, printerGroups } from './describe-printer.js'

export const cupsGetDefault: OperationHandler = {
  code: Operation.CUPSGetDefault,
  target: 'none',
  handle: async (request) => {
    const { services, call, operation } = request
    if (services.defaultPrinter === undefined) throw new PapiError('not-found', 'there is no printer here')
    const printer = await services.forPrinter(services.defaultPrinter).printerQuery(call, services.defaultPrinter)
    const requested = requestedAttributes(operation, ['all'], isPrinterTemplate, printerGroups)
    return { groups: [{ tag: GroupTag.printer, attributes: select(describePrinter(printer, request), requested) }] }
  },
}
