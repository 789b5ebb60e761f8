/** The life of the jobs of a print service without a memory: waiting for the device, streaming, and how they end. */
import { isTerminal, JobState } from '@platen/ipp-core'
import type { Call } from './call.js'
import { completedReasons, type DeliveryResult } from './device.js'
import { DeviceLine } from './device-line.js'
import { streamThrough, type DirectOutcome } from './direct-delivery.js'
import { DirectJob, type DirectJobs, type Stop } from './direct-job.js'
import type { DirectPrinter } from './direct-printer.js'
import type { EventChannel, PrintEvent } from './events.js'
import type { DocumentRequest, Job, JobRequest } from './job.js'
import type { JobIds } from './job-ids.js'
import { PapiError } from './status.js'

/** Runs jobs. */
export class DirectJobFlow {
  readonly #jobs: DirectJobs
  readonly #jobIds: JobIds
  readonly #channel: EventChannel
  readonly #openJobTimeOut: number
  /** By device: two queues may share one. */
  readonly #lines = new Map<string, DeviceLine>()
  readonly #timers = new Map<DirectJob, NodeJS.Timeout>()

  /** @param openJobTimeOut - how long an open job waits for its document, milliseconds */
  constructor(jobs: DirectJobs, jobIds: JobIds, channel: EventChannel, openJobTimeOut: number) {
    this.#jobs = jobs
    this.#jobIds = jobIds
    this.#channel = channel
    this.#openJobTimeOut = openJobTimeOut
  }

  /** Makes a job that is pending for those reasons. */
  make(call: Call, printer: string, request: JobRequest, reasons: readonly string[]): DirectJob {
    const job = new DirectJob(this.#jobIds.next(), printer, request, call.caller, Date.now())
    job.stateReasons = reasons
    this.#jobs.add(job)
    this.#tell('job-created', job)
    return job
  }

  /** Streams a document to the printer's device when its turn comes. @throws what the client is to be told */
  async deliver(call: Call, printer: DirectPrinter, job: DirectJob, document: DocumentRequest): Promise<Job> {
    this.#stopTimer(job)
    job.isDelivering = true
    job.documents = 1
    job.documentFormat = document.format
    const signal = call.signal === undefined ? job.stopping.signal : AbortSignal.any([call.signal, job.stopping.signal])
    let leave: () => void
    try {
      leave = await this.#turn(printer, job, signal)
    } catch (error) {
      const gone = new PapiError('job-canceled', `the client of job ${job.id} went away`, { cause: error })
      throw this.#ended(call, job, { type: 'source-failed', error: gone }) ?? gone
    }
    printer.begin()
    this.#set(job, JobState.processing, ['connecting-to-destination'])
    /** Reasons the job has of its own, and from its device: neither takes away the other's. */
    let own: readonly string[] = ['connecting-to-destination']
    let fromDevice: readonly string[] = []
    const set = (): void => {
      const ending = job.stop === undefined ? [] : ['processing-to-stop-point']
      this.#set(job, printer.isStopped ? JobState.processingStopped : JobState.processing, [...new Set([...own, ...fromDevice, ...ending])])
    }
    const outcome = await streamThrough({
      device: printer.device,
      job,
      document,
      signal,
      onReport: (report) => {
        printer.report(report)
        job.stateMessage = report.message
        job.impressionsCompleted = report.impressions ?? job.impressionsCompleted
        fromDevice = [...(printer.isStopped ? ['printer-stopped'] : []), ...(report.jobReasons ?? [])]
        set()
      },
      onFirstOctet: () => {
        own = ['job-outgoing', 'job-streaming']
        set()
      },
      onProgress: () => this.#tell('job-progress', job),
    })
    const error = this.#ended(call, job, outcome)
    printer.end()
    leave()
    if (error !== undefined) throw error
    return job.snapshot()
  }

  /** Waits until the printer is not paused and its device is free. @returns what frees the device */
  async #turn(printer: DirectPrinter, job: DirectJob, signal: AbortSignal): Promise<() => void> {
    const line = this.#lines.get(printer.device.uri) ?? new DeviceLine()
    this.#lines.set(printer.device.uri, line)
    for (;;) {
      if (printer.isPaused) this.#set(job, JobState.pending, ['job-incoming', 'printer-stopped'])
      await printer.notPaused(signal)
      const leave = await line.enter(signal)
      if (!printer.isPaused) return leave
      leave()
    }
  }

  /** Gives a job the end that its document's outcome calls for. @returns what the client is to be told, if it did not end well */
  #ended(call: Call, job: DirectJob, outcome: DirectOutcome): Error | undefined {
    job.isDelivering = false
    if (outcome.type === 'delivered') {
      return this.#taken(job, outcome.result)
    }
    if (job.stop !== undefined) {
      const { state, reasons, message } = job.stop
      this.finish(job, state, reasons, message)
      return new PapiError(state === JobState.canceled ? 'job-canceled' : 'service-unavailable', `job ${job.id}: ${message}`, { cause: outcome.error })
    }
    const error = outcome.error instanceof Error ? outcome.error : new PapiError('document-access-error', String(outcome.error), { cause: outcome.error })
    const why = error.message
    if (outcome.type === 'source-failed' || call.signal?.aborted === true) {
      const message = `the client went away after ${job.octets} octets: ${why}`
      // An open job outlives a document that broke off: its owner may send it again (RFC 8011 section 4.3.1).
      if (job.isOpen) this.#reopen(job, message)
      else this.finish(job, JobState.aborted, ['aborted-by-system', 'submission-interrupted'], message)
      return error
    }
    this.finish(job, JobState.aborted, ['aborted-by-system'], why)
    return error
  }

  /** The device took the document, and said what became of it. */
  #taken(job: DirectJob, { outcome = 'completed', reasons, message, impressions }: DeliveryResult): Error | undefined {
    job.impressionsCompleted = impressions ?? job.impressionsCompleted
    switch (outcome) {
      case 'completed':
        this.finish(job, JobState.completed, completedReasons(reasons), message)
        return undefined
      case 'canceled-at-device':
        this.finish(job, JobState.canceled, [...new Set(['job-canceled-at-device', ...reasons])], message)
        return new PapiError('job-canceled', `job ${job.id} was canceled at its printer: ${message}`)
      case 'aborted':
        this.finish(job, JobState.aborted, [...new Set(['aborted-by-system', ...reasons])], message)
        return new PapiError(reasons.includes('document-format-error') ? 'document-format-error' : 'device-error', `job ${job.id}: ${message}`)
    }
  }

  #reopen(job: DirectJob, message: string): void {
    job.documents = 0
    job.octets = 0
    job.octetsProcessed = 0
    job.processingAt = undefined
    job.stateMessage = message
    this.#set(job, JobState.pending, ['job-incoming', 'job-data-insufficient'])
    this.awaitDocument(job)
  }

  /** Gives an open job its time to get a document. */
  awaitDocument(job: DirectJob): void {
    const seconds = this.#openJobTimeOut / 1000
    const timer = setTimeout(() => this.finish(job, JobState.aborted, ['aborted-by-system', 'submission-interrupted'], `no document came in ${seconds} s`), this.#openJobTimeOut)
    // A forgotten open job must not keep a process that wants to end.
    timer.unref()
    this.#timers.set(job, timer)
  }

  #stopTimer(job: DirectJob): void {
    clearTimeout(this.#timers.get(job))
    this.#timers.delete(job)
  }

  /** Ends a job from outside; resolves when it has ended. */
  async stop(job: DirectJob, stop: Stop): Promise<void> {
    job.end(stop)
    if (job.isDelivering) {
      this.#set(job, job.state, [...job.stateReasons, 'processing-to-stop-point'])
      await job.ended
    } else this.finish(job, stop.state, stop.reasons, stop.message)
  }

  /** Ends a job that is not on its way. Does nothing to one that has ended. */
  finish(job: DirectJob, state: JobState, reasons: readonly string[], message: string): void {
    if (isTerminal(job.state)) return
    this.#stopTimer(job)
    job.finish(state, reasons, message, Date.now())
    this.#jobs.retire(job)
    this.#tell('job-completed', job)
  }

  #set(job: DirectJob, state: JobState, reasons: readonly string[]): void {
    const changed = job.state !== state
    job.state = state
    job.stateReasons = reasons
    if (state === JobState.processing) job.processingAt ??= Date.now()
    if (changed) this.#tell('job-state-changed', job)
  }

  #tell(type: Extract<PrintEvent, { job: Job }>['type'], job: DirectJob): void {
    if (this.#channel.hasReaders) this.#channel.emit({ type, time: Date.now(), job: job.snapshot() })
  }
}
