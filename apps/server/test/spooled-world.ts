/** A listener over the spooler and a recording device: whole requests through steps 5 to 13 of the flow, no socket. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attribute, Attributes, charset, decode, encode, GroupTag, integer, keyword, name, naturalLanguage, uri, type Attribute, type Message } from '@platen/ipp-core'
import { createListener } from '@platen/ipp-listener'
import { countingJobIds, createDeviceDirectory, createPrintServiceDirectory, describeCapabilities, readOptions, type CapabilityFacts, type Job, type PrintService } from '@platen/papi'
import { recordingDevice, type RecordingDevice } from '@platen/papi/contract'
import { psm } from '@platen/psm-spool'

/** What a test sends. Charset, language and user are put before it. */
export interface Sent {
  /** Default `alice`; `operator` is one. */
  readonly user?: string
  readonly operation?: readonly Attribute[]
  readonly job?: readonly Attribute[]
  readonly documentGroup?: readonly Attribute[]
  readonly document?: Uint8Array
}

/** An answer: its status, and its groups by what they are of. */
export interface Answered {
  readonly code: number
  readonly message: string
  readonly job: Attributes
  readonly jobs: readonly Attributes[]
  readonly documents: readonly Attributes[]
  readonly printer: Attributes
  readonly unsupported: Attributes
}

export interface SpooledWorld extends AsyncDisposable {
  readonly device: RecordingDevice
  readonly service: PrintService
  send(operation: number, sent?: Sent): Promise<Answered>
  /** Makes a job of one document. @returns its id */
  print(more?: Sent): Promise<number>
  /** Resolves when a job fulfils something; looked at with each event. */
  jobWhen(id: number, holds: (job: Job) => boolean): Promise<Job>
}

export const printer: Attribute = attribute('printer-uri', uri('ipp://localhost:8631/ipp/print/office'))
export const jobUri = (id: number): Attribute => attribute('job-uri', uri(`ipp://localhost:8631/jobs/${id}`))
export const asking = (...names: readonly [string, ...string[]]): Attribute => attribute('requested-attributes', ...(names.map(keyword) as [ReturnType<typeof keyword>]))
export const number = (given: number): Attribute => attribute('document-number', integer(given))

const formats = ['application/pdf', 'text/plain', 'application/octet-stream']

/** Opens the world: one queue, `office`. @param facts - what its printer can do */
export async function openSpooledWorld(facts: CapabilityFacts = {}): Promise<SpooledWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'platen-requests-'))
  const device = recordingDevice()
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const service = await psm.open({
    queues: [{
      name: 'office', info: 'Office', location: '', makeAndModel: 'Acme Laser 9', uuid: 'urn:uuid:00000000-0000-4000-8000-000000000001', device: device.deviceUri, formats,
      capabilities: describeCapabilities(facts, formats), options: readOptions(psm.queueOptions, {}), deviceOptions: {},
    }],
    options: readOptions(psm.options, {}),
    dataDirectory: folder,
    jobIds: countingJobIds(),
    devices: createDeviceDirectory(device.drivers),
    log,
  })
  const listener = createListener({ services: createPrintServiceDirectory(new Map([['office', service]])), log, isOperator: ({ requestingUser }) => requestingUser === 'operator' })
  const send = async (operation: number, sent: Sent = {}): Promise<Answered> => {
    const { body } = await listener.handle({ body: octets(operation, sent), path: '/', authority: 'localhost:8631', secure: false, peer: '127.0.0.1', signal: new AbortController().signal })
    return answered(decode(body).message)
  }
  return {
    device,
    service,
    send,
    print: async (more = {}) => {
      const { job, code, message } = await send(0x0002, { document: new TextEncoder().encode('%PDF-1.7 a document'), ...more, operation: [printer, ...(more.operation ?? [])] })
      const id = job.integer('job-id')
      if (id === undefined) throw new Error(`Print-Job answered ${code}: ${message}`)
      return id
    },
    jobWhen: async (id, holds) => {
      const reading = new AbortController()
      const events = service.events?.(reading.signal)[Symbol.asyncIterator]()
      try {
        for (;;) {
          const next = events?.next()
          const job = await service.jobQuery({ caller: { host: '', isOperator: true } }, id)
          if (holds(job)) return job
          await next
        }
      } finally {
        reading.abort()
      }
    },
    [Symbol.asyncDispose]: async () => {
      device.go()
      await service[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function* octets(code: number, { user = 'alice', operation = [printer], job, documentGroup, document }: Sent): AsyncGenerator<Uint8Array> {
  const preamble = [attribute('attributes-charset', charset('utf-8')), attribute('attributes-natural-language', naturalLanguage('en'))]
  yield encode({
    version: { major: 2, minor: 2 },
    code,
    requestId: 1,
    groups: [
      { tag: GroupTag.operation, attributes: new Attributes([...preamble, ...operation, attribute('requesting-user-name', name(user))]) },
      ...(job === undefined ? [] : [{ tag: GroupTag.job, attributes: new Attributes(job) }]),
      ...(documentGroup === undefined ? [] : [{ tag: GroupTag.document, attributes: new Attributes(documentGroup) }]),
    ],
  })
  if (document !== undefined) yield document
}

function answered({ code, groups }: Message): Answered {
  const all = (tag: number) => groups.filter((group) => group.tag === tag).map((group) => group.attributes)
  const one = (tag: number) => all(tag)[0] ?? new Attributes()
  return {
    code,
    message: one(GroupTag.operation).string('status-message') ?? '',
    job: one(GroupTag.job),
    jobs: all(GroupTag.job),
    documents: all(GroupTag.document),
    printer: one(GroupTag.printer),
    unsupported: one(GroupTag.unsupported),
  }
}
