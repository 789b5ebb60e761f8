/** A printer's attributes as this listener, at this moment, serves them. */
import type { Attributes } from '@platen/ipp-core'
import type { Printer } from '@platen/papi'
import { printerAttributes } from '../attributes/printer.js'
import { isSubscribingTemplate } from '../attributes/subscribing.js'
import type { OperationRequest } from '../operation.js'
import type { AttributeGroups } from '../requested-attributes.js'

/** Every attribute of a printer. */
export function describePrinter(printer: Printer, { services, subscriptions, uris, now, offered }: OperationRequest): Attributes {
  return printerAttributes(printer, {
    uris,
    now,
    operations: offered(services.forPrinter(printer.name)),
    subscriptions: subscriptions.settings,
    isDefault: services.defaultPrinter === printer.name,
  })
}

/** Groups of a printer's attributes, by the keyword that asks for them (RFC 3995 section 11.2.3). */
export const printerGroups: AttributeGroups = { 'subscription-template': isSubscribingTemplate }
