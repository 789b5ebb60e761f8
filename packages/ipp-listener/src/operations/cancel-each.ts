/** Cancels many jobs: all that may be, or none (PWG 5100.7 section 5.1). */
import { Attributes, attributeOf, GroupTag, integer, StatusCode } from '@platen/ipp-core'
import { PapiError, type Job } from '@platen/papi'
import type { OperationAnswer, OperationRequest } from '../operation.js'
import { Refusal } from '../refusal.js'
import { historyKept } from './history-kept.js'

/**
 * Cancels the jobs a request names by `job-ids`, or all unfinished ones of its printer (of all printers, if it names none).
 *
 * @param user - only jobs of that user
 * @throws Refusal not-possible with the ids of named jobs that are not there, not the user's, or finished; then none is canceled
 */
export async function cancelEach(request: OperationRequest, user: string | undefined): Promise<OperationAnswer> {
  const { call, services, operation, target } = request
  const printer = target.kind === 'printer' ? (target.printer ?? services.defaultPrinter) : undefined
  if (printer !== undefined) services.forPrinter(printer)
  const ids = operation.integers('job-ids')
  const jobs = await services.printerListJobs(call, { which: 'not-completed', ...(printer === undefined ? {} : { printer }), ...(user === undefined ? {} : { user }), ...(ids.length === 0 ? {} : { ids }) })
  const missing = ids.filter((id) => !jobs.some((job) => job.id === id))
  if (missing.length > 0) throw notPossible(missing, 'not there, not yours, or finished')
  const failed: number[] = []
  for (const job of jobs) if (!(await canceled(request, job))) failed.push(job.id)
  if (failed.length === jobs.length && failed.length > 0) throw new PapiError('not-authorized', 'these jobs are not yours to cancel')
  return failed.length === 0 ? historyKept(operation) : { message: `jobs not canceled, not yours: ${failed.join(', ')}`, groups: [{ tag: GroupTag.unsupported, attributes: unsupportedIds(failed) }] }
}

/** Jobs that ended by themselves meanwhile are done with; jobs of others stay. */
async function canceled({ call, services, operation }: OperationRequest, job: Job): Promise<boolean> {
  try {
    await services.forPrinter(job.printer).jobCancel(call, job.id, operation.string('message'))
    return true
  } catch (error) {
    if (error instanceof PapiError && (error.code === 'not-possible' || error.code === 'not-found')) return true
    if (error instanceof PapiError && error.code === 'not-authorized') return false
    throw error
  }
}

function notPossible(ids: readonly number[], why: string): Refusal {
  return new Refusal(StatusCode.ClientErrorNotPossible, `jobs ${ids.join(', ')} cannot be canceled: ${why}; no job was canceled`, unsupportedIds(ids))
}

function unsupportedIds(ids: readonly number[]): Attributes {
  return Attributes.of(attributeOf('job-ids', ids.map(integer)))
}
