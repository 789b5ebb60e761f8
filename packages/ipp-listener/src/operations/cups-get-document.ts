/** CUPS-Get-Document: gives a document of a job back, behind the answer's attributes. */
import { Attributes, attribute, integer, mimeMediaType, name, Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { documentNumber } from './job-document.js'
import { verb } from './verb.js'

export const cupsGetDocument: OperationHandler = {
  code: Operation.CUPSGetDocument,
  target: 'job',
  offeredBy: (service) => service.documentOpen !== undefined,
  handle: async ({ service, call, queried, operation }) => {
    const { document, data } = await verb(service, 'documentOpen')(call, queried.id, documentNumber(operation))
    return {
      operation: Attributes.of(
        attribute('document-format', mimeMediaType(document.format)),
        attribute('document-number', integer(document.number)),
        document.name === '' ? undefined : attribute('document-name', name(document.name)),
      ),
      document: { octets: document.octets, data },
    }
  },
}
