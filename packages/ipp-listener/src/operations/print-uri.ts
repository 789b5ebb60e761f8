/** Print-URI: Print-Job with the document fetched by its URI (RFC 8011 section 4.2.2). Off unless configured. */
import { Operation } from '@platen/ipp-core'
import { ignoredAttributes } from '../checks/ticket.js'
import { formatTold } from '../format-capabilities.js'
import type { OperationHandler } from '../operation.js'
import { jobAnswer } from './job-answer.js'
import { canFetch, checkReference, lastPart, withReferencedDocument } from './referenced-document.js'
import { checkJob } from './submission.js'
import { checkJobTemplates, subscribeToJob } from './subscribe.js'

export const printUri: OperationHandler = {
  code: Operation.PrintURI,
  target: 'printer',
  enabledBy: canFetch,
  handle: async (request) => {
    const printer = await request.service.printerQuery(request.call, request.printer)
    const { from, format } = checkReference(request, printer)
    const told = await checkJob(request, { printer, format: formatTold(format) })
    const templates = checkJobTemplates(request, request.service)
    // All that can be refused without the document is refused before it is fetched.
    await request.service.jobValidate(request.call, request.printer, told.request, format)
    const { job, ignored } = await withReferencedDocument(request, printer, from, async (document) => {
      // Only now it is seen what it is.
      const { request: jobRequest, checked } = await checkJob(request, { printer, format: document.format })
      const named = jobRequest.name === 'Untitled' && lastPart(from) !== '' ? { ...jobRequest, name: lastPart(from) } : jobRequest
      return { job: await request.service.jobSubmit(request.call, request.printer, named, document), ignored: ignoredAttributes(checked) }
    })
    return subscribeToJob(request, templates, job, { ...ignored, groups: [...ignored.groups, jobAnswer(job, request)] })
  },
}
