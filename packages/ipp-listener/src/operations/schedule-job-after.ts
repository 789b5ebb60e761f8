/** Schedule-Job-After: a pending job right behind another (RFC 3998 section 3.2). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { badRequest } from '../refusal.js'
import { verb } from './verb.js'

export const scheduleJobAfter: OperationHandler = {
  code: Operation.ScheduleJobAfter,
  target: 'job',
  access: 'operator',
  offeredBy: (service) => service.jobScheduleAfter !== undefined,
  handle: async ({ service, call, queried, operation }) => {
    const predecessor = operation.integer('predecessor-job-id')
    if (predecessor === undefined) throw badRequest('Schedule-Job-After needs predecessor-job-id, the job to be printed before this one (RFC 3998 section 3.2)')
    await verb(service, 'jobScheduleAfter')(call, queried.id, predecessor)
    return {}
  },
}
