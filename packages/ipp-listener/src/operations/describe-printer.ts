/** A printer's attributes as this listener, at this moment, serves them. */
import { Operation, type Attributes } from '@platen/ipp-core'
import { settableSettings, type Printer } from '@platen/papi'
import { printerAttributes } from '../attributes/printer.js'
import { isSubscribingTemplate } from '../attributes/subscribing.js'
import type { OperationRequest } from '../operation.js'
import type { AttributeGroups } from '../requested-attributes.js'

/** Every attribute of a printer. */
export function describePrinter(printer: Printer, { services, subscriptions, system, uris, now, offered }: OperationRequest): Attributes {
  const operations = offered(services.forPrinter(printer.name))
  return printerAttributes(printer, {
    uris,
    now,
    operations,
    subscriptions: subscriptions.settings,
    isDefault: services.defaultPrinter === printer.name,
    id: system?.printerId(printer.name),
    settable: operations.includes(Operation.SetPrinterAttributes) ? settableSettings(printer.capabilities) : [],
  })
}

/** Groups of a printer's attributes, by the keyword that asks for them (RFC 3995 section 11.2.3). */
export const printerGroups: AttributeGroups = { 'subscription-template': isSubscribingTemplate }
