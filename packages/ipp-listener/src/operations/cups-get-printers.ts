/** CUPS-Get-Printers: every printer, classes of printers included, as in CUPS. */
import { GroupTag, Operation } from '@platen/ipp-core'
import type { Printer } from '@platen/papi'
import { printerType } from '../attributes/printer-type.js'
import type { OperationAnswer, OperationHandler, OperationRequest } from '../operation.js'
import { select } from '../requested-attributes.js'
import { describePrinter, requestedPrinterAttributes } from './describe-printer.js'

export const cupsGetPrinters: OperationHandler = {
  code: Operation.CUPSGetPrinters,
  target: 'none',
  handle: (request) => listed(request, () => true),
}

/** The printers that a request's filters admit, and the operation does. */
export async function listed(request: OperationRequest, isOfKind: (printer: Printer) => boolean): Promise<OperationAnswer> {
  const { services, call, operation } = request
  const requested = requestedPrinterAttributes(request)
  const admitted = (await services.printersList(call)).filter((printer) => isOfKind(printer) && admits(printer, request))
  const first = admitted.findIndex((printer) => printer.name === operation.string('first-printer-name'))
  const from = admitted.slice(Math.max(first, 0))
  const limited = from.slice(0, operation.integer('limit') ?? from.length)
  return { groups: limited.map((printer) => ({ tag: GroupTag.printer, attributes: select(describePrinter(printer, request), requested) })) }
}

/** The filters that CUPS clients send: by type bits, by location, by printer-id. */
function admits(printer: Printer, { operation, services, system }: OperationRequest): boolean {
  const mask = operation.integer('printer-type-mask') ?? 0
  const wanted = (operation.integer('printer-type') ?? 0) & mask
  const location = operation.string('printer-location')
  const id = operation.integer('printer-id')
  if (id !== undefined && system?.printerId(printer.name) !== id) return false
  return (printerType(printer, services.defaultPrinter === printer.name) & mask) === wanted && (location === undefined || location === printer.location)
}
