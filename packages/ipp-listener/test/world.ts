/** A listener over an unspooled print service and a recording device: whole requests, no socket. */
import { Attributes, attribute, charset, decode, encode, GroupTag, groupOf, name, naturalLanguage, uri, type Attribute, type Message } from '@platen/ipp-core'
import {
  countingJobIds, createDeviceDirectory, createDirectPrintService, createPrintServiceDirectory, createPrintSystem, describeCapabilities, PapiError, SystemRecords, type Caller, type Log, type PrintService,
  type PrintServiceDirectory, type QueueDefinition, type SystemState,
} from '@platen/papi'
import { recordingDevice, type RecordingDevice } from '@platen/papi/contract'
import { createListener, type Answer, type ListenerConfiguration, type RunningListener } from '../src/index.js'

/** What a test sends; operation attributes are put behind charset and language. */
export interface Sent {
  readonly operation?: readonly Attribute[]
  /** All operation attributes, charset and language too. */
  readonly exactly?: readonly Attribute[]
  readonly job?: readonly Attribute[]
  /** The printer-attributes group. */
  readonly printer?: readonly Attribute[]
  /** The system-attributes group. */
  readonly system?: readonly Attribute[]
  /** Subscription-attributes groups. */
  readonly subscriptions?: readonly (readonly Attribute[])[]
  readonly version?: readonly [number, number]
  readonly requestId?: number
  readonly document?: Uint8Array | AsyncIterable<Uint8Array>
  readonly path?: string
  readonly authority?: string
  /** Aborted when the client goes away. Default: it stays. */
  readonly signal?: AbortSignal
}

export interface World extends AsyncDisposable {
  readonly device: RecordingDevice
  readonly service: PrintService
  readonly services: PrintServiceDirectory
  readonly listener: RunningListener
  readonly logged: string[]
  /** What the system keeps, as a file would; and whether keeping fails, as on a full disk. */
  readonly kept: { state: SystemState | undefined; full: boolean }
  /** Sends a request and decodes its answer. */
  send(operation: number, sent?: Sent): Promise<Message>
  /** Sends octets as they are. */
  sendOctets(octets: Uint8Array): Promise<Answer>
}

export const formats = ['application/pdf', 'text/plain', 'application/octet-stream'] as const

/** What a world may be given beside the listener's configuration. */
export interface WorldOptions {
  /** What a world before this one kept. */
  readonly kept?: World['kept']
  /** What the declared queues' printer can do. Default: what {@link describeCapabilities} says of no facts. */
  readonly capabilities?: Attributes
  /** Changes the service before the listener sees it. */
  readonly change?: (service: PrintService) => void
}

export async function openWorld(configuration: Partial<ListenerConfiguration> = {}, { kept = { state: undefined, full: false }, capabilities = describeCapabilities({}, formats), change }: WorldOptions = {}): Promise<World> {
  const device = recordingDevice()
  const logged: string[] = []
  const tell = (message: string) => void logged.push(message)
  const log: Log = { info: tell, warn: tell, error: tell }
  const queue = (named: string): QueueDefinition => ({
    name: named, info: `Printer ${named}`, location: 'Room 1', makeAndModel: 'Acme Laser 9', uuid: 'urn:uuid:00000000-0000-4000-8000-000000000001',
    device: device.deviceUri, formats, capabilities, options: {}, deviceOptions: {},
  })
  const declared = [queue('office'), queue('lab')]
  const keeper = {
    load: () => kept.state,
    save: (state: SystemState) => {
      if (kept.full) throw new PapiError('temporary-error', 'the disk is full')
      kept.state = state
    },
  }
  const records = await SystemRecords.open({ keeper, declared, define: (one) => ({ ...queue(one.name), info: one.name, location: '', makeAndModel: 'Platen Printer', device: one.device }) })
  const definitions = [...declared.map((one) => one.name), ...records.added].map((one) => records.definition(one))
  const service = createDirectPrintService({ queues: definitions, options: {}, dataDirectory: '', jobIds: countingJobIds(), devices: createDeviceDirectory(device.drivers), log })
  change?.(service)
  const services = createPrintServiceDirectory(new Map(definitions.map((one) => [one.name, service])), records.defaultPrinter)
  const system = createPrintSystem({
    records,
    directory: services,
    service: () => Promise.resolve(service),
    checkDevice: (uri) => (uri.startsWith('ipp:') ? Promise.reject(new PapiError('not-possible', 'this queue would print to itself')) : Promise.resolve()),
    deviceSchemes: [{ scheme: 'contract', info: 'Recording device' }, { scheme: 'socket', info: 'Raw TCP port' }],
    description: { name: 'print-server', location: '', info: 'Test', makeAndModel: 'Platen', uuid: 'urn:uuid:00000000-0000-4000-8000-000000000000', version: '1.2.3' },
  })
  const isOperator = ({ requestingUser }: Omit<Caller, 'isOperator'>) => requestingUser === 'operator'
  const listener: RunningListener = createListener({ services, system, log, isOperator, ...configuration })
  const exchange = (body: AsyncIterable<Uint8Array>, path = '/', authority = 'localhost:8631', signal = new AbortController().signal) =>
    listener.handle({ body, path, authority, secure: false, peer: '127.0.0.1', signal })
  return {
    device,
    service,
    services,
    listener,
    logged,
    kept,
    send: async (operation, sent = {}) => {
      const answer = await exchange(bodyOf(operation, sent), sent.path, sent.authority, sent.signal)
      return decode(answer.body).message
    },
    sendOctets: (octets) => exchange(once(octets)),
    [Symbol.asyncDispose]: async () => {
      device.go()
      await listener.close()
      await service[Symbol.asyncDispose]()
      await device[Symbol.asyncDispose]()
    },
  }
}

/** The usual target. */
export const office: Attribute = attribute('printer-uri', uri('ipp://localhost:8631/ipp/print/office'))
export const asUser = (user: string): Attribute => attribute('requesting-user-name', name(user))

/** The octets of a request. */
export function requestOctets(operation: number, { operation: attributes = [office], exactly, job, printer, system, subscriptions = [], version = [2, 0], requestId = 7 }: Sent = {}): Uint8Array {
  const preamble = [attribute('attributes-charset', charset('utf-8')), attribute('attributes-natural-language', naturalLanguage('en'))]
  return encode({
    version: { major: version[0], minor: version[1] },
    code: operation,
    requestId,
    groups: [
      { tag: GroupTag.operation, attributes: new Attributes(exactly ?? [...preamble, ...attributes]) },
      ...(job === undefined ? [] : [{ tag: GroupTag.job, attributes: new Attributes(job) }]),
      ...(printer === undefined ? [] : [{ tag: GroupTag.printer, attributes: new Attributes(printer) }]),
      ...(system === undefined ? [] : [{ tag: GroupTag.system, attributes: new Attributes(system) }]),
      ...subscriptions.map((group) => ({ tag: GroupTag.subscription, attributes: new Attributes(group) })),
    ],
  })
}

async function* bodyOf(operation: number, sent: Sent): AsyncGenerator<Uint8Array> {
  yield requestOctets(operation, sent)
  if (sent.document instanceof Uint8Array) yield sent.document
  else if (sent.document !== undefined) yield* sent.document
}

async function* once(octets: Uint8Array): AsyncGenerator<Uint8Array> {
  yield octets
}

/** The first job-attributes group of an answer. */
export const jobOf = (answer: Message): Attributes => groupOf(answer, GroupTag.job) ?? new Attributes()
/** The first printer-attributes group of an answer. */
export const printerOf = (answer: Message): Attributes => groupOf(answer, GroupTag.printer) ?? new Attributes()
/** The sentence of an answer. */
export const messageOf = (answer: Message): string => groupOf(answer, GroupTag.operation)?.string('status-message') ?? ''
/** The groups of an answer with a tag. */
export const groupsOf = (answer: Message, tag: number): Attributes[] => answer.groups.filter((group) => group.tag === tag).map((group) => group.attributes)
