/** CUPS-Get-Devices: `lpinfo -v`. The kinds of devices that `lpadmin -v` takes; the network is not searched. */
import { Attributes, attribute, GroupTag, keyword, Operation, text, uri } from '@platen/ipp-core'
import type { DeviceScheme } from '@platen/papi'
import type { OperationHandler } from '../operation.js'
import { requestedAttributes, select } from '../requested-attributes.js'

export const cupsGetDevices: OperationHandler = {
  code: Operation.CUPSGetDevices,
  target: 'none',
  needsSystem: true,
  handle: ({ system, operation }) => {
    const requested = requestedAttributes(operation, ['all'], () => false)
    const included = operation.strings('include-schemes')
    const excluded = operation.strings('exclude-schemes')
    const devices = (system?.deviceSchemes ?? []).filter(({ scheme }) => (included.length === 0 || included.includes(scheme)) && !excluded.includes(scheme))
    const limited = devices.slice(0, operation.integer('limit') ?? devices.length)
    return Promise.resolve({ groups: limited.map((one) => ({ tag: GroupTag.printer, attributes: select(described(one), requested) })) })
  },
}

/** A scheme alone for a URI means, in CUPS, that the rest is to be filled in. */
function described({ scheme, info }: DeviceScheme): Attributes {
  return Attributes.of(
    attribute('device-class', keyword(scheme === 'file' ? 'file' : 'network')),
    attribute('device-id', text('')),
    attribute('device-info', text(info)),
    attribute('device-make-and-model', text('Unknown')),
    attribute('device-uri', uri(scheme)),
    attribute('device-location', text('')),
  )
}
