/** Get-Jobs (RFC 8011 section 4.2.6), for a printer or, as CUPS clients ask, for all. */
import { GroupTag, Operation, StatusCode, type Attributes } from '@platen/ipp-core'
import { userOf, type JobFilter } from '@platen/papi'
import { jobAttributes } from '../attributes/job.js'
import type { OperationHandler, OperationRequest } from '../operation.js'
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

const whichJobs = { completed: 'completed', 'not-completed': 'not-completed', all: 'all' } as const
const isWhich = (keyword: string): keyword is keyof typeof whichJobs => Object.hasOwn(whichJobs, keyword)

/** The filter a request asks for, handed down to the store. */
function filterOf(operation: Attributes, { call, message }: OperationRequest): JobFilter {
  const which = operation.string('which-jobs') ?? 'not-completed'
  if (!isWhich(which)) throw new Refusal(StatusCode.ClientErrorAttributesOrValuesNotSupported, `which-jobs "${which}" is not supported; ${Object.keys(whichJobs).join(', ')} are`, message.groups[0]?.attributes.filter((one) => one.name === 'which-jobs'))
  const limit = operation.integer('limit')
  if (limit !== undefined && limit < 1) throw badRequest(`limit is ${limit}, must be 1 or more (RFC 8011 section 4.2.6.1)`)
  const first = operation.integer('first-index')
  if (first !== undefined && first < 1) throw badRequest(`first-index is ${first}, must be 1 or more`)
  const ids = operation.get<string>('job-ids')?.values.flatMap((value) => {
    if (value.kind === 'integer') return [value.value]
    if (value.kind !== 'range') return []
    if (value.upper - value.lower > 10_000) throw badRequest('job-ids spans more than 10000 jobs')
    return Array.from({ length: value.upper - value.lower + 1 }, (_, step) => value.lower + step)
  })
  // CUPS's: the id of the first job wanted. Clients fetch long lists by it, a page at a time.
  const fromId = operation.integer('first-job-id')
  return {
    ...(fromId === undefined ? {} : { fromId }),
    which: whichJobs[which],
    ...(operation.boolean('my-jobs') === true ? { user: userOf(call.caller) } : {}),
    ...(limit === undefined ? {} : { limit }),
    ...(first === undefined ? {} : { offset: first - 1 }),
    ...(ids === undefined ? {} : { ids }),
  }
}
