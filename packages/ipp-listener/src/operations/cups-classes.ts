/** CUPS-Add-Modify-Class and CUPS-Delete-Class: `lpadmin -p NAME -c CLASS` and `-r CLASS`. A class is a queue whose device names other queues. */
import { Operation, stringOf, uri, type Attributes } from '@platen/ipp-core'
import { PapiError } from '@platen/papi'
import type { OperationHandler, QueueRequestOf } from '../operation.js'
import { badRequest } from '../refusal.js'
import { targetOfPath } from '../target.js'
import { addOrModify, givenBy } from './cups-add-modify-printer.js'

export const cupsAddModifyClass: OperationHandler = {
  code: Operation.CUPSAddModifyClass,
  target: 'queue',
  access: 'operator',
  handle: async (request) => {
    await requireClass(request)
    const given = givenBy(request)
    const members = await membersOf(request, given)
    for (const name of ['member-uris', 'member-names', 'device-uri']) given.delete(name)
    if (members.length > 0) given.set('device-uri', uri(`class:${members.join(',')}`))
    else if (!request.services.printers.includes(request.queue)) throw badRequest(`class "${request.queue}" needs members: lpadmin -p PRINTER -c ${request.queue}`)
    return addOrModify(request, given)
  },
}

export const cupsDeleteClass: OperationHandler = {
  code: Operation.CUPSDeleteClass,
  target: 'queue',
  access: 'operator',
  handle: async (request) => {
    await requireClass(request)
    await request.system.printerRemove(request.call, request.queue)
    return {}
  },
}

/** A printer of that name is not made a class, nor removed as one. */
async function requireClass({ services, call, queue }: QueueRequestOf): Promise<void> {
  if (!services.printers.includes(queue)) return
  const { members } = await services.forPrinter(queue).printerQuery(call, queue)
  if (members === undefined) throw new PapiError('not-possible', `"${queue}" is a printer, not a class`)
}

/** The queues that `member-uris` names. */
async function membersOf({ services, call }: QueueRequestOf, given: Attributes): Promise<string[]> {
  const names = (given.get('member-uris')?.values ?? []).map((value) => {
    const written = stringOf(value) ?? ''
    const target = URL.canParse(written) ? targetOfPath(new URL(written).pathname) : undefined
    if (target?.kind !== 'printer' || target.printer === undefined) throw badRequest(`member-uris: "${written}" names no printer`)
    return target.printer
  })
  for (const one of names) {
    const { members } = await services.forPrinter(one).printerQuery(call, one)
    if (members !== undefined) throw new PapiError('not-possible', `"${one}" is a class itself; a class has printers for members`)
  }
  return [...new Set(names)]
}
