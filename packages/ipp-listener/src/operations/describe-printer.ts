/** A printer's attributes as this listener, at this moment, serves them. */
import { Operation, type Attributes } from '@platen/ipp-core'
import { settableSettings, type Printer } from '@platen/papi'
import { printerAttributes } from '../attributes/printer.js'
import type { OperationRequest } from '../operation.js'

/** Every attribute of a printer. */
export function describePrinter(printer: Printer, { services, system, uris, now, offered }: OperationRequest): Attributes {
  const operations = offered(services.forPrinter(printer.name))
  return printerAttributes(printer, {
    uris,
    now,
    operations,
    isDefault: services.defaultPrinter === printer.name,
    id: system?.printerId(printer.name),
    settable: operations.includes(Operation.SetPrinterAttributes) ? settableSettings(printer.capabilities) : [],
  })
}
