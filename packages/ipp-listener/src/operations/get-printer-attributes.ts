/** Get-Printer-Attributes (RFC 8011 section 4.2.5). */
import { Operation } from '@platen/ipp-core'
import { checkDocumentAttributes } from '../document.js'
import { formatTold } from '../format-capabilities.js'
import type { OperationAnswer, OperationHandler, PrinterRequest } from '../operation.js'
import { requestedOfPrinter } from './describe-printer.js'

export const getPrinterAttributes: OperationHandler = { code: Operation.GetPrinterAttributes, target: 'printer', onSystem: true, handle: answerPrinterAttributes }

/** What Get-Printer-Attributes and Get-User-Printer-Attributes answer. */
export async function answerPrinterAttributes(request: PrinterRequest): Promise<OperationAnswer> {
  const printer = await request.service.printerQuery(request.call, request.printer)
  // RFC 8011 section 4.2.5.1: the answer may depend on the format asked about, so an unsupported one is refused.
  const format = request.operation.has('document-format') ? checkDocumentAttributes(request.operation, printer) : undefined
  return { groups: [requestedOfPrinter(printer, request, format && formatTold(format))] }
}
