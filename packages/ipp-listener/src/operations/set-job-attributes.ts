/** Set-Job-Attributes (RFC 3380 section 4.2). `lp -i JOB -H ...` sends it. */
import { Operation } from '@platen/ipp-core'
import { jobAttributes } from '../attributes/job.js'
import { checkJobChanges } from '../checks/job-changes.js'
import type { OperationHandler } from '../operation.js'
import { badRequest } from '../refusal.js'
import { verb } from './verb.js'

export const setJobAttributes: OperationHandler = {
  code: Operation.SetJobAttributes,
  target: 'job',
  offeredBy: (service) => service.jobModify !== undefined,
  handle: async ({ service, call, queried, job, uris, now }) => {
    if (job.size === 0) throw badRequest('Set-Job-Attributes needs the attributes to set in a job-attributes group (RFC 3380 section 4.2.1)')
    const printer = await service.printerQuery(call, queried.printer)
    await verb(service, 'jobModify')(call, queried.id, checkJobChanges(job, jobAttributes(queried, { uris, now }), printer.capabilities, now))
    return {}
  },
}
