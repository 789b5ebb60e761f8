/** Get-Job-Attributes (RFC 8011 section 4.3.4). */
import { GroupTag, Operation } from '@platen/ipp-core'
import { jobAttributes } from '../attributes/job.js'
import type { OperationHandler } from '../operation.js'
import { isJobTemplate, requestedAttributes, select } from '../requested-attributes.js'

export const getJobAttributes: OperationHandler = {
  code: Operation.GetJobAttributes,
  target: 'job',
  handle: ({ operation, queried, uris, now }) => {
    const requested = requestedAttributes(operation, ['all'], isJobTemplate)
    return Promise.resolve({ groups: [{ tag: GroupTag.job, attributes: select(jobAttributes(queried, { uris, now }), requested) }] })
  },
}
