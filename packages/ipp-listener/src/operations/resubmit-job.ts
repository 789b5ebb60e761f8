/** Resubmit-Job: the documents of a finished job as a new job, with other attributes (PWG 5100.7 section 5.4). */
import { Operation } from '@platen/ipp-core'
import { checkTicket, ignoredAttributes } from '../checks/ticket.js'
import type { OperationHandler } from '../operation.js'
import { jobAnswer } from './job-answer.js'
import { verb } from './verb.js'

export const resubmitJob: OperationHandler = {
  code: Operation.ResubmitJob,
  target: 'job',
  offeredBy: (service) => service.jobResubmit !== undefined,
  handle: async (request) => {
    const { service, call, queried, operation, job, now } = request
    const { capabilities } = await service.printerQuery(call, queried.printer)
    const checked = checkTicket(job, capabilities, operation.boolean('ipp-attribute-fidelity') ?? false, now)
    const name = operation.string('job-name')
    const made = await verb(service, 'jobResubmit')(call, queried.id, { ...(name === undefined ? {} : { name }), ticket: checked.ticket })
    const ignored = ignoredAttributes(checked)
    return { ...ignored, groups: [...ignored.groups, jobAnswer(made, request)] }
  },
}
