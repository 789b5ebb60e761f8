/** Send-URI: Send-Document with the document fetched by its URI (RFC 8011 section 4.3.2). Off unless configured. */
import { Operation, type AttributeGroup } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { badRequest } from '../refusal.js'
import { jobAnswer } from './job-answer.js'
import { canFetch, checkReference, withReferencedDocument } from './referenced-document.js'
import { unsupportedIn } from './submission.js'
import { verb } from './verb.js'

export const sendUri: OperationHandler = {
  code: Operation.SendURI,
  target: 'job',
  enabledBy: canFetch,
  offeredBy: (service) => service.jobStreamAdd !== undefined && service.jobCommit !== undefined,
  handle: async (request) => {
    const { service, call, queried, operation } = request
    const last = operation.boolean('last-document')
    if (last === undefined) throw badRequest('Send-URI needs last-document (RFC 8011 section 4.3.2.1)')
    let inVain: readonly AttributeGroup[] = []
    // As Send-Document does it, a job may be closed by a request without a document.
    if (!last || operation.has('document-uri') || queried.documents === 0) {
      const printer = await service.printerQuery(call, queried.printer)
      const { from } = checkReference(request, printer)
      await withReferencedDocument(request, printer, from, (document) => {
        inVain = unsupportedIn(queried, printer, document.format)
        return verb(service, 'jobStreamAdd')(call, queried.id, document)
      })
    }
    const job = last ? await verb(service, 'jobCommit')(call, queried.id) : await service.jobQuery(call, queried.id)
    return { groups: [...inVain, jobAnswer(job, request)] }
  },
}
