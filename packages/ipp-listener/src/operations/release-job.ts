/** Release-Job (RFC 8011 section 4.3.6). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { verb } from './verb.js'

export const releaseJob: OperationHandler = {
  code: Operation.ReleaseJob,
  target: 'job',
  offeredBy: (service) => service.jobRelease !== undefined,
  handle: async ({ service, call, queried }) => {
    await verb(service, 'jobRelease')(call, queried.id)
    return {}
  },
}
