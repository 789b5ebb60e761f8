/** Get-Documents: the documents of a job, in their order (PWG 5100.5 section 3.4). */
import { GroupTag, Operation } from '@platen/ipp-core'
import { documentAttributes } from '../attributes/document.js'
import type { OperationHandler } from '../operation.js'
import { readPage } from '../page.js'
import { documentGroups, isJobTemplate, requestedAttributes, select } from '../requested-attributes.js'
import { verb } from './verb.js'

export const getDocuments: OperationHandler = {
  code: Operation.GetDocuments,
  target: 'job',
  offeredBy: (service) => service.documentsList !== undefined,
  handle: async ({ service, call, queried, operation, uris, now }) => {
    const requested = requestedAttributes(operation, ['document-number'], isJobTemplate, documentGroups)
    const { limit, offset = 0 } = readPage(operation)
    const documents = await verb(service, 'documentsList')(call, queried.id)
    return {
      groups: documents
        .slice(offset, limit === undefined ? undefined : offset + limit)
        .map((document) => ({ tag: GroupTag.document, attributes: select(documentAttributes(document, queried, { uris, now }), requested) })),
    }
  },
}
