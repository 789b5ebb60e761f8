/** From a checked message to its handler and back: target, print service, access, operation. */
import { GroupTag, groupOf, Operation, operationName, StatusCode, Attributes, type Message } from '@platen/ipp-core'
import { PapiError, type Call, type Caller, type PrintService, type PrintSystem } from '@platen/papi'
import type { AnswerUris, KnownUris } from './answer-uris.js'
import { checkActivated } from './checks/deactivation.js'
import { checkOperationAttributes, checkRequestId } from './checks/operation-attributes.js'
import { checkStrictForm } from './checks/strict-form.js'
import { checkVersion } from './checks/version.js'
import type { ListenerConfiguration } from './configuration.js'
import type { Exchange } from './exchange.js'
import type { OperationAnswer, OperationHandler, OperationRequest } from './operation.js'
import type { Location, Locations } from './locations.js'
import { operations } from './operations/index.js'
import type { KnownRequests } from './known-requests.js'
import { badRequest, Refusal } from './refusal.js'
import type { SubscriptionRegistry } from './subscriptions/registry.js'
import { targetOf, type NamedTarget, type Target } from './target.js'
import type { PrinterDescriptions } from './printer-descriptions.js'
import { step, tracedService } from './trace.js'

/** What a listener keeps between requests. */
export interface ListenerState {
  readonly descriptions: PrinterDescriptions
  readonly requests: KnownRequests
  readonly uris: KnownUris
  readonly subscriptions: SubscriptionRegistry
  readonly locations: Locations
  /** What each print service is offered for: by queue for queues that are places of their own, else by the empty name. */
  readonly offered: WeakMap<PrintService, Map<string, readonly Operation[]>>
}

/**
 * Checks a request and hands it to its operation.
 *
 * The order is Solaris's: form, print service, operation known and enabled, access, handler.
 *
 * @throws Refusal or PapiError for the client; anything else is a fault of the server
 */
export async function dispatch(configuration: ListenerConfiguration, state: ListenerState, exchange: Exchange, message: Message, document: AsyncIterable<Uint8Array>): Promise<OperationAnswer> {
  const { services } = configuration
  const place = locationOf(configuration, state, exchange, message)
  checkVersion(message.version, place.conformance)
  checkRequestId(message)
  const checked = state.requests.checked(message, () => ({ operation: checkOperationAttributes(message), named: targetOf(message) }))
  const { operation } = checked
  if (place.conformance === '1.1') checkStrictForm(message)
  const handler = enabledHandler(configuration, place, message.code)
  const named = withDefaultService(checked.named, handler, place)
  if (handler.target !== 'none' && named.by === 'none') throw badRequest(`${operationName(message.code)} needs ${targetAttributes[handler.target]}`)
  if (named.target.kind === 'nothing') throw new Refusal(StatusCode.ClientErrorNotFound, `there is nothing at "${named.target.path}"; printers are at /printers/NAME and /ipp/print/NAME, the system at /ipp/system`)
  const call: Call = { caller: callerOf(configuration, place, exchange, operation), signal: exchange.signal }
  if (handler.access === 'operator' && !call.caller.isOperator) throw new PapiError('not-authorized', `${operationName(message.code)} is for operators; ${callerName(call.caller)} is none`)
  const request: OperationRequest = {
    message,
    operation,
    job: groupOf(message, GroupTag.job) ?? new Attributes(),
    document,
    call,
    services,
    locations: state.locations,
    configuration,
    descriptions: state.descriptions,
    system: configuration.system,
    subscriptions: state.subscriptions,
    uris: urisOf(configuration, state, exchange, named),
    target: named.target,
    jobId: named.jobId,
    now: (configuration.clock ?? Date.now)(),
    offered: (service, queue) => offeredOperations(configuration, state, service, queue),
    offeredBySystem: () => systemOperations(configuration, state.locations.system),
  }
  return step(operationName(message.code), {}, () => handle(handler, request))
}

/** The place that a request is about. Never throws: a target that cannot be read is told once the form of the request is checked. */
export function locationOf({ services }: ListenerConfiguration, { locations }: ListenerState, { path }: Exchange, message: Message): Location {
  return locations.uniform ?? locations.of(readableTarget(message), path, services.defaultPrinter)
}

function readableTarget(message: Message): NamedTarget {
  try {
    return targetOf(message)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { target: { kind: 'server' }, jobId: undefined, authority: '', by: 'none' }
  }
}

/** A request that names no target is for the default service of its place, if that has one and is not strict. */
function withDefaultService(named: NamedTarget, { target }: OperationHandler, { defaultService, conformance }: Location): NamedTarget {
  if (named.by !== 'none' || defaultService === undefined || conformance === '1.1' || target === 'none' || target === 'system') return named
  return { ...named, by: 'printer-uri', target: { kind: 'printer', printer: defaultService } }
}

/** What names the target of an operation, and where that is said. */
const targetAttributes: Readonly<Record<Exclude<OperationHandler['target'], 'none'>, string>> = {
  printer: 'printer-uri (RFC 8011 section 4.1.5)',
  server: 'printer-uri or job-uri (RFC 8011 section 4.1.5)',
  job: 'printer-uri or job-uri (RFC 8011 section 4.1.5)',
  queue: 'printer-uri',
  system: 'system-uri (PWG 5100.22)',
}

async function handle(handler: OperationHandler, request: OperationRequest): Promise<OperationAnswer> {
  switch (handler.target) {
    case 'none':
      return handler.handle(request)
    case 'server':
      checkOffered(handler, request, printerOf(request.target, request)) // a named printer must be there
      return handler.handle(request)
    case 'system':
      return handler.handle({ ...request, system: systemOf(handler, request) })
    case 'queue': {
      const system = systemOf(handler, request)
      if (request.target.kind !== 'printer' || request.target.printer === undefined) throw badRequest(`${operationName(handler.code)} needs a printer-uri that names a printer, ipp://host:port/printers/NAME`)
      serves(handler, request, request.target.printer)
      return handler.handle({ ...request, system, queue: request.target.printer })
    }
    case 'printer': {
      if (request.target.kind === 'job') throw badRequest(`${operationName(handler.code)} is about a printer: it needs printer-uri (RFC 8011 section 4.1.5)`)
      if (request.target.kind === 'system' && handler.onSystem !== true) throw new PapiError('operation-not-supported', `the system does not do ${operationName(handler.code)}; send it to the printer's own URI`)
      const printer = printerOf(request.target, request) ?? request.services.defaultPrinter
      if (printer === undefined) throw new PapiError('not-found', 'there is no printer here; declare a queue in the configuration')
      const service = request.services.forPrinter(printer)
      serves(handler, request, printer)
      offers(handler, service, printer)
      await checkActivated(handler.code, service, request.call, printer)
      return handler.handle({ ...request, printer, service: tracedService(service) })
    }
    case 'job': {
      if (request.jobId === undefined) throw badRequest(`${operationName(handler.code)} needs job-uri, or printer-uri and job-id (RFC 8011 section 4.1.5)`)
      const { service, job } = await request.services.forJob(request.call, request.jobId)
      serves(handler, request, job.printer)
      offers(handler, service, job.printer)
      await checkActivated(handler.code, service, request.call, job.printer)
      return handler.handle({ ...request, service: tracedService(service), queried: job })
    }
  }
}

function printerOf(target: Target, { services, system, operation }: OperationRequest): string | undefined {
  if (target.kind === 'printer') return target.printer ?? services.defaultPrinter
  const id = target.kind === 'system' ? operation.integer('printer-id') : undefined
  if (id === undefined) return undefined
  const printer = system?.printerWithId(id)
  if (printer === undefined) throw new PapiError('not-found', `there is no printer with printer-id ${id} here`)
  return printer
}

/** The system, for an operation that it does itself. */
function systemOf({ code, target }: OperationHandler, { system, target: named }: OperationRequest): PrintSystem {
  if (system === undefined) throw new PapiError('operation-not-supported', `${operationName(code)} is not possible here: the queues of this server are fixed`)
  if (target === 'system' && named.kind !== 'system' && named.kind !== 'server') {
    throw new PapiError('operation-not-supported', `a ${named.kind} does not do ${operationName(code)}; it is for the system, ipp://host:port/ipp/system (PWG 5100.22)`)
  }
  return system
}

function checkOffered(handler: OperationHandler, request: OperationRequest, printer: string | undefined): void {
  if (printer === undefined) return
  offers(handler, request.services.forPrinter(printer), printer)
  serves(handler, request, printer)
}

/** The queue that a request turns out to be about may be another place than its target said: a job's, or one named by printer-id. */
function serves({ code }: OperationHandler, { locations }: OperationRequest, queue: string): void {
  if (!locations.queue(queue).serves(code)) throw switchedOff(code)
}

const switchedOff = (code: number): PapiError => new PapiError('operation-not-supported', `operation ${operationName(code)} is switched off by this server's configuration`)

function offers(handler: OperationHandler, service: PrintService, printer: string): void {
  if (handler.offeredBy?.(service) === false) throw new PapiError('operation-not-supported', `printer "${printer}" cannot do ${operationName(handler.code)}: its print service does not offer it`)
}

function enabledHandler(configuration: ListenerConfiguration, place: Location, code: number): OperationHandler {
  const handler = handlerOf(code)
  if (handler === undefined) throw new PapiError('operation-not-supported', `operation ${operationName(code)} is not known here`)
  if (handler.needsSystem === true && configuration.system === undefined) throw new PapiError('operation-not-supported', `${operationName(code)} is not possible here: the queues of this server are fixed`)
  if (!place.serves(code)) throw switchedOff(code)
  if (handler.enabledBy?.(configuration) === false) throw new PapiError('operation-not-supported', `${operationName(code)} is not possible here: the server is not set up for it`)
  return handler
}

const byCode: ReadonlyMap<number, OperationHandler> = operations
const handlerOf = (code: number): OperationHandler | undefined => byCode.get(code)

/** The operations that are switched on at a place and have what they need; no more is known of them here. */
function enabledOperations(configuration: ListenerConfiguration, place: Location): OperationHandler[] {
  const { system } = configuration
  const lacksSystem = (handler: OperationHandler): boolean => system === undefined && (handler.needsSystem === true || handler.target === 'system' || handler.target === 'queue')
  const isEnabled = (handler: OperationHandler): boolean => place.serves(handler.code) && handler.enabledBy?.(configuration) !== false
  return [...operations.values()].filter((handler) => handler.alwaysRefused !== true && isEnabled(handler) && !lacksSystem(handler))
}

function offeredOperations(configuration: ListenerConfiguration, { offered, locations }: ListenerState, service: PrintService, queue: string): readonly Operation[] {
  const lists = offered.get(service) ?? new Map<string, readonly Operation[]>()
  const key = locations.isPlace(queue) ? queue : ''
  const known = lists.get(key)
  if (known !== undefined) return known
  const found = enabledOperations(configuration, locations.queue(queue)).filter((handler) => handler.target !== 'system' && handler.offeredBy?.(service) !== false).map((handler) => handler.code)
  offered.set(service, lists.set(key, found))
  return found
}

function systemOperations(configuration: ListenerConfiguration, place: Location): Operation[] {
  return enabledOperations(configuration, place).filter((handler) => handler.target === 'system' || handler.onSystem === true).map((handler) => handler.code)
}

function callerOf(configuration: ListenerConfiguration, { defaultUser }: Location, exchange: Exchange, operation: Attributes): Caller {
  const caller = {
    host: exchange.peer,
    requestingUser: operation.string('requesting-user-name') ?? defaultUser,
    ...(exchange.user === undefined ? {} : { authenticatedUser: exchange.user }),
  }
  return { ...caller, isOperator: configuration.isOperator?.(caller, exchange) ?? false }
}

const callerName = ({ authenticatedUser, requestingUser, host }: Caller): string => `"${authenticatedUser ?? requestingUser ?? 'anonymous'}" at ${host}`

function urisOf({ isOwnHost = () => false, bothSchemes = false }: ListenerConfiguration, { uris }: ListenerState, exchange: Exchange, named: NamedTarget): AnswerUris {
  const cups = /^\/(?:$|printers\/|jobs(?:\/|$)|admin\/|classes\/)/.test(exchange.path)
  return uris.of(exchange, named.authority, isOwnHost, { printerPath: cups ? '/printers/' : '/ipp/print/', bothSchemes })
}
