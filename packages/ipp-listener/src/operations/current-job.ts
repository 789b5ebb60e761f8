/** The job that a printer is printing: what Cancel-Current-Job and Suspend-Current-Job are about (RFC 3998 section 3.2). */
import { JobState } from '@platen/ipp-core'
import { PapiError, type Job } from '@platen/papi'
import type { PrinterRequest } from '../operation.js'

/**
 * The job that is printing.
 *
 * @throws PapiError `not-possible` if there is none, or if the request names by `job-id` another one
 */
export async function currentJob({ service, call, printer, jobId }: PrinterRequest): Promise<Job> {
  // Jobs that are printing come first in a listing of unfinished ones.
  const [first] = await service.printerListJobs(call, { printer, which: 'not-completed', limit: 1 })
  const isCurrent = first !== undefined && (first.state === JobState.processing || first.state === JobState.processingStopped)
  if (!isCurrent) throw new PapiError('not-possible', `printer "${printer}" has no current job: nothing is printing`)
  if (jobId !== undefined && jobId !== first.id) throw new PapiError('not-possible', `job ${jobId} is not the current job of printer "${printer}": job ${first.id} is`)
  return first
}
