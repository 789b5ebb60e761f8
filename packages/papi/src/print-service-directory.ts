/** Finds the print service of a printer or job, as libpapi-dynamic chose the module for a service URI. */
import type { Call } from './call.js'
import type { Job, JobFilter } from './job.js'
import type { Printer } from './printer.js'
import type { PrintService } from './print-service.js'
import { PapiError } from './status.js'

/** The print services of a server, by printer and by job. */
export interface PrintServiceDirectory {
  /** The queue taken where a request names none; `undefined` if there are no queues. */
  readonly defaultPrinter: string | undefined
  /** Queues by name, in the order of the configuration. */
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

/**
 * A directory over services.
 *
 * @param queues - which service each queue is served by, in the order of the configuration
 * @param defaultPrinter - the default queue; the first if left out
 */
export function createPrintServiceDirectory(queues: ReadonlyMap<string, PrintService>, defaultPrinter?: string): PrintServiceDirectory {
  const services = [...new Set(queues.values())]
  const forPrinter = (printer: string): PrintService => {
    const service = queues.get(printer)
    if (service === undefined) throw new PapiError('not-found', `there is no printer "${printer}" here`)
    return service
  }
  return {
    defaultPrinter: defaultPrinter ?? queues.keys().next().value,
    printers: [...queues.keys()],
    forPrinter,
    forJob: async (call, job) => {
      for (const service of services) {
        try {
          return { service, job: await service.jobQuery(call, job) }
        } catch (error) {
          if (!(error instanceof PapiError && error.code === 'not-found')) throw error
        }
      }
      throw new PapiError('not-found', `there is no job ${job} here`)
    },
    printersList: async (call) => {
      const all = (await Promise.all(services.map((service) => service.printersList(call)))).flat()
      const byName = new Map(all.map((printer) => [printer.name, printer]))
      return [...queues.keys()].flatMap((name) => byName.get(name) ?? [])
    },
    printerListJobs: async (call, filter) => {
      if (filter.printer !== undefined) return forPrinter(filter.printer).printerListJobs(call, filter)
      const [only] = services
      if (only !== undefined && services.length === 1) return only.printerListJobs(call, filter)
      // Each service gives what could be among the first; the merge decides.
      const { offset = 0, limit, ...rest } = filter
      const wanted = limit === undefined ? {} : { limit: offset + limit }
      const lists = await Promise.all(services.map((service) => service.printerListJobs(call, { ...rest, ...wanted })))
      const merged = mergeJobs(lists.flat())
      return merged.slice(offset, limit === undefined ? undefined : offset + limit)
    },
  }
}

/** Unfinished jobs first, by priority and age; then finished ones, newest first (RFC 8011 section 4.2.6.2). */
function mergeJobs(jobs: readonly Job[]): Job[] {
  const open = jobs.filter((job) => job.completedAt === undefined).sort((a, b) => b.state - a.state || b.priority - a.priority || a.id - b.id)
  const finished = jobs.filter((job) => job.completedAt !== undefined).sort((a, b) => (b.completedAt ?? 0) - (a.completedAt ?? 0) || b.id - a.id)
  return [...open, ...finished]
}
