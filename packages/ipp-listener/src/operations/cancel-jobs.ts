/** Cancel-Jobs: every unfinished job of a printer, or those named (PWG 5100.7 section 5.1). `cancel -a` sends it. */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { cancelEach } from './cancel-each.js'

export const cancelJobs: OperationHandler = {
  code: Operation.CancelJobs,
  target: 'server',
  handle: (request) => cancelEach(request, undefined),
}
