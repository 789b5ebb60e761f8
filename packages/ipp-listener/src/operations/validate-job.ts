/** Validate-Job: whether a Print-Job like this would be taken (RFC 8011 section 4.2.3). */
import { Operation } from '@platen/ipp-core'
import { ignoredAttributes } from '../checks/ticket.js'
import { checkDocumentAttributes } from '../document.js'
import type { OperationHandler } from '../operation.js'
import { checkJob } from './submission.js'
import { checkJobTemplates, tryToSubscribe } from './subscribe.js'

export const validateJob: OperationHandler = {
  code: Operation.ValidateJob,
  target: 'printer',
  handle: async (request) => {
    const printer = await request.service.printerQuery(request.call, request.printer)
    const format = checkDocumentAttributes(request.operation, printer)
    const { request: jobRequest, checked } = await checkJob(request, { printer, format })
    await request.service.jobValidate(request.call, request.printer, jobRequest, format)
    return tryToSubscribe(request, checkJobTemplates(request, request.service), ignoredAttributes(checked))
  },
}
