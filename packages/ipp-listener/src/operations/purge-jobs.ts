/** Purge-Jobs (RFC 8011 section 4.2.9). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { verb } from './verb.js'

export const purgeJobs: OperationHandler = {
  code: Operation.PurgeJobs,
  target: 'printer',
  access: 'operator',
  offeredBy: (service) => service.printerPurgeJobs !== undefined,
  handle: async ({ service, call, printer }) => {
    await verb(service, 'printerPurgeJobs')(call, printer)
    return {}
  },
}
