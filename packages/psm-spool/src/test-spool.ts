/** A spooler for tests: on a recording device, in a folder of its own, under a clock that is turned by hand. */
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  countingJobIds,
  createDeviceDirectory,
  describeCapabilities,
  isTerminal,
  readOptions,
  type DeviceDriver,
  type Job,
  type JobState,
  type Options,
  type Printer,
  type PrintService,
} from '@platen/papi'
import { operator, recordingDevice, type RecordingDevice } from '@platen/papi/contract'
import type { Clock } from './clock.js'
import { classDriver } from './devices/class.js'
import { fileDriver } from './devices/file.js'
import { moduleOptions, queueOptions } from './module-options.js'
import { openSpool, type Surroundings } from './open-spool.js'
import { testSurroundings } from './test-surroundings.js'

/** A clock that stands until it is turned. */
export class TestClock implements Clock {
  readonly #timers = new Set<{ readonly at: number; readonly run: () => unknown }>()
  readonly #begun = new Set<unknown>()
  #now: number

  constructor(start: number = Date.UTC(2026, 10, 21, 12)) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  after(milliseconds: number, run: () => unknown): () => void {
    const timer = { at: this.#now + milliseconds, run }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** Turns the clock on; what is due by then runs in its order. */
  turn(milliseconds: number): void {
    const end = this.#now + milliseconds
    for (;;) {
      const [next] = [...this.#timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)
      if (next === undefined) break
      this.#timers.delete(next)
      this.#now = Math.max(this.#now, next.at)
      this.#begun.add(next.run())
    }
    this.#now = end
  }

  /** Resolves when what timers have begun is done, as far as they say. */
  async done(): Promise<void> {
    while (this.#begun.size > 0) {
      const begun = [...this.#begun]
      this.#begun.clear()
      await Promise.all(begun)
    }
  }
}

/** What a test wants to be different. */
export interface TestSpoolSetup {
  readonly options?: Options
  /** Options of every queue. */
  readonly queueOptions?: Options
  /** Options of single queues, besides. */
  readonly optionsOf?: Readonly<Record<string, Options>>
  /** Formats of single queues. */
  readonly formatsOf?: Readonly<Record<string, readonly string[]>>
  /** Other devices. */
  readonly drivers?: readonly DeviceDriver[]
  /** Queues and their devices. Default: `alpha` on the recording device. */
  readonly queues?: Readonly<Record<string, string>>
  /** Formats of every queue. */
  readonly formats?: readonly string[]
  readonly surroundings?: Partial<Surroundings>
  /** A folder that is there already; it stays. */
  readonly folder?: string
  readonly device?: RecordingDevice
}

/** A spooler at work. */
export interface TestSpool extends AsyncDisposable {
  readonly service: Required<PrintService>
  readonly device: RecordingDevice
  readonly folder: string
  readonly warnings: readonly string[]
  /** Resolves when a job is in that state: by events, not by looking again and again. */
  jobIn(id: number, state: JobState): Promise<Job>
  /** Resolves when a job fulfils something. */
  jobWhen(id: number, holds: (job: Job) => boolean): Promise<Job>
  jobEnded(id: number): Promise<Job>
  printerWhen(name: string, holds: (printer: Printer) => boolean): Promise<Printer>
  /** What a crash at this moment would leave: a copy of the folder. */
  crashCopy(): Promise<string>
}

/** Opens a spooler. */
export async function openTestSpool(setup: TestSpoolSetup = {}): Promise<TestSpool> {
  const folder = setup.folder ?? (await mkdtemp(join(tmpdir(), 'platen-spool-')))
  const device = setup.device ?? recordingDevice()
  const warnings: string[] = []
  const formats = setup.formats ?? ['application/pdf', 'text/plain', 'application/octet-stream']
  const queues = Object.entries(setup.queues ?? { alpha: device.deviceUri })
  const service = (await openSpool(
    {
      queues: queues.map(([name, uri], at) => ({
        name,
        info: name,
        location: '',
        makeAndModel: 'Test',
        uuid: `urn:uuid:00000000-0000-4000-8000-00000000000${at}`,
        device: uri,
        formats: setup.formatsOf?.[name] ?? formats,
        capabilities: describeCapabilities({}, setup.formatsOf?.[name] ?? formats),
        options: readOptions(queueOptions, { ...setup.queueOptions, ...setup.optionsOf?.[name] }),
        deviceOptions: {},
      })),
      options: readOptions(moduleOptions, setup.options ?? {}),
      dataDirectory: folder,
      jobIds: countingJobIds(),
      devices: createDeviceDirectory([...(setup.drivers ?? []), ...device.drivers, fileDriver, classDriver]),
      log: { info: () => undefined, warn: (message) => void warnings.push(message), error: (message) => void warnings.push(message) },
    },
    testSurroundings(setup.surroundings),
  )) as Required<PrintService>

  const copies: string[] = []
  const when = async <T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> => {
    const reading = new AbortController()
    const events = service.events(reading.signal)[Symbol.asyncIterator]()
    let next = events.next()
    try {
      for (;;) {
        const seen = await look()
        if (holds(seen)) return seen
        if ((await next).done === true) throw new Error('the service was closed')
        next = events.next()
      }
    } finally {
      reading.abort()
      await next.catch(() => undefined)
    }
  }
  const jobWhen = (id: number, holds: (job: Job) => boolean) => when(() => service.jobQuery(operator, id), holds)
  return {
    service,
    device,
    folder,
    warnings,
    jobWhen,
    jobIn: (id, state) => jobWhen(id, (job) => job.state === state),
    jobEnded: (id) => jobWhen(id, (job) => isTerminal(job.state)),
    printerWhen: (name, holds) => when(() => service.printerQuery(operator, name), holds),
    crashCopy: async () => {
      const copy = await mkdtemp(join(tmpdir(), 'platen-spool-crash-'))
      copies.push(copy)
      await cp(folder, copy, { recursive: true })
      return copy
    },
    [Symbol.asyncDispose]: async () => {
      device.go()
      await service[Symbol.asyncDispose]()
      if (setup.folder === undefined) await rm(folder, { recursive: true, force: true })
      for (const copy of copies) await rm(copy, { recursive: true, force: true })
    },
  }
}
