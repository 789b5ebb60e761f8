/** What each contract test runs in: a module opened on two queues, a folder of its own and a sink. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { vi } from 'vitest'
import { isTerminal, type JobState } from '@platen/ipp-core'
import type { Call } from '../call.js'
import { describeCapabilities } from '../capabilities.js'
import { createDeviceDirectory } from '../device-directory.js'
import type { DocumentRequest, Job, JobRequest } from '../job.js'
import { countingJobIds } from '../job-ids.js'
import type { ModuleContext, PrintServiceModule, QueueDefinition } from '../module.js'
import { readOptions, type Options } from '../options.js'
import type { PrintService } from '../print-service.js'
import { operator } from './documents.js'
import { recordingDevice } from './recording-device.js'
import type { ContractSink } from './sink.js'

/** A module to be proved, and what it needs. */
export interface ContractSubject {
  readonly module: PrintServiceModule
  /** Values of the module's `options`. */
  readonly options?: Options
  /** Values of its `queueOptions`. */
  readonly queueOptions?: Options
  /** Values of its device's options. */
  readonly deviceOptions?: Options
  /** Where its queues deliver to. Left out: a {@link recordingDevice}. */
  readonly sink?: ContractSink
  /**
   * Whether documents go straight through: `jobSubmit` waits for the device, and a document of an open job prints as it
   * comes. Then nothing is asked that takes a spool. Default false.
   */
  readonly unspooled?: boolean
}

/** Formats of the test's queues. */
export const formats = ['application/pdf', 'text/plain', 'application/octet-stream'] as const

/** A running module and its surroundings. */
export interface World extends AsyncDisposable {
  readonly service: PrintService
  readonly sink: ContractSink
  readonly unspooled: boolean
  /** What it has written to the log. */
  readonly logged: readonly (readonly unknown[])[]
  /** The definition of a queue like those that are there, on the same device. @param digit - of its UUID */
  definition(name: string, digit: number): QueueDefinition
  /** Closes the service, and opens the module again over the same folder. */
  reopen(): Promise<PrintService>
}

/** Opens the subject on the queues `alpha` and `beta`. */
export async function openWorld(setup: () => Promise<ContractSubject>): Promise<World> {
  const subject = await setup()
  const sink = subject.sink ?? recordingDevice()
  const dataDirectory = await mkdtemp(join(tmpdir(), 'platen-contract-'))
  const devices = createDeviceDirectory([...sink.drivers, ...(subject.module.devices ?? [])])
  const scheme = new URL(sink.deviceUri).protocol.slice(0, -1)
  const queue = (name: string, digit: number): QueueDefinition => ({
    name,
    info: `Printer ${name}`,
    location: 'Room 1',
    makeAndModel: 'Contract Printer',
    uuid: `urn:uuid:00000000-0000-4000-8000-00000000000${digit}`,
    device: sink.deviceUri,
    formats,
    capabilities: describeCapabilities({}, formats),
    options: readOptions(subject.module.queueOptions, subject.queueOptions ?? {}),
    deviceOptions: readOptions(devices.driver(scheme)?.options ?? {}, subject.deviceOptions ?? {}),
  })
  const logged: (readonly unknown[])[] = []
  const log = (...line: readonly unknown[]): void => void logged.push(line)
  const context: ModuleContext = {
    queues: [queue('alpha', 1), queue('beta', 2)],
    options: readOptions(subject.module.options, subject.options ?? {}),
    dataDirectory,
    jobIds: countingJobIds(),
    devices,
    log: { info: log, warn: log, error: log },
  }
  let service = await subject.module.open(context)
  return {
    get service() {
      return service
    },
    sink,
    logged,
    definition: queue,
    unspooled: subject.unspooled ?? false,
    reopen: async () => {
      await service[Symbol.asyncDispose]()
      service = await subject.module.open(context)
      return service
    },
    [Symbol.asyncDispose]: async () => {
      // A service that waits for its sink must not keep the test from ending.
      sink.go()
      await service[Symbol.asyncDispose]()
      await sink[Symbol.asyncDispose]()
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}

/** Looks until what is seen is accepted; a service need not have events. Fails after five seconds, showing what was seen last. */
export async function eventually<T>(look: () => Promise<T>, accepts: (seen: T) => boolean, what: string): Promise<T> {
  return vi.waitFor(
    async () => {
      const seen = await look()
      if (!accepts(seen)) throw new Error(`not yet ${what}: ${inspect(seen, { depth: 3 })}`)
      return seen
    },
    { timeout: 5000, interval: 5 },
  )
}

/** A job once it is in that state. */
export const jobInState = (world: World, id: number, state: JobState): Promise<Job> =>
  eventually(() => world.service.jobQuery(operator, id), (job) => job.state === state, `job ${id} in state ${state}`)

/** A job once it has ended, however. */
export const jobEnded = (world: World, id: number): Promise<Job> => eventually(() => world.service.jobQuery(operator, id), (job) => isTerminal(job.state), `job ${id} ended`)

/** A submission under way. A service without a spool answers it only when the document is through. */
export interface Submission {
  /** The job, as soon as the service shows it. */
  readonly job: Job
  /** How the submission ended. */
  readonly ended: Promise<PromiseSettledResult<Job>>
}

/** Submits a job without waiting for the answer, until the service shows it. */
export async function submitting(world: World, call: Call, printer: string, request: JobRequest, document: DocumentRequest): Promise<Submission> {
  const ended = Promise.allSettled([world.service.jobSubmit(call, printer, request, document)]).then(([result]) => result)
  const job = await eventually(
    async () => (await world.service.printerListJobs(operator, { printer, which: 'all' })).find((one) => one.name === request.name),
    (one) => one !== undefined,
    `job "${request.name}" listed`,
  )
  if (job === undefined) throw new Error(`job "${request.name}" is not listed`)
  return { job, ended }
}
