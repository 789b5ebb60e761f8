/** Print-Job: a job and its one document in one request (RFC 8011 section 4.2.1). */
import { Operation } from '@platen/ipp-core'
import { ignoredAttributes } from '../checks/ticket.js'
import { readDocument } from '../document.js'
import type { OperationHandler } from '../operation.js'
import { jobAnswer } from './job-answer.js'
import { checkJob } from './submission.js'
import { checkJobTemplates, subscribeToJob } from './subscribe.js'

export const printJob: OperationHandler = {
  code: Operation.PrintJob,
  target: 'printer',
  handle: async (request) => {
    const printer = await request.service.printerQuery(request.call, request.printer)
    const templates = checkJobTemplates(request, request.service)
    const document = await readDocument(request.operation, request.document, printer)
    const { request: jobRequest, checked } = await checkJob(request, { printer, format: document.format })
    const job = await request.service.jobSubmit(request.call, request.printer, jobRequest, document)
    const ignored = ignoredAttributes(checked)
    return subscribeToJob(request, templates, job, { ...ignored, groups: [...ignored.groups, jobAnswer(job, request)] })
  },
}
