/** Get-Jobs (RFC 8011 section 4.2.6), for a printer or, as CUPS clients ask, for all. */
import { GroupTag, Operation, StatusCode, type Attributes } from '@platen/ipp-core'
import { isWhichJobs, userOf, whichJobs, type JobFilter } from '@platen/papi'
import { jobAttributes } from '../attributes/job.js'
import type { OperationHandler, OperationRequest } from '../operation.js'
import { readPage } from '../page.js'
import { badRequest, Refusal } from '../refusal.js'
import { isJobTemplate, requestedAttributes, select } from '../requested-attributes.js'

export const getJobs: OperationHandler = {
  code: Operation.GetJobs,
  target: 'server',
  handle: async (request) => {
    const { call, services, operation, uris, now, target } = request
    const printer = target.kind === 'printer' ? (target.printer ?? services.defaultPrinter) : undefined
    const requested = requestedAttributes(operation, ['job-uri', 'job-id'], isJobTemplate)
    const jobs = await services.printerListJobs(call, { ...filterOf(operation, request), ...(printer === undefined ? {} : { printer }) })
    return { groups: jobs.map((job) => ({ tag: GroupTag.job, attributes: select(jobAttributes(job, { uris, now }), requested) })) }
  },
}

/** The filter a request asks for, handed down to the store. */
function filterOf(operation: Attributes, { call, message }: OperationRequest): JobFilter {
  const which = operation.string('which-jobs') ?? 'not-completed'
  if (!isWhichJobs(which)) throw new Refusal(StatusCode.ClientErrorAttributesOrValuesNotSupported, `which-jobs "${which}" is not supported; ${whichJobs.join(', ')} are`, message.groups[0]?.attributes.filter((one) => one.name === 'which-jobs'))
  const ids = operation.get<string>('job-ids')?.values.flatMap((value) => {
    if (value.kind === 'integer') return [value.value]
    if (value.kind !== 'range') return []
    if (value.upper - value.lower > 10_000) throw badRequest('job-ids spans more than 10000 jobs')
    return Array.from({ length: value.upper - value.lower + 1 }, (_, step) => value.lower + step)
  })
  // CUPS's: the id of the first job wanted. Clients fetch long lists by it, a page at a time.
  const fromId = operation.integer('first-job-id')
  return {
    which,
    ...(fromId === undefined ? {} : { fromId }),
    ...(operation.boolean('my-jobs') === true ? { user: userOf(call.caller) } : {}),
    ...readPage(operation),
    ...(ids === undefined ? {} : { ids }),
  }
}
