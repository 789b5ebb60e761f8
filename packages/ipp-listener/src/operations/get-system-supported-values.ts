/** Get-System-Supported-Values (PWG 5100.22): what Set-System-Attributes takes. */
import { Attributes, attribute, attributeOf, GroupTag, integer, Operation } from '@platen/ipp-core'
import { settableOfSystem } from '../attributes/system.js'
import type { OperationHandler } from '../operation.js'
import { requestedAttributes, select } from '../requested-attributes.js'
import { adminDefine } from './get-printer-supported-values.js'

export const getSystemSupportedValues: OperationHandler = {
  code: Operation.GetSystemSupportedValues,
  target: 'system',
  handle: ({ system, services, operation }) => {
    const ids = services.printers.flatMap((printer) => system.printerId(printer) ?? []).map(integer)
    const values = Attributes.of(attributeOf('system-default-printer-id', ids), ...settableOfSystem.filter((name) => name !== 'system-default-printer-id').map((name) => attribute(name, adminDefine)))
    return Promise.resolve({ groups: [{ tag: GroupTag.system, attributes: select(values, requestedAttributes(operation, ['all'], () => false)) }] })
  },
}
