/** Cancel-Jobs: every unfinished job of a printer, or those named (PWG 5100.7 section 5.1). `cancel -a` sends it, with `my-jobs` for the jobs of one user. */
import { Operation } from '@platen/ipp-core'
import { userOf } from '@platen/papi'
import type { OperationHandler } from '../operation.js'
import { cancelEach } from './cancel-each.js'

export const cancelJobs: OperationHandler = {
  code: Operation.CancelJobs,
  target: 'server',
  handle: (request) => cancelEach(request, request.operation.boolean('my-jobs') === true ? userOf(request.call.caller) : undefined),
}
