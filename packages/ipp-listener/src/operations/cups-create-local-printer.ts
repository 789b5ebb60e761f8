/** CUPS-Create-Local-Printer: a queue that CUPS's clients ask for by themselves, when they print to a printer they have found. */
import { Operation } from '@platen/ipp-core'
import { PapiError } from '@platen/papi'
import type { OperationHandler } from '../operation.js'

export const cupsCreateLocalPrinter: OperationHandler = {
  code: Operation.CUPSCreateLocalPrinter,
  target: 'none',
  alwaysRefused: true,
  handle: () => Promise.reject(new PapiError('not-possible', 'this server makes no temporary queues; an operator adds one with lpadmin -p NAME -E -v DEVICE')),
}
