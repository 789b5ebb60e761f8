/** A queue of a print service without a memory: its state, as its device and its operators make it. */
import { PrinterState } from '@platen/ipp-core'
import type { Attributes } from '@platen/ipp-core'
import { passThroughExceptions } from './capabilities/pass-through.js'
import type { Device } from './device.js'
import { factsAfter, lastingReport, saysStopped, type DeviceFacts, type DeviceReport } from './device-report.js'
import { DeviceWatch, systemWatchClock, watchOptions } from './device-watch.js'
import type { Log, QueueDefinition } from './module.js'
import { directCapabilities } from './direct-capabilities.js'
import type { Printer } from './printer.js'
import { PapiError } from './status.js'

const well: DeviceReport = { reasons: [], message: '' }

/** How long a job made by Create-Job waits for its document, seconds (RFC 8011 section 5.4.31). */
export const multipleOperationTimeOut = 300

/** A queue. */
export class DirectPrinter {
  #queue: QueueDefinition
  #device: Device
  #capabilities: Attributes
  #formatExceptions: ReadonlyMap<string, Attributes>
  #configChangedAt: number
  readonly #now: () => number
  readonly #log: Log
  #watch: DeviceWatch
  readonly #onChange: (printer: DirectPrinter) => void
  #stateChangedAt: number
  #report = well
  #facts: DeviceFacts = {}
  #isBusy = false
  #pause: string | undefined
  #refusal: string | undefined
  #resumed = Promise.withResolvers<undefined>()

  /** @param onChange - called when its state, reasons, message or acceptance has changed */
  constructor(queue: QueueDefinition, device: Device, now: () => number, log: Log, onChange: (printer: DirectPrinter) => void) {
    this.#queue = queue
    this.#device = device
    this.#capabilities = directCapabilities(queue.capabilities, device)
    this.#formatExceptions = passThroughExceptions(queue.capabilities, queue.formats, device.carriesOut)
    this.#now = now
    this.#log = log
    this.#watch = this.#watched()
    this.#onChange = onChange
    this.#configChangedAt = this.#stateChangedAt = now()
  }

  /** Its definition. */
  get queue(): QueueDefinition {
    return this.#queue
  }

  /** Where its documents go. */
  get device(): Device {
    return this.#device
  }

  /** Whether a document is on its way to the device. */
  get isBusy(): boolean {
    return this.#isBusy
  }

  /** Takes another definition and its device; what the old device said is over if it is another. */
  configure(queue: QueueDefinition, device: Device): void {
    this.#configChangedAt = this.#now()
    this.#change(() => {
      this.#queue = queue
      if (device !== this.#device) {
        this.#report = well
        this.#facts = {}
        this.#device = device
        this.#watch[Symbol.dispose]()
        this.#watch = this.#watched()
      }
      this.#capabilities = directCapabilities(queue.capabilities, device)
      this.#formatExceptions = passThroughExceptions(queue.capabilities, queue.formats, device.carriesOut)
    })
  }

  /** Whether it is paused by an operator. */
  get isPaused(): boolean {
    return this.#pause !== undefined
  }

  /** Whether its device says that nothing prints until somebody helps (RFC 8011 section 5.4.12: `-error`). */
  get isStopped(): boolean {
    return saysStopped(this.#report)
  }

  /** A delivery begins. */
  begin(): void {
    this.#watch.begin()
    this.#change(() => (this.#isBusy = true))
  }

  /** What the device says while it works. */
  report(report: DeviceReport): void {
    this.#change(() => {
      this.#report = report
      this.#facts = factsAfter(this.#facts, report)
    })
  }

  /** The delivery has ended: what stopped it is over, what lasts counts on. */
  end(): void {
    const lasting = lastingReport(this.#report, this.#now())
    this.#change(() => {
      this.#isBusy = false
      this.#report = lasting ?? well
      this.#facts = factsAfter(this.#facts, lasting)
    })
    this.#watch.end(lasting)
  }

  /** It is not served any more: its device is not asked. */
  close(): void {
    this.#watch[Symbol.dispose]()
  }

  #watched(): DeviceWatch {
    const { name, options } = this.#queue
    const seconds = options['status-interval']
    const watch = new DeviceWatch({
      device: this.#device,
      interval: (typeof seconds === 'number' ? seconds : watchOptions['status-interval'].default) * 1000,
      clock: systemWatchClock,
      random: Math.random,
      onReport: (report) => this.#whileIdle(report),
      onError: (message) => this.#log.warn(`printer "${name}" cannot be asked how it is: ${message}`, { printer: name }),
    })
    watch.start()
    return watch
  }

  /** What the device says when it is asked; `undefined`: nothing is known of it. */
  #whileIdle(report: DeviceReport | undefined): void {
    this.#change(() => {
      // One that is well has nothing to say that people must read.
      this.#report = report === undefined || (report.reasons.length === 0 && !saysStopped(report)) ? well : report
      this.#facts = factsAfter(this.#facts, report)
    })
  }

  /** Stops after the job that is printing. */
  pause(message: string): void {
    this.#change(() => (this.#pause = message))
  }

  /** Prints again. */
  resume(): void {
    this.#change(() => (this.#pause = undefined))
    this.#resumed.resolve(undefined)
    this.#resumed = Promise.withResolvers()
  }

  /** Accepts jobs, or with a message refuses them. */
  accept(refusal?: string): void {
    this.#change(() => (this.#refusal = refusal))
  }

  /** Resolves when it is not paused. @throws the signal's reason if it is aborted before */
  async notPaused(signal: AbortSignal): Promise<void> {
    const aborted = Promise.withResolvers<never>()
    aborted.promise.catch(() => undefined)
    const abort = (): void => aborted.reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    try {
      while (this.isPaused) {
        signal.throwIfAborted()
        await Promise.race([this.#resumed.promise, aborted.promise])
      }
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  /** @throws PapiError `not-accepting-jobs`, or `document-format-not-supported` if a format is given that is not taken */
  requireAccepting(format?: string): void {
    if (this.#refusal !== undefined) throw new PapiError('not-accepting-jobs', `printer "${this.#queue.name}" takes no jobs${this.#refusal === '' ? '' : `: ${this.#refusal}`}`)
    if (format !== undefined) this.requireFormat(format)
  }

  /** @throws PapiError `document-format-not-supported` */
  requireFormat(format: string): void {
    const { name, formats } = this.#queue
    if (!formats.includes(format)) throw new PapiError('document-format-not-supported', `printer "${name}" does not take ${format}; it takes ${formats.join(', ')}`)
  }

  /** The printer as it is now. */
  snapshot(queuedJobCount: number): Printer {
    const { name, info, location, makeAndModel, uuid, formats, messageFromOperator = '' } = this.#queue
    const state = this.isStopped || (this.isPaused && !this.#isBusy) ? PrinterState.stopped : this.#isBusy ? PrinterState.processing : PrinterState.idle
    return {
      ...{ name, info, location, makeAndModel, uuid, formats, capabilities: this.#capabilities, formatExceptions: this.#formatExceptions, state, queuedJobCount, multipleOperationTimeOut, messageFromOperator },
      stateReasons: [...(this.isPaused ? [this.#isBusy ? 'moving-to-paused' : 'paused'] : []), ...this.#report.reasons],
      stateMessage: [this.#pause, this.#report.message, this.#refusal].filter((part) => part !== undefined && part !== '').join('; '),
      stateChangedAt: this.#stateChangedAt,
      configChangedAt: this.#configChangedAt,
      isAcceptingJobs: this.#refusal === undefined,
      deviceUri: this.#device.uri,
      defaultFormat: formats.includes('application/octet-stream') ? 'application/octet-stream' : (formats[0] ?? 'application/octet-stream'),
      multipleDocuments: false,
      deviceFacts: this.#facts,
    }
  }

  #change(change: () => void): void {
    const before = shown(this.snapshot(0))
    change()
    if (shown(this.snapshot(0)) === before) return
    this.#stateChangedAt = this.#now()
    this.#onChange(this)
  }
}

/** What a change of the printer's state is seen by. */
const shown = ({ state, stateReasons, stateMessage, isAcceptingJobs, deviceFacts }: Printer): string => JSON.stringify([state, stateReasons, stateMessage, isAcceptingJobs, deviceFacts?.alerts])
