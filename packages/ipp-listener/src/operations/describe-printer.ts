/** A printer's attributes as this listener, at this moment, serves them. */
import type { Attributes } from '@platen/ipp-core'
import type { Printer } from '@platen/papi'
import type { OperationRequest } from '../operation.js'
import type { DescriptionContext, EncodedGroup } from '../printer-descriptions.js'
import { isPrinterTemplate, requestedAttributes } from '../requested-attributes.js'

/** Every attribute of a printer. */
export function describePrinter(printer: Printer, request: OperationRequest): Attributes {
  return request.descriptions.describe(printer, contextOf(printer, request))
}

/** The attributes of a printer that a request asks for, as they are for documents of a format; all of them if it asks for none. */
export function requestedOfPrinter(printer: Printer, request: OperationRequest, format: string | undefined): EncodedGroup {
  const requested = requestedAttributes(request.operation, ['all'], isPrinterTemplate)
  return request.descriptions.group(printer, contextOf(printer, request), format, requested, request.operation.strings('requested-attributes').join(' '))
}

function contextOf({ name }: Printer, { services, uris, now, offered, configuration }: OperationRequest): DescriptionContext {
  return {
    uris,
    now,
    operations: offered(services.forPrinter(name)),
    isDefault: services.defaultPrinter === name,
    product: configuration.product,
    resources: configuration.resources ?? noResources,
    referenceSchemes: configuration.documentFetcher?.schemes ?? [],
  }
}

const noResources = { icons: [] }
