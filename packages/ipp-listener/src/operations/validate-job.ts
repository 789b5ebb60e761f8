/** Validate-Job: whether a Print-Job like this would be taken (RFC 8011 section 4.2.3), and what would be done instead (PWG 5100.13). */
import { Attributes, attribute, collection, Operation, StatusCode } from '@platen/ipp-core'
import type { Printer } from '@platen/papi'
import { ignoredAttributes } from '../checks/ticket.js'
import { checkDocumentAttributes } from '../document.js'
import { formatTold } from '../format-capabilities.js'
import type { OperationHandler, PrinterRequest } from '../operation.js'
import { Refusal } from '../refusal.js'
import { checkJob, type CheckedJob } from './submission.js'
import { checkJobTemplates, tryToSubscribe } from './subscribe.js'

export const validateJob: OperationHandler = {
  code: Operation.ValidateJob,
  target: 'printer',
  handle: async (request) => {
    const printer = await request.service.printerQuery(request.call, request.printer)
    const format = checkDocumentAttributes(request.operation, printer)
    const job = await checkedJob(request, { printer, format: formatTold(format) })
    await request.service.jobValidate(request.call, request.printer, job.request, format)
    const ignored = ignoredAttributes(job.checked)
    const preferred = ignored.status === undefined ? undefined : preferredAttributes(job)
    return tryToSubscribe(request, checkJobTemplates(request, request.service), { ...ignored, ...(preferred === undefined ? {} : { operation: preferred }) })
  },
}

/** A job that is refused for what its attributes ask for is refused with those that would be taken. */
async function checkedJob(request: PrinterRequest, known: { readonly printer: Printer; readonly format: string | undefined }): Promise<CheckedJob> {
  try {
    return await checkJob(request, known)
  } catch (error) {
    const ofAttributes: readonly StatusCode[] = [StatusCode.ClientErrorAttributesOrValuesNotSupported, StatusCode.ClientErrorConflictingAttributes]
    if (!(error instanceof Refusal) || request.operation.boolean('ipp-attribute-fidelity') !== true || !ofAttributes.includes(error.status)) throw error
    const lenient = { ...request, operation: request.operation.filter((one) => one.name !== 'ipp-attribute-fidelity') }
    throw new Refusal(error.status, error.message, error.unsupported, preferredAttributes(await checkJob(lenient, known)))
  }
}

/** `preferred-attributes`: what such a job would be printed with. */
function preferredAttributes({ request: { ticket } }: CheckedJob): Attributes | undefined {
  return ticket.size === 0 ? undefined : Attributes.of(attribute('preferred-attributes', collection(ticket)))
}
