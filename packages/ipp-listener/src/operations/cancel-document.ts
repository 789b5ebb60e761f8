/** Cancel-Document: leaves a document out of its job (PWG 5100.5 section 3.2). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { jobDocument } from './job-document.js'
import { verb } from './verb.js'

export const cancelDocument: OperationHandler = {
  code: Operation.CancelDocument,
  target: 'job',
  offeredBy: (service) => service.documentsList !== undefined && service.documentCancel !== undefined,
  handle: async (request) => {
    const { number } = await jobDocument(request)
    await verb(request.service, 'documentCancel')(request.call, request.queried.id, number)
    return {}
  },
}
