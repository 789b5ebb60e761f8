/**
 * CUPS-Add-Modify-Printer: `lpadmin -p NAME ...`. What CUPS has and Platen has not (PPD files, policies) is ignored, and the
 * answer says so; who may print is never ignored.
 */
import { Attributes, attribute, GroupTag, groupOf, name, Operation, StatusCode, stringOf, type Attribute } from '@platen/ipp-core'
import type { Printer } from '@platen/papi'
import { checkSettings } from '../checks/settings.js'
import type { OperationAnswer, OperationHandler, QueueRequestOf } from '../operation.js'
import { badRequest, Refusal } from '../refusal.js'
import { describePrinter } from './describe-printer.js'
import { verb } from './verb.js'

export const cupsAddModifyPrinter: OperationHandler = {
  code: Operation.CUPSAddModifyPrinter,
  target: 'queue',
  access: 'operator',
  handle: (request) => addOrModify(request, givenBy(request)),
}

/** Adds a queue, or changes it. @param given - what the client says of it */
export async function addOrModify(request: QueueRequestOf, given: Attributes): Promise<OperationAnswer> {
  refuseAccessRules(given)
  const isNew = !request.services.printers.includes(request.queue)
  const printer = isNew ? await add(request, given) : await query(request)
  const ignored = await modify(request, given, printer, isNew)
  if (!isNew) await changeState(request, given)
  return answerOf(ignored)
}

/** Attributes of the printer, wherever the client put them: lpadmin has some among the operation attributes. */
export function givenBy({ message, operation }: QueueRequestOf): Attributes {
  const given = new Attributes(groupOf(message, GroupTag.printer) ?? [])
  for (const name of ['device-uri', 'ppd-name', 'printer-info', 'printer-location', 'printer-state', 'printer-state-message', 'printer-is-accepting-jobs']) {
    const one = operation.get(name)
    if (one !== undefined && !given.has(name)) given.append(one)
  }
  return given
}

/** A rule about who may print that is not kept would be worse than none. */
function refuseAccessRules(given: Attributes): void {
  for (const [name, everyone] of [['requesting-user-name-allowed', 'all'], ['requesting-user-name-denied', 'none']] as const) {
    const rule = given.get(name)
    if (rule === undefined || rule.values.every((value) => value.kind === 'out-of-band' || stringOf(value) === everyone)) continue
    throw new Refusal(StatusCode.ClientErrorAttributesOrValuesNotSupported, 'this server does not keep lists of users for each printer; nothing was changed', new Attributes([rule]))
  }
}

const isRunning = (given: Attributes): boolean => given.integer('printer-state') === 3
const isAccepting = (given: Attributes): boolean => given.boolean('printer-is-accepting-jobs') === true

/** As in CUPS a new queue stands still until it is enabled (`lpadmin -E`). */
async function add({ system, call, queue }: QueueRequestOf, given: Attributes): Promise<Printer> {
  const device = given.string('device-uri')
  if (device === undefined) throw badRequest(`there is no printer "${queue}"; a new one needs its device: lpadmin -p ${queue} -E -v socket://printer.example:9100`)
  return system.printerAdd(call, { name: queue, device, settings: new Attributes(), isPaused: !isRunning(given), isRejecting: !isAccepting(given) })
}

async function query({ services, call, queue }: QueueRequestOf): Promise<Printer> {
  return services.forPrinter(queue).printerQuery(call, queue)
}

/** @returns the attributes that were ignored */
async function modify(request: QueueRequestOf, given: Attributes, printer: Printer, isNew: boolean): Promise<Attributes> {
  const { system, call, queue } = request
  const device = isNew ? undefined : given.string('device-uri')
  const wanted = [...given].filter((one) => !handled.has(one.name) && noOps[one.name]?.(one) !== true)
  const { settings, notSettable, unsupported } = checkSettings(wanted, printer, describePrinter(printer, request))
  if (settings.size > 0 || device !== undefined) await system.printerModify(call, queue, { settings, ...(device === undefined ? {} : { device }) })
  const ignored = new Attributes([...unsupported, ...notSettable])
  const model = given.string('ppd-name')
  if (model !== undefined && !ownModels.has(model)) ignored.append(attribute('ppd-name', name(model)))
  return ignored
}

/** What is seen to elsewhere in this file. */
const handled = new Set(['device-uri', 'ppd-name', 'printer-name', 'printer-state', 'printer-state-message', 'printer-is-accepting-jobs', 'requesting-user-name-allowed', 'requesting-user-name-denied'])

/** Models that mean what every queue here is anyway: driverless, passing documents through. */
const ownModels: ReadonlySet<string> = new Set(['everywhere', 'raw', 'drv:///sample.drv/generic.ppd'])

const says = (...values: readonly string[]) => (one: Attribute): boolean => one.values.every((value) => values.includes(stringOf(value) ?? ''))

/** Attributes that ask for what is so anyway. */
const noOps: Readonly<Record<string, (one: Attribute) => boolean>> = {
  'printer-is-shared': ({ values: [first] }) => first?.kind === 'boolean' && first.value,
  'printer-is-temporary': ({ values: [first] }) => first?.kind === 'boolean' && !first.value,
  'printer-op-policy': says('default'),
  'port-monitor': says('none'),
  'auth-info-required': says('none'),
  'job-sheets-default': says('none'),
}

/** `lpadmin -E`, and what web interfaces send. */
async function changeState({ services, call, queue }: QueueRequestOf, given: Attributes): Promise<void> {
  const service = services.forPrinter(queue)
  const message = given.string('printer-state-message')
  const state = given.integer('printer-state')
  if (state === 3) await verb(service, 'printerResume')(call, queue)
  if (state === 5) await verb(service, 'printerPause')(call, queue, message)
  const accepting = given.boolean('printer-is-accepting-jobs')
  if (accepting === true) await verb(service, 'printerEnable')(call, queue)
  if (accepting === false) await verb(service, 'printerDisable')(call, queue, message)
}

function answerOf(ignored: Attributes): OperationAnswer {
  if (ignored.size === 0) return {}
  return {
    status: StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes,
    message: `ignored, for this server has no use for it: ${[...ignored].map((one) => one.name).join(', ')}`,
    groups: [{ tag: GroupTag.unsupported, attributes: ignored }],
  }
}
