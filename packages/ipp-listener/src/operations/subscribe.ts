/** What the operations that make subscriptions share: the groups of the request, and those of the answer (RFC 3995 sections 5.2 and 11.1). */
import { Attributes, attribute, enumeration, GroupTag, integer, StatusCode, type AttributeGroup } from '@platen/ipp-core'
import { PapiError, userOf, type Caller, type Job, type PrintService } from '@platen/papi'
import type { OperationAnswer, OperationRequest } from '../operation.js'
import { badRequest } from '../refusal.js'
import { checkTemplate, type CheckedTemplate } from '../subscriptions/template.js'
import type { Subject, Subscription } from '../subscriptions/subscription.js'

/** Whether a print service has events to subscribe to. */
export const hasEvents = (service: PrintService): boolean => service.events !== undefined

const groupsOf = ({ message }: OperationRequest): Attributes[] => message.groups.filter((group) => group.tag === GroupTag.subscription).map((group) => group.attributes)

/**
 * The printer whose subscriptions a request is about; `undefined` for those to all printers, as CUPS's clients write them.
 *
 * @throws Refusal bad-request for a job, PapiError operation-not-supported if no printer at all has events
 */
export function subjectPrinter({ target, services }: OperationRequest): string | undefined {
  if (target.kind === 'job') throw badRequest('the target must be a printer-uri (RFC 3995 section 11.1.2)')
  if (target.kind === 'printer') return target.printer ?? services.defaultPrinter
  if (!services.printers.some((printer) => hasEvents(services.forPrinter(printer)))) throw new PapiError('operation-not-supported', 'no printer here has events to subscribe to')
  return undefined
}

/** Checks every subscription-attributes group of a request. @throws Refusal bad-request for one that names no way of delivery */
export function checkTemplates(request: OperationRequest, ofJob: boolean, ofSystem = false): CheckedTemplate[] {
  const charset = request.operation.string('attributes-charset')?.toLowerCase() ?? 'utf-8'
  return groupsOf(request).map((group) => checkTemplate(group, { charset, ofJob, ofSystem }))
}

/** As {@link checkTemplates}, for an operation that is about nothing else. @throws Refusal bad-request also if there is no group */
export function requireTemplates(request: OperationRequest, ofJob: boolean, ofSystem = false): CheckedTemplate[] {
  const templates = checkTemplates(request, ofJob, ofSystem)
  if (templates.length === 0) throw badRequest('there is no subscription-attributes group (RFC 3995 section 11.1.1.1)')
  return templates
}

/** Who subscribes. pycups and cups-browsed name the user in the subscription-attributes group. */
export function subscriberOf(request: OperationRequest): Caller {
  const { caller } = request.call
  if (request.operation.has('requesting-user-name')) return caller
  const named = groupsOf(request).map((group) => group.string('requesting-user-name')).find((one) => one !== undefined)
  return named === undefined ? caller : { ...caller, requestingUser: named }
}

/** Makes the subscriptions that may be made. @returns a group for each, in order, and whether it was made */
function make(request: OperationRequest, templates: readonly CheckedTemplate[], subject: Subject): { readonly made: boolean; readonly subscription?: Subscription; readonly group: AttributeGroup }[] {
  const caller = subscriberOf(request)
  return templates.map((checked) => {
    if (!checked.accepted) return { made: false, group: groupWith(checked.answer) }
    const subscription = request.subscriptions.subscribe({ template: checked.template, subscriber: userOf(caller), host: caller.host, subject })
    if (subscription === undefined) return { made: false, group: noRoom() }
    const id = attribute('notify-subscription-id', integer(subscription.id))
    const lease = subscription.jobId === undefined ? attribute('notify-lease-duration', integer(subscription.leaseDuration)) : undefined
    return { made: true, subscription, group: groupWith(new Attributes([...Attributes.of(id, lease), ...checked.answer])) }
  })
}

/**
 * Makes subscriptions, and answers with their groups when they are kept. A request none of whose subscriptions could be made has
 * failed (RFC 3995 section 12.2).
 *
 * @throws PapiError temporary-error if they cannot be kept; then none is made
 */
export async function subscribe(request: OperationRequest, templates: readonly CheckedTemplate[], subject: Subject): Promise<OperationAnswer> {
  const results = make(request, templates, subject)
  try {
    if (subject.kind !== 'job') await request.subscriptions.keep()
  } catch (error) {
    for (const { subscription } of results) if (subscription !== undefined) request.subscriptions.cancel(subscription)
    throw error
  }
  const made = results.filter((one) => one.made).length
  const status =
    made === results.length ? StatusCode.SuccessfulOk
    : made > 0 ? StatusCode.SuccessfulOkIgnoredSubscriptions
    : StatusCode.ClientErrorIgnoredAllSubscriptions
  return { status, groups: results.map((one) => one.group) }
}

/** The subscription-attributes groups of a request that makes a job. A service without events ignores them (RFC 3995 section 11.1.3). */
export function checkJobTemplates(request: OperationRequest, service: PrintService): CheckedTemplate[] {
  return hasEvents(service) ? checkTemplates(request, true) : []
}

/** Subscribes to the job that a request has made: the job stands, whatever becomes of its subscriptions (RFC 3995 section 11.1.3). */
export function subscribeToJob(request: OperationRequest, templates: readonly CheckedTemplate[], job: Job, answer: OperationAnswer): OperationAnswer {
  return withSubscriptions(answer, make(request, templates, { kind: 'job', job, fromCreation: true }))
}

/** What {@link subscribeToJob} would answer, without a job and without ids (RFC 3995 section 11.2.2). */
export function tryToSubscribe(request: OperationRequest, templates: readonly CheckedTemplate[], answer: OperationAnswer): OperationAnswer {
  const results = templates.map((checked, before) => {
    if (checked.accepted && !request.subscriptions.hasRoom(request.call.caller.host, 0, before)) return { made: false, group: noRoom() }
    return { made: checked.accepted, group: groupWith(checked.answer) }
  })
  return withSubscriptions(answer, results)
}

/** Adds subscription groups; that some were ignored hides what else could be told (RFC 3995 section 12.1). */
function withSubscriptions(answer: OperationAnswer, results: readonly { readonly made: boolean; readonly group: AttributeGroup }[]): OperationAnswer {
  if (results.length === 0) return answer
  const groups = [...(answer.groups ?? []), ...results.map((one) => one.group)]
  return results.every((one) => one.made) ? { ...answer, groups } : { ...answer, status: StatusCode.SuccessfulOkIgnoredSubscriptions, groups }
}

const groupWith = (attributes: Attributes): AttributeGroup => ({ tag: GroupTag.subscription, attributes })
const noRoom = (): AttributeGroup => groupWith(Attributes.of(attribute('notify-status-code', enumeration(StatusCode.ClientErrorTooManySubscriptions))))
