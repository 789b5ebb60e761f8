/** Get-Printers (PWG 5100.22): the printers of the system, filtered and paged. */
import { GroupTag, Operation, StatusCode } from '@platen/ipp-core'
import { PrinterState, type Printer } from '@platen/papi'
import type { OperationHandler, SystemRequest } from '../operation.js'
import { badRequest, Refusal } from '../refusal.js'
import { isPrinterTemplate, requestedAttributes, select } from '../requested-attributes.js'
import { describePrinter } from './describe-printer.js'

export const getPrinters: OperationHandler = {
  code: Operation.GetPrinters,
  target: 'system',
  handle: async (request) => {
    const { services, call, operation } = request
    const requested = requestedAttributes(operation, ['all'], isPrinterTemplate)
    const limit = atLeastOne('limit', operation.integer('limit'))
    const first = atLeastOne('first-index', operation.integer('first-index')) ?? 1
    const admitted = admits(request)
    const printers = (await services.printersList(call)).filter(admitted).slice(first - 1, limit === undefined ? undefined : first - 1 + limit)
    return { groups: printers.map((printer) => ({ tag: GroupTag.printer, attributes: select(describePrinter(printer, request), requested) })) }
  },
}

function atLeastOne(name: string, value: number | undefined): number | undefined {
  if (value !== undefined && value < 1) throw badRequest(`${name} is ${value}, must be 1 or more (PWG 5100.22)`)
  return value
}

/** `which-printers`. Printers here are never shut down or tested. */
const which: Readonly<Record<string, (printer: Printer) => boolean>> = {
  accepting: (printer) => printer.isAcceptingJobs,
  all: () => true,
  idle: (printer) => printer.state === PrinterState.idle,
  'not-accepting': (printer) => !printer.isAcceptingJobs,
  processing: (printer) => printer.state === PrinterState.processing,
  shutdown: () => false,
  stopped: (printer) => printer.state === PrinterState.stopped,
  testing: () => false,
}

/** The request's filters as one test. */
function admits({ operation, system }: SystemRequest): (printer: Printer) => boolean {
  const asked = operation.string('which-printers') ?? 'all'
  const isWhich = Object.hasOwn(which, asked) ? which[asked] : undefined
  if (isWhich === undefined) {
    throw new Refusal(StatusCode.ClientErrorAttributesOrValuesNotSupported, `which-printers "${asked}" is not supported; ${Object.keys(which).join(', ')} are`, operation.filter((one) => one.name === 'which-printers'))
  }
  const ids = operation.integers('printer-ids')
  const location = operation.string('printer-location')
  const format = operation.string('document-format')
  const types = operation.strings('printer-service-type')
  const geo = operation.string('printer-geo-location')
  return (printer) =>
    isWhich(printer) &&
    (ids.length === 0 || ids.includes(system.printerId(printer.name) ?? 0)) &&
    (location === undefined || printer.location === location) &&
    (format === undefined || printer.formats.includes(format)) &&
    (types.length === 0 || types.includes('print')) &&
    // No printer here says where on Earth it is.
    geo === undefined
}
