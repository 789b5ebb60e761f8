/** A printer's attributes as this listener, at this moment, serves them. */
import type { Attributes } from '@platen/ipp-core'
import type { Printer } from '@platen/papi'
import { isSubscribingTemplate } from '../attributes/subscribing.js'
import type { OperationRequest } from '../operation.js'
import type { DescriptionContext, EncodedGroup } from '../printer-descriptions.js'
import { isPrinterTemplate, requestedAttributes, type AttributeGroups, type RequestedAttributes } from '../requested-attributes.js'

/** Every attribute of a printer. */
export function describePrinter(printer: Printer, request: OperationRequest): Attributes {
  return request.descriptions.describe(printer, contextOf(printer, request))
}

/** The attributes of a printer that a request asks for, as they are for documents of a format. */
export function requestedOfPrinter(printer: Printer, request: OperationRequest, format: string | undefined): EncodedGroup {
  // Written so that no two lists make the same words, whatever octets a client puts in them.
  const choice = JSON.stringify(request.operation.strings('requested-attributes'))
  return request.descriptions.group(printer, contextOf(printer, request), format, () => requestedPrinterAttributes(request), choice)
}

/** Which attributes of a printer a request asks for; all of them if it names none. */
export function requestedPrinterAttributes({ operation }: OperationRequest): RequestedAttributes {
  return requestedAttributes(operation, ['all'], isPrinterTemplate, printerGroups)
}

/** Groups of a printer's attributes, by the keyword that asks for them (RFC 3995 section 11.2.3). */
export const printerGroups: AttributeGroups = { 'subscription-template': isSubscribingTemplate }

function contextOf({ name }: Printer, { services, subscriptions, system, uris, now, offered, locations, configuration }: OperationRequest): DescriptionContext {
  return {
    uris,
    now,
    operations: offered(services.forPrinter(name), name),
    conformance: locations.queue(name).conformance,
    subscriptions: subscriptions.settings,
    id: system?.printerId(name),
    isDefault: services.defaultPrinter === name,
    product: configuration.product,
    resources: configuration.resources ?? noResources,
    referenceSchemes: configuration.documentFetcher?.schemes ?? [],
  }
}

const noResources = { icons: [] }
