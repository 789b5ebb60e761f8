/** CUPS-Get-PPDs: `lpinfo -m`. There are none: queues describe themselves by IPP attributes. */
import { Operation } from '@platen/ipp-core'
import { PapiError } from '@platen/papi'
import type { OperationHandler } from '../operation.js'

export const cupsGetPpds: OperationHandler = {
  code: Operation.CUPSGetPPDs,
  target: 'none',
  handle: () => Promise.reject(new PapiError('not-found', 'there are no PPD files here; queues need none: lpadmin -p NAME -E -v DEVICE')),
}
