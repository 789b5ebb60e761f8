/** Cancel-My-Jobs: the caller's unfinished jobs, or those named (PWG 5100.7 section 5.2). */
import { Operation } from '@platen/ipp-core'
import { userOf } from '@platen/papi'
import type { OperationHandler } from '../operation.js'
import { cancelEach } from './cancel-each.js'

export const cancelMyJobs: OperationHandler = {
  code: Operation.CancelMyJobs,
  target: 'server',
  handle: (request) => cancelEach(request, userOf(request.call.caller)),
}
