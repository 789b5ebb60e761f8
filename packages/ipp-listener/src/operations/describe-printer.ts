/** A printer's attributes as this listener, at this moment, serves them. */
import type { Attributes } from '@platen/ipp-core'
import type { Printer } from '@platen/papi'
import { printerAttributes } from '../attributes/printer.js'
import type { OperationRequest } from '../operation.js'

/** Every attribute of a printer. */
export function describePrinter(printer: Printer, { services, uris, now, offered }: OperationRequest): Attributes {
  return printerAttributes(printer, {
    uris,
    now,
    operations: offered(services.forPrinter(printer.name)),
    isDefault: services.defaultPrinter === printer.name,
  })
}
