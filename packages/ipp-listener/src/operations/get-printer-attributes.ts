/** Get-Printer-Attributes (RFC 8011 section 4.2.5). */
import { GroupTag, Operation } from '@platen/ipp-core'
import { checkDocumentAttributes } from '../document.js'
import type { OperationHandler } from '../operation.js'
import { describePrinter, printerGroups } from './describe-printer.js'
import { isPrinterTemplate, requestedAttributes, select } from '../requested-attributes.js'

export const getPrinterAttributes: OperationHandler = {
  code: Operation.GetPrinterAttributes,
  target: 'printer',
  onSystem: true,
  handle: async (request) => {
    const printer = await request.service.printerQuery(request.call, request.printer)
    // RFC 8011 section 4.2.5.1: the answer may depend on the format asked about, so an unsupported one is refused.
    if (request.operation.has('document-format')) checkDocumentAttributes(request.operation, printer)
    const requested = requestedAttributes(request.operation, ['all'], isPrinterTemplate, printerGroups)
    return { groups: [{ tag: GroupTag.printer, attributes: select(describePrinter(printer, request), requested) }] }
  },
}
