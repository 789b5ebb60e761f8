/** Set-Document-Attributes: all of them, or none (PWG 5100.5 section 3.6, RFC 3380 section 4). */
import { attribute, Attributes, GroupTag, groupOf, Operation, StatusCode, unsupported } from '@platen/ipp-core'
import { documentAttributes } from '../attributes/document.js'
import { isName, notSettable } from '../checks/job-changes.js'
import type { OperationHandler } from '../operation.js'
import { badRequest, Refusal } from '../refusal.js'
import { jobDocument } from './job-document.js'
import { verb } from './verb.js'

export const setDocumentAttributes: OperationHandler = {
  code: Operation.SetDocumentAttributes,
  target: 'job',
  offeredBy: (service) => service.documentsList !== undefined && service.documentModify !== undefined,
  handle: async (request) => {
    const { service, call, queried, message, uris, now } = request
    const given = groupOf(message, GroupTag.document)
    if (given === undefined || given.size === 0) throw badRequest('Set-Document-Attributes needs the attributes to set in a document-attributes group (PWG 5100.5)')
    const document = await jobDocument(request)
    const known = documentAttributes(document, queried, { uris, now })
    const others = [...given].filter((one) => one.name !== 'document-name')
    const fixed = others.filter((one) => known.has(one.name))
    if (fixed.length > 0) {
      throw new Refusal(StatusCode.ClientErrorAttributesNotSettable, `of a document, document-name can be set only; not: ${fixed.map((one) => one.name).join(', ')}`, new Attributes(fixed.map((one) => attribute(one.name, notSettable))))
    }
    const wrong = [...others.map((one) => attribute(one.name, unsupported)), ...[...given].filter((one) => one.name === 'document-name' && !isName(one))]
    if (wrong.length > 0) throw new Refusal(StatusCode.ClientErrorAttributesOrValuesNotSupported, `not known of a document, or not a name: ${wrong.map((one) => one.name).join(', ')}`, new Attributes(wrong))
    await verb(service, 'documentModify')(call, queried.id, document.number, { name: given.string('document-name') ?? '' })
    return {}
  },
}
