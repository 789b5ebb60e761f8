/** The printer and its jobs as JSON. */
import type { ReceivedJob } from '../received-job.js'
import type { PrinterSimulator } from '../simulator.js'

/** The state of a printer. */
export function describePrinter(printer: PrinterSimulator): object {
  const { model } = printer
  return {
    uri: printer.uri,
    statusPort: printer.statusPort,
    snmpPort: printer.snmpPort,
    model: model.model,
    name: model.name,
    activity: model.activity,
    stopped: model.stopped,
    conditions: model.conditions,
    display: model.status.display,
    code: model.status.code,
    pageCount: model.pageCount,
    trays: model.trays,
    supplies: model.supplies,
    faults: printer.faults,
    connections: printer.connections,
    mostConnections: printer.mostConnections,
    statusQuestions: printer.statusQuestions,
    jobs: printer.jobs.length,
  }
}

/** A job without its octets. */
export function describeJob(job: ReceivedJob): object {
  const { number, size, digest, startedAt, endedAt, end, pages, name, user, settings, pjl, languages, failures, ignored, isBlocked, error } = job
  return { number, size, digest, startedAt, endedAt, end, pages, name, user, settings, pjl, languages, failures, ignored, isBlocked, ...(error instanceof Error ? { error: error.message } : {}) }
}
