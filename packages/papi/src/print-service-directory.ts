/** Finds the print service of a printer or job, as libpapi-dynamic chose the module for a service URI. */
import { JobState } from '@platen/ipp-core'
import type { Call } from './call.js'
import type { Job, JobFilter } from './job.js'
import type { Printer } from './printer.js'
import type { PrintService } from './print-service.js'
import { PapiError } from './status.js'

/** The print services of a server, by printer and by job. It may change between two calls; within one it is as it was when the call began. */
export interface PrintServiceDirectory {
  /** The queue taken where a request names none; `undefined` if there are no queues. */
  readonly defaultPrinter: string | undefined
  /** Queues by name, in the order of the configuration, then as they were added. */
  readonly printers: readonly string[]
  /** The service of a printer. @throws PapiError `not-found` */
  forPrinter(printer: string): PrintService
  /** The service of a job, and the job. @throws PapiError `not-found` */
  forJob(call: Call, job: number): Promise<{ readonly service: PrintService; readonly job: Job }>
  /** Every printer. */
  printersList(call: Call): Promise<readonly Printer[]>
  /** Jobs of one printer, or of all: then merged in the order that {@link PrintService.printerListJobs} says. */
  printerListJobs(call: Call, filter: JobFilter): Promise<readonly Job[]>
}

/** A directory and the right to change it. Readers are given it as a {@link PrintServiceDirectory}. */
export interface MutablePrintServiceDirectory extends PrintServiceDirectory {
  /** Adds a queue at the end. @throws PapiError `not-possible` if there is one of that name */
  add(printer: string, service: PrintService): void
  /** Takes a queue out; the first one becomes the default if it was that. @throws PapiError `not-found` */
  remove(printer: string): void
  /** Makes a queue the default. `undefined`: the first one is. @throws PapiError `not-found` */
  setDefault(printer: string | undefined): void
}

/**
 * A directory over services.
 *
 * @param queues - which service each queue is served by, in the order of the configuration
 * @param defaultPrinter - the default queue; the first if left out
 */
export function createPrintServiceDirectory(queues: ReadonlyMap<string, PrintService>, defaultPrinter?: string): MutablePrintServiceDirectory {
  return new Directory(queues, defaultPrinter)
}

class Directory implements MutablePrintServiceDirectory {
  /** Replaced, never changed: whoever reads it while it changes has the old one whole. */
  #queues: ReadonlyMap<string, PrintService>
  #default: string | undefined

  constructor(queues: ReadonlyMap<string, PrintService>, defaultPrinter: string | undefined) {
    this.#queues = new Map(queues)
    this.#default = defaultPrinter
  }

  get defaultPrinter(): string | undefined {
    return this.#default ?? this.#queues.keys().next().value
  }

  get printers(): readonly string[] {
    return [...this.#queues.keys()]
  }

  get #services(): readonly PrintService[] {
    return [...new Set(this.#queues.values())]
  }

  add(printer: string, service: PrintService): void {
    if (this.#queues.has(printer)) throw new PapiError('not-possible', `there is a printer "${printer}" already`)
    this.#queues = new Map([...this.#queues, [printer, service]])
  }

  remove(printer: string): void {
    this.forPrinter(printer)
    this.#queues = new Map([...this.#queues].filter(([name]) => name !== printer))
    if (this.#default === printer) this.#default = undefined
  }

  setDefault(printer: string | undefined): void {
    if (printer !== undefined) this.forPrinter(printer)
    this.#default = printer
  }

  forPrinter(printer: string): PrintService {
    const service = this.#queues.get(printer)
    if (service === undefined) throw new PapiError('not-found', `there is no printer "${printer}" here`)
    return service
  }

  async forJob(call: Call, job: number): Promise<{ readonly service: PrintService; readonly job: Job }> {
    for (const service of this.#services) {
      try {
        return { service, job: await service.jobQuery(call, job) }
      } catch (error) {
        if (!(error instanceof PapiError && error.code === 'not-found')) throw error
      }
    }
    throw new PapiError('not-found', `there is no job ${job} here`)
  }

  async printersList(call: Call): Promise<readonly Printer[]> {
    const queues = this.#queues
    const all = (await Promise.all(this.#services.map((service) => service.printersList(call)))).flat()
    const byName = new Map(all.map((printer) => [printer.name, printer]))
    return [...queues.keys()].flatMap((name) => byName.get(name) ?? [])
  }

  async printerListJobs(call: Call, filter: JobFilter): Promise<readonly Job[]> {
    if (filter.printer !== undefined) return this.forPrinter(filter.printer).printerListJobs(call, filter)
    const services = this.#services
    const [only] = services
    if (only !== undefined && services.length === 1) return only.printerListJobs(call, filter)
    // Each service gives what could be among the first; the merge decides.
    const { offset = 0, limit, ...rest } = filter
    const wanted = limit === undefined ? {} : { limit: offset + limit }
    const lists = await Promise.all(services.map((service) => service.printerListJobs(call, { ...rest, ...wanted })))
    const merged = mergeJobs(lists)
    return merged.slice(offset, limit === undefined ? undefined : offset + limit)
  }
}

/** Unfinished jobs as they will print, then finished ones, newest first (RFC 8011 section 4.2.6.2); each service's own order is kept. */
function mergeJobs(lists: readonly (readonly Job[])[]): Job[] {
  const rest = lists.map((list) => [...list])
  const merged: Job[] = []
  for (;;) {
    const [first, ...others] = rest.filter((list) => list.length > 0)
    if (first === undefined) return merged
    const next = others.reduce((best, list) => (comesBefore(list[0], best[0]) ? list : best), first)
    merged.push(...next.splice(0, 1))
  }
}

function comesBefore(a: Job | undefined, b: Job | undefined): boolean {
  if (a === undefined || b === undefined) return a !== undefined
  const [phaseOfA, phaseOfB] = [phase(a), phase(b)]
  if (phaseOfA !== phaseOfB) return phaseOfA < phaseOfB
  if (phaseOfA === finished) return (a.completedAt ?? 0) > (b.completedAt ?? 0)
  return a.priority === b.priority ? a.id < b.id : a.priority > b.priority
}

const finished = 3

/** Printing, pending, held, finished. */
function phase({ state }: Job): number {
  switch (state) {
    case JobState.processing:
    case JobState.processingStopped:
      return 0
    case JobState.pending:
      return 1
    case JobState.pendingHeld:
      return 2
    case JobState.canceled:
    case JobState.aborted:
    case JobState.completed:
      return finished
  }
}
