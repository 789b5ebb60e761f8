/**
 * Create-Printer (PWG 5100.22). The standard leaves open what names the device: CUPS's `device-uri`, and the names that
 * ippserver and PAPPL gave it, are all understood. The printer prints at once.
 */
import { Attributes, attribute, GroupTag, groupOf, keyword, Operation, StatusCode } from '@platen/ipp-core'
import { creationAttributes } from '../attributes/system.js'
import { checkSettings } from '../checks/settings.js'
import type { OperationHandler, SystemRequest } from '../operation.js'
import { badRequest, Refusal } from '../refusal.js'
import { select } from '../requested-attributes.js'
import { describePrinter } from './describe-printer.js'

const deviceNames = creationAttributes.filter((name) => name.endsWith('device-uri'))
const answered = new Set(['printer-id', 'printer-is-accepting-jobs', 'printer-state', 'printer-state-reasons', 'printer-uri-supported', 'printer-uuid', 'printer-xri-supported'])

export const createPrinter: OperationHandler = {
  code: Operation.CreatePrinter,
  target: 'system',
  access: 'operator',
  handle: async (request) => {
    const { system, call } = request
    const { name, device, more } = read(request)
    const made = await system.printerAdd(call, { name, device, settings: new Attributes() })
    const { settings, notSettable, unsupported } = checkSettings(more, made, describePrinter(made, request))
    const printer = settings.size === 0 ? made : await system.printerModify(call, name, { settings })
    const ignored = new Attributes([...unsupported, ...notSettable])
    return {
      ...(ignored.size === 0 ? {} : { status: StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes }),
      groups: [
        ...(ignored.size === 0 ? [] : [{ tag: GroupTag.unsupported, attributes: ignored }]),
        { tag: GroupTag.printer, attributes: select(describePrinter(printer, request), (one) => answered.has(one)) },
      ],
    }
  },
}

function read({ message, operation }: SystemRequest): { readonly name: string; readonly device: string; readonly more: Attributes } {
  const types = operation.strings('printer-service-type')
  if (types.length === 0) throw badRequest('Create-Printer needs printer-service-type (PWG 5100.22)')
  const other = types.find((type) => type !== 'print')
  if (other !== undefined) throw new Refusal(StatusCode.ClientErrorAttributesOrValuesNotSupported, `printer-service-type "${other}" is not supported; print is`, Attributes.of(attribute('printer-service-type', keyword(other))))
  const given = groupOf(message, GroupTag.printer) ?? new Attributes()
  const name = given.string('printer-name')
  if (name === undefined) throw badRequest('Create-Printer needs printer-name in a printer-attributes group (system-mandatory-printer-attributes)')
  const device = [given, operation].flatMap((group) => deviceNames.map((one) => group.string(one))).find((one) => one !== undefined)
  if (device === undefined) throw badRequest('Create-Printer needs device-uri in a printer-attributes group (system-mandatory-printer-attributes)')
  return { name, device, more: given.filter((one) => one.name !== 'printer-name' && !deviceNames.some((other) => other === one.name)) }
}
