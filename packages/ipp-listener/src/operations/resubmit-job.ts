/** Resubmit-Job: the documents of a finished job as a new job, with other attributes (PWG 5100.7 section 5.4). */
import { Attributes, Operation } from '@platen/ipp-core'
import { checkTicket, ignoredAttributes } from '../checks/ticket.js'
import { printerFor } from '../format-capabilities.js'
import type { OperationHandler } from '../operation.js'
import { jobAnswer } from './job-answer.js'
import { withoutConflicts } from './submission.js'
import { verb } from './verb.js'

export const resubmitJob: OperationHandler = {
  code: Operation.ResubmitJob,
  target: 'job',
  offeredBy: (service) => service.jobResubmit !== undefined,
  handle: async (request) => {
    const { service, call, queried, operation, job, now } = request
    const { capabilities } = printerFor(await service.printerQuery(call, queried.printer), queried.documentFormat)
    const fidelity = operation.boolean('ipp-attribute-fidelity') ?? false
    const asked = checkTicket(job, capabilities, fidelity, now, queried.documentFormat)
    const whole = new Attributes([...queried.ticket.filter((one) => !asked.ticket.has(one.name)), ...asked.ticket])
    const checked = withoutConflicts({ ...asked, ticket: whole }, capabilities, fidelity)
    // What the new job has as the old one has it needs not be said.
    const ticket = checked.ticket.filter((one) => asked.ticket.has(one.name) || queried.ticket.get(one.name) !== one)
    const name = operation.string('job-name')
    const made = await verb(service, 'jobResubmit')(call, queried.id, { ...(name === undefined ? {} : { name }), ticket })
    const ignored = ignoredAttributes(checked)
    return { ...ignored, groups: [...ignored.groups, jobAnswer(made, request)] }
  },
}
