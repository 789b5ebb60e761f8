/** A print service without a memory: a document goes straight through to the device while the client sends it. */
import { isTerminal, JobState } from '@platen/ipp-core'
import { userOf, type Call } from './call.js'
import type { Device, DeviceDirectory } from './device.js'
import { DirectJobs, type Stop } from './direct-job.js'
import { DirectJobFlow } from './direct-job-flow.js'
import { DirectPrinter, multipleOperationTimeOut } from './direct-printer.js'
import { EventChannel, type PrintEvent } from './events.js'
import type { DocumentRequest, Job, JobFilter, JobRequest } from './job.js'
import type { Log, ModuleContext, QueueDefinition, QueueDefinitionChanges } from './module.js'
import type { Printer } from './printer.js'
import type { PrintService } from './print-service.js'
import { PapiError } from './status.js'

/** What a direct print service may be given beyond its context. */
export interface DirectPrintServiceOptions {
  /** How many ended jobs are remembered. Default 500. */
  readonly history?: number
  /** How long a job made by `jobCreate` waits for its document, milliseconds. Default 300 000. */
  readonly openJobTimeOut?: number
}

/**
 * Makes a direct, unspooled print service on the devices of the context's queues. Modules of a device protocol offer it.
 *
 * `jobSubmit` and `jobStreamAdd` resolve when the device has the document; meanwhile the client is held by back-pressure.
 * Nothing is on disk: a job lives as long as the connection of its client. One document at a time goes to a device, in the
 * order they came. Between jobs a device that can be asked is asked how it is, every `status-interval` seconds where the queue's
 * options say so ({@link watchOptions}). Of a job made by `jobCreate`, the one document prints as it comes; closing it adds nothing.
 *
 * @throws PapiError if the device of a queue cannot be opened
 */
export function createDirectPrintService(context: ModuleContext, options: DirectPrintServiceOptions = {}): PrintService {
  return new DirectPrintService(context, options)
}

class DirectPrintService implements PrintService {
  readonly #printers = new Map<string, DirectPrinter>()
  readonly #jobs: DirectJobs
  readonly #channel = new EventChannel()
  readonly #flow: DirectJobFlow
  readonly #devices: DeviceDirectory
  readonly #log: Log

  constructor(context: ModuleContext, { history = 500, openJobTimeOut = multipleOperationTimeOut * 1000 }: DirectPrintServiceOptions) {
    this.#jobs = new DirectJobs(history)
    this.#flow = new DirectJobFlow(this.#jobs, context.jobIds, this.#channel, openJobTimeOut)
    this.#devices = context.devices
    this.#log = context.log
    for (const queue of context.queues) this.#open(queue)
  }

  printersList(): Promise<readonly Printer[]> {
    return Promise.resolve([...this.#printers.values()].map((printer) => this.#snapshot(printer)))
  }

  async printerQuery(_call: Call, printer: string): Promise<Printer> {
    return Promise.resolve(this.#snapshot(this.#printer(printer)))
  }

  async printerListJobs(_call: Call, filter: JobFilter): Promise<readonly Job[]> {
    if (filter.printer !== undefined) this.#printer(filter.printer)
    return Promise.resolve(this.#jobs.list(filter))
  }

  async jobValidate(_call: Call, printer: string, _request: JobRequest, format: string): Promise<void> {
    this.#printer(printer).requireAccepting(format)
    return Promise.resolve()
  }

  async jobSubmit(call: Call, printer: string, request: JobRequest, document: DocumentRequest): Promise<Job> {
    const target = this.#printer(printer)
    target.requireAccepting(document.format)
    const job = this.#flow.make(call, printer, request, ['job-incoming'])
    return this.#flow.deliver(call, target, job, document)
  }

  async jobCreate(call: Call, printer: string, request: JobRequest): Promise<Job> {
    this.#printer(printer).requireAccepting()
    const job = this.#flow.make(call, printer, request, ['job-incoming', 'job-data-insufficient'])
    job.isOpen = true
    this.#flow.awaitDocument(job)
    return Promise.resolve(job.snapshot())
  }

  async jobStreamAdd(call: Call, id: number, document: DocumentRequest): Promise<Job> {
    const job = this.#jobs.get(id)
    job.requireOwner(call.caller)
    const printer = this.#printer(job.printer)
    if (job.isOpen && (job.isDelivering || job.documents > 0)) {
      throw new PapiError('multiple-document-jobs-not-supported', `printer "${job.printer}" prints one document a job, and job ${id} has its document; make a job of its own for this one`)
    }
    if (!job.isOpen || isTerminal(job.state)) throw new PapiError('not-possible', `job ${id} takes no document any more`)
    printer.requireFormat(document.format)
    return this.#flow.deliver(call, printer, job, document)
  }

  async jobCommit(call: Call, id: number): Promise<Job> {
    const job = this.#jobs.get(id)
    job.requireOwner(call.caller)
    job.isOpen = false
    if (!isTerminal(job.state) && !job.isDelivering) this.#flow.finish(job, JobState.aborted, ['aborted-by-system', 'job-data-insufficient'], 'closed without a document')
    return Promise.resolve(job.snapshot())
  }

  async jobQuery(_call: Call, id: number): Promise<Job> {
    return Promise.resolve(this.#jobs.get(id).snapshot())
  }

  async jobCancel(call: Call, id: number, message?: string): Promise<void> {
    const job = this.#jobs.get(id)
    job.requireOwner(call.caller)
    const refused = (): PapiError => new PapiError('not-possible', `job ${id} has ended already`)
    if (isTerminal(job.state)) throw refused()
    const by = userOf(call.caller) === job.user ? 'user' : 'operator'
    await this.#flow.stop(job, { state: JobState.canceled, reasons: [`job-canceled-by-${by}`], message: message ?? `canceled by ${by === 'user' ? job.user : 'an operator'}` })
    // The device may have had the last octet already.
    if (job.stop?.state !== job.state) throw refused()
  }

  async printerPause(call: Call, printer: string, message?: string): Promise<void> {
    this.#operated(call, printer).pause(message ?? '')
    return Promise.resolve()
  }

  async printerResume(call: Call, printer: string): Promise<void> {
    this.#operated(call, printer).resume()
    return Promise.resolve()
  }

  async printerEnable(call: Call, printer: string): Promise<void> {
    this.#operated(call, printer).accept()
    return Promise.resolve()
  }

  async printerDisable(call: Call, printer: string, message?: string): Promise<void> {
    this.#operated(call, printer).accept(message ?? '')
    return Promise.resolve()
  }

  async printerPurgeJobs(call: Call, printer: string): Promise<void> {
    this.#operated(call, printer)
    await this.#purge(printer, 'purged by an operator')
  }

  async printerAdd(call: Call, definition: QueueDefinition): Promise<Printer> {
    requireOperator(call, definition.name)
    if (this.#printers.has(definition.name)) throw new PapiError('not-possible', `there is a printer "${definition.name}" already`)
    const printer = this.#open(definition)
    this.#tell('printer-created', printer)
    return Promise.resolve(this.#snapshot(printer))
  }

  async printerModify(call: Call, name: string, changes: QueueDefinitionChanges): Promise<Printer> {
    const printer = this.#operated(call, name)
    const definition = { ...printer.queue, ...changes }
    const old = printer.device
    let device = old
    if (changes.device !== undefined || changes.deviceOptions !== undefined) {
      if (printer.isBusy) throw new PapiError('not-possible', `printer "${name}" is printing, and what it prints is kept nowhere else; change its device when it is done, or cancel the job`)
      device = this.#openDevice(definition)
    }
    printer.configure(definition, device)
    this.#tell('printer-config-changed', printer)
    if (device !== old) await old[Symbol.asyncDispose]()
    return this.#snapshot(printer)
  }

  async printerRemove(call: Call, name: string): Promise<void> {
    const printer = this.#operated(call, name)
    this.#printers.delete(name)
    printer.close()
    await this.#purge(name, `printer "${name}" was removed`)
    await printer.device[Symbol.asyncDispose]()
    this.#tell('printer-deleted', printer)
  }

  events(signal?: AbortSignal): AsyncIterable<PrintEvent> {
    return this.#channel.read(signal)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const stop: Stop = { state: JobState.aborted, reasons: ['aborted-by-system', 'service-off-line'], message: 'the print service was stopped' }
    for (const printer of this.#printers.values()) printer.close()
    await Promise.all(this.#jobs.unfinished.map((job) => this.#flow.stop(job, stop)))
    await Promise.all([...this.#printers.values()].map(({ device }) => device[Symbol.asyncDispose]()))
    this.#channel.close()
  }

  #open(queue: QueueDefinition): DirectPrinter {
    const printer = new DirectPrinter(queue, this.#openDevice(queue), Date.now, this.#log, (changed) => this.#tell('printer-state-changed', changed))
    this.#printers.set(queue.name, printer)
    return printer
  }

  #openDevice({ device, deviceOptions }: QueueDefinition): Device {
    return this.#devices.open(device, deviceOptions)
  }

  /** Ends a printer's jobs and forgets them. */
  async #purge(printer: string, message: string): Promise<void> {
    const jobs = [...this.#jobs.unfinished, ...this.#jobs.finished].filter((job) => job.printer === printer)
    const stop: Stop = { state: JobState.canceled, reasons: ['job-canceled-by-operator'], message }
    await Promise.all(jobs.filter((job) => !isTerminal(job.state)).map((job) => this.#flow.stop(job, stop)))
    for (const job of jobs) this.#jobs.forget(job)
  }

  #printer(name: string): DirectPrinter {
    const printer = this.#printers.get(name)
    if (printer === undefined) throw new PapiError('not-found', `there is no printer "${name}" here`)
    return printer
  }

  #operated(call: Call, name: string): DirectPrinter {
    const printer = this.#printer(name)
    requireOperator(call, name)
    return printer
  }

  #snapshot(printer: DirectPrinter): Printer {
    const { name } = printer.queue
    return printer.snapshot(this.#jobs.unfinished.filter((job) => job.printer === name).length)
  }

  #tell(type: Extract<PrintEvent, { printer: Printer }>['type'], printer: DirectPrinter): void {
    if (this.#channel.hasReaders) this.#channel.emit({ type, time: Date.now(), printer: this.#snapshot(printer) })
  }
}

function requireOperator({ caller }: Call, printer: string): void {
  if (!caller.isOperator) throw new PapiError('not-authorized', `only an operator may do that to printer "${printer}"`)
}
