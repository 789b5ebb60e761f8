/** Create-Printer-Subscriptions: subscribes to the events of a printer, or of all printers (RFC 3995 section 11.1.2). */
import { GroupTag, Operation, StatusCode } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { jobInGroup, subscribeToJobThere } from './create-job-subscriptions.js'
import { hasEvents, requireTemplates, subjectPrinter, subscribe } from './subscribe.js'

export const createPrinterSubscriptions: OperationHandler = {
  code: Operation.CreatePrinterSubscriptions,
  target: 'server',
  offeredBy: hasEvents,
  handle: async (request) => {
    // pycups knows this operation only, and names the job in the subscription group, where CUPS looks for it.
    if (jobInGroup(request) !== undefined) return subscribeToJobThere(request)
    const templates = requireTemplates(request, false)
    const answer = await subscribe(request, templates, { kind: 'printer', printer: subjectPrinter(request) })
    const job = request.operation.filter((one) => one.name === 'notify-job-id')
    if (job.size === 0) return answer
    // RFC 3995 section 11.1.2.1: it means nothing here, and the client is told so.
    const status = answer.status === StatusCode.SuccessfulOk ? StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes : answer.status
    return { ...answer, ...(status === undefined ? {} : { status }), groups: [{ tag: GroupTag.unsupported, attributes: job }, ...(answer.groups ?? [])] }
  },
}
