/** The job-attributes group that answers a job's creation (RFC 8011 section 4.2.1.2). */
import { GroupTag, type AttributeGroup } from '@platen/ipp-core'
import type { Job } from '@platen/papi'
import { jobAttributes } from '../attributes/job.js'
import type { OperationRequest } from '../operation.js'
import { select } from '../requested-attributes.js'

const answered = new Set(['job-uri', 'job-id', 'job-state', 'job-state-reasons', 'job-state-message', 'number-of-intervening-jobs'])

/** The group for a job just made or added to. */
export function jobAnswer(job: Job, { uris, now }: OperationRequest): AttributeGroup {
  return { tag: GroupTag.job, attributes: select(jobAttributes(job, { uris, now }), (name) => answered.has(name)) }
}
