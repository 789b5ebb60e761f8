/** Get-Document-Attributes (PWG 5100.5 section 3.3). */
import { GroupTag, Operation } from '@platen/ipp-core'
import { documentAttributes } from '../attributes/document.js'
import type { OperationHandler } from '../operation.js'
import { documentGroups, isJobTemplate, requestedAttributes, select } from '../requested-attributes.js'
import { jobDocument } from './job-document.js'

export const getDocumentAttributes: OperationHandler = {
  code: Operation.GetDocumentAttributes,
  target: 'job',
  offeredBy: (service) => service.documentsList !== undefined,
  handle: async (request) => {
    const { operation, queried, uris, now } = request
    const requested = requestedAttributes(operation, ['all'], isJobTemplate, documentGroups)
    const document = await jobDocument(request)
    return { groups: [{ tag: GroupTag.document, attributes: select(documentAttributes(document, queried, { uris, now }), requested) }] }
  },
}
