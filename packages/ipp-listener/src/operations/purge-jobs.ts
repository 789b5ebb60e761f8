/**
 * Purge-Jobs (RFC 8011 section 4.2.9), on every printer where CUPS's clients name none. They also mean less by it: with
 * `my-jobs` only jobs of the caller, without `purge-jobs` only those that are unfinished.
 */
import { Operation } from '@platen/ipp-core'
import { PapiError, userOf } from '@platen/papi'
import type { OperationAnswer, OperationHandler, OperationRequest } from '../operation.js'
import { cancelEach } from './cancel-each.js'
import { verb } from './verb.js'

export const purgeJobs: OperationHandler = {
  code: Operation.PurgeJobs,
  target: 'server',
  offeredBy: (service) => service.printerPurgeJobs !== undefined,
  handle: async (request) => {
    const { operation, call } = request
    if (operation.boolean('my-jobs') === true) return cancelEach(request, userOf(call.caller))
    if (operation.boolean('purge-jobs') === false) return cancelEach(request, undefined)
    return purgeEach(request)
  },
}

async function purgeEach({ services, call, target }: OperationRequest): Promise<OperationAnswer> {
  if (target.kind === 'job' || target.kind === 'system') throw new PapiError('operation-not-supported', `a ${target.kind} does not do Purge-Jobs; send it to the printer's own URI`)
  const named = target.kind === 'printer' ? (target.printer ?? services.defaultPrinter) : undefined
  for (const printer of named === undefined ? services.printers : [named]) await verb(services.forPrinter(printer), 'printerPurgeJobs')(call, printer)
  return {}
}
