/** CUPS-Get-Classes: the queues whose jobs go to whichever of their members is ready (`lpstat -c`). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { listed } from './cups-get-printers.js'

export const cupsGetClasses: OperationHandler = {
  code: Operation.CUPSGetClasses,
  target: 'none',
  handle: (request) => listed(request, (printer) => printer.members !== undefined),
}
