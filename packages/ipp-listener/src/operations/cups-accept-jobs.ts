/** CUPS-Accept-Jobs: CUPS's name for Enable-Printer. */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { verb } from './verb.js'

export const cupsAcceptJobs: OperationHandler = {
  code: Operation.CUPSAcceptJobs,
  target: 'printer',
  access: 'operator',
  offeredBy: (service) => service.printerEnable !== undefined,
  handle: async ({ service, call, printer }) => {
    await verb(service, 'printerEnable')(call, printer)
    return {}
  },
}
