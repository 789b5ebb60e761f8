/** Validate-Document: whether a Send-Document like this would be taken (PWG 5100.13). */
import { Attributes, GroupTag, groupOf, Operation } from '@platen/ipp-core'
import { checkTicket, ignoredAttributes } from '../checks/ticket.js'
import { checkDocumentAttributes } from '../document.js'
import type { OperationHandler } from '../operation.js'

export const validateDocument: OperationHandler = {
  code: Operation.ValidateDocument,
  target: 'printer',
  offeredBy: (service) => service.jobStreamAdd !== undefined,
  handle: async ({ service, call, printer, operation, message }) => {
    const queried = await service.printerQuery(call, printer)
    checkDocumentAttributes(operation, queried)
    const fidelity = operation.boolean('ipp-attribute-fidelity') ?? false
    // No document is printed otherwise than its job: attributes of a document alone are supported by no printer here.
    return ignoredAttributes(checkTicket(groupOf(message, GroupTag.document) ?? new Attributes(), new Attributes(), fidelity))
  },
}
