/** Release-Held-New-Jobs (RFC 3998 section 3.1). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { verb } from './verb.js'

export const releaseHeldNewJobs: OperationHandler = {
  code: Operation.ReleaseHeldNewJobs,
  target: 'printer',
  access: 'operator',
  offeredBy: (service) => service.printerReleaseHeldNewJobs !== undefined,
  handle: async ({ service, call, printer }) => {
    await verb(service, 'printerReleaseHeldNewJobs')(call, printer)
    return {}
  },
}
