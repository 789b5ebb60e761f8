/** Get-System-Attributes (PWG 5100.22). */
import { GroupTag, Operation } from '@platen/ipp-core'
import { systemAttributes } from '../attributes/system.js'
import type { OperationHandler } from '../operation.js'
import { requestedAttributes, select } from '../requested-attributes.js'

export const getSystemAttributes: OperationHandler = {
  code: Operation.GetSystemAttributes,
  target: 'system',
  handle: async ({ system, services, call, operation, uris, now, offeredBySystem, locations, subscriptions }) => {
    const printers = await services.printersList(call)
    const attributes = systemAttributes(system, { uris, conformance: locations.system.conformance, operations: offeredBySystem(), printers, defaultPrinter: services.defaultPrinter, subscriptions: subscriptions.settings, now })
    return { groups: [{ tag: GroupTag.system, attributes: select(attributes, requestedAttributes(operation, ['all'], () => false)) }] }
  },
}
