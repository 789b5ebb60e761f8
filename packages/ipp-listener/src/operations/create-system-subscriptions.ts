/** Create-System-Subscriptions: subscribes to the events of the system, of all its printers and of their jobs (PWG 5100.22). */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { requireTemplates, subscribe } from './subscribe.js'

export const createSystemSubscriptions: OperationHandler = {
  code: Operation.CreateSystemSubscriptions,
  target: 'system',
  handle: async (request) => subscribe(request, requireTemplates(request, false, true), { kind: 'system' }),
}
