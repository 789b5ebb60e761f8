/** Release-Job (RFC 8011 section 4.3.6); a job with a password is released with it (PWG 5100.11). */
import { Operation } from '@platen/ipp-core'
import { readPassword } from '../checks/password.js'
import type { OperationHandler } from '../operation.js'
import { verb } from './verb.js'

export const releaseJob: OperationHandler = {
  code: Operation.ReleaseJob,
  target: 'job',
  offeredBy: (service) => service.jobRelease !== undefined,
  handle: async ({ service, call, queried, operation }) => {
    await verb(service, 'jobRelease')(call, queried.id, readPassword(operation))
    return {}
  },
}
