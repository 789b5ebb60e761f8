/** CUPS's clients can ask that canceled jobs be forgotten at once (`cancel -x`, pycups). Only whole printers are purged here: the others are told. */
import { GroupTag, StatusCode, type Attributes } from '@platen/ipp-core'
import type { OperationAnswer } from '../operation.js'

/** What an answer says to a client that wanted canceled jobs forgotten; nothing to one that did not. */
export function historyKept(operation: Attributes): OperationAnswer {
  const asked = operation.filter(({ name }) => (name === 'purge-job' || name === 'purge-jobs') && operation.boolean(name) === true)
  if (asked.size === 0) return {}
  return {
    status: StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes,
    message: 'canceled; the history keeps what was canceled, until all jobs of the printer are purged',
    groups: [{ tag: GroupTag.unsupported, attributes: asked }],
  }
}
