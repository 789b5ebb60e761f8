/** Send-Document: a document for a job made by Create-Job (RFC 8011 section 4.3.1). */
import { Operation, StatusCode, type AttributeGroup } from '@platen/ipp-core'
import { readDocument } from '../document.js'
import { peek } from '../document-head.js'
import { ignoredDocumentAttributes } from '../checks/document-template.js'
import type { JobRequestOf, OperationHandler } from '../operation.js'
import { badRequest, refusalOf } from '../refusal.js'
import { jobAnswer } from './job-answer.js'
import { unsupportedIn } from './submission.js'
import { verb } from './verb.js'

export const sendDocument: OperationHandler = {
  code: Operation.SendDocument,
  target: 'job',
  offeredBy: (service) => service.jobStreamAdd !== undefined && service.jobCommit !== undefined,
  handle: async (request) => {
    const { service, call, queried, operation } = request
    const last = operation.boolean('last-document')
    if (last === undefined) throw badRequest('Send-Document needs last-document (RFC 8011 section 4.3.1.1)')
    const { head, all } = await peek(request.document, 1)
    // A job may be closed by a request without a document (RFC 8011 section 4.3.1).
    let inVain: readonly AttributeGroup[] = []
    const empty = head.length === 0 && queried.documents > 0
    if (!last || !empty) {
      await orAborted(request, last, async () => {
        const printer = await service.printerQuery(call, queried.printer)
        const document = await readDocument(operation, all, printer)
        inVain = unsupportedIn(queried, printer, document.format)
        await verb(service, 'jobStreamAdd')(call, queried.id, document)
      })
    }
    const job = last ? await verb(service, 'jobCommit')(call, queried.id) : await service.jobQuery(call, queried.id)
    // RFC 8011 section 4.1.6.2 has another status for it, which lp takes for a failure: of attributes that were taken when
    // the job was made, the group alone tells.
    const ofDocument = ignoredDocumentAttributes(request.message)
    return { ...ofDocument, groups: [...ofDocument.groups, ...inVain, jobAnswer(job, request)] }
  },
}

/** Documents that no second try makes better, and what is said of their job. */
const hopeless: ReadonlyMap<StatusCode, string> = new Map<StatusCode, string>([
  [StatusCode.ClientErrorDocumentFormatNotSupported, 'unsupported-document-format'],
  [StatusCode.ClientErrorDocumentFormatError, 'document-format-error'],
  [StatusCode.ClientErrorCompressionNotSupported, 'unsupported-compression'],
  [StatusCode.ClientErrorCompressionError, 'compression-error'],
  // The job was made with fidelity, and this is not what it can be done with.
  [StatusCode.ClientErrorAttributesOrValuesNotSupported, 'unsupported-attributes-or-values'],
])

/**
 * Adds the document. If it is refused for good, was the last, and the job has no other, the job ends with it: CUPS's
 * backend asks for the job until it ends, and it would stay open until its time-out.
 */
async function orAborted({ service, call, queried }: JobRequestOf, last: boolean, add: () => Promise<void>): Promise<void> {
  try {
    await add()
  } catch (error) {
    const refusal = refusalOf(error)
    const reason = refusal === undefined ? undefined : hopeless.get(refusal.status)
    if (refusal !== undefined && reason !== undefined && last && queried.documents === 0) await service.jobAbort?.(call, queried.id, [reason], refusal.message)
    throw error
  }
}
