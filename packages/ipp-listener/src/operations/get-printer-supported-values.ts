/** Get-Printer-Supported-Values (RFC 3380 section 4.3): what Set-Printer-Attributes takes. */
import { Attributes, attribute, GroupTag, Operation, OutOfBandTag, type OutOfBandValue } from '@platen/ipp-core'
import { optionValues, settableSettings } from '@platen/papi'
import type { OperationHandler } from '../operation.js'
import { isPrinterTemplate, requestedAttributes, select } from '../requested-attributes.js'

/** Any value of the attribute's syntax: administrators define it (RFC 3380 section 8.3). */
export const adminDefine: OutOfBandValue = { kind: 'out-of-band', tag: OutOfBandTag.adminDefine }

export const getPrinterSupportedValues: OperationHandler = {
  code: Operation.GetPrinterSupportedValues,
  target: 'printer',
  needsSystem: true,
  offeredBy: (service) => service.printerModify !== undefined,
  handle: async ({ service, call, printer, operation }) => {
    const { capabilities, options } = await service.printerQuery(call, printer)
    const values = settableSettings(capabilities).flatMap((name) => {
      if (!name.endsWith('-default')) return [attribute(name, adminDefine)]
      // The values that a default may have are those that jobs may have.
      return capabilities.get(`${name.slice(0, -'-default'.length)}-supported`) ?? []
    })
    const all = new Attributes([...values, ...(options === undefined ? [] : optionValues(options))])
    return { groups: [{ tag: GroupTag.printer, attributes: select(all, requestedAttributes(operation, ['all'], isPrinterTemplate)) }] }
  },
}
