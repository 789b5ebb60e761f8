/** Set-Printer-Attributes (RFC 3380 section 4.1): all that is asked for, or nothing. */
import { Attributes, GroupTag, groupOf, Operation, StatusCode } from '@platen/ipp-core'
import { checkSettings } from '../checks/settings.js'
import type { OperationHandler } from '../operation.js'
import { badRequest, Refusal } from '../refusal.js'
import { describePrinter } from './describe-printer.js'

export const setPrinterAttributes: OperationHandler = {
  code: Operation.SetPrinterAttributes,
  target: 'printer',
  access: 'operator',
  needsSystem: true,
  offeredBy: (service) => service.printerModify !== undefined,
  handle: async (request) => {
    const { system, service, call, printer, message, operation } = request
    const given = new Attributes(groupOf(message, GroupTag.printer) ?? [])
    // RFC 3380 section 4.1.1: an operation attribute of that name sets the attribute.
    const said = operation.get('printer-message-from-operator')
    if (said !== undefined) given.put(said)
    if (given.size === 0) throw badRequest('Set-Printer-Attributes needs the attributes to set in a printer-attributes group (RFC 3380 section 4.1.1)')
    const queried = await service.printerQuery(call, printer)
    const { settings, notSettable, unsupported } = checkSettings(given, queried, describePrinter(queried, request))
    if (notSettable.size > 0) throw new Refusal(StatusCode.ClientErrorAttributesNotSettable, `cannot be set: ${names(notSettable)}; nothing was changed`, new Attributes([...notSettable, ...unsupported]))
    if (unsupported.size > 0) throw new Refusal(StatusCode.ClientErrorAttributesOrValuesNotSupported, `printer "${printer}" does not do: ${names(unsupported)}; nothing was changed`, unsupported)
    await system?.printerModify(call, printer, { settings })
    return {}
  },
}

const names = (attributes: Attributes): string => [...attributes].map((one) => one.name).join(', ')
