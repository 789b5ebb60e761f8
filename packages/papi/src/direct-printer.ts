/** A queue of a print service without a memory: its state, as its device and its operators make it. */
import { PrinterState } from '@platen/ipp-core'
import type { Attributes } from '@platen/ipp-core'
import { passThroughExceptions } from './capabilities/pass-through.js'
import { directCapabilities } from './direct-capabilities.js'
import type { Device, DeviceReport } from './device.js'
import type { QueueDefinition } from './module.js'
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
  readonly #onChange: (printer: DirectPrinter) => void
  #stateChangedAt: number
  #report = well
  #isBusy = false
  #pause: string | undefined
  #refusal: string | undefined
  #resumed = Promise.withResolvers<undefined>()

  /** @param onChange - called when its state, reasons, message or acceptance has changed */
  constructor(queue: QueueDefinition, device: Device, now: () => number, onChange: (printer: DirectPrinter) => void) {
    this.#queue = queue
    this.#device = device
    this.#capabilities = directCapabilities(queue.capabilities, device)
    this.#formatExceptions = passThroughExceptions(queue.capabilities, queue.formats, device.carriesOut)
    this.#now = now
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
      if (device !== this.#device) this.#report = well
      this.#queue = queue
      this.#device = device
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
    return this.#report.reasons.some((reason) => reason.endsWith('-error'))
  }

  /** A delivery begins. */
  begin(): void {
    this.#change(() => (this.#isBusy = true))
  }

  /** What the device says while it works. */
  report(report: DeviceReport): void {
    this.#change(() => (this.#report = report))
  }

  /** The delivery has ended: what the device said of it is over. */
  end(): void {
    this.#change(() => {
      this.#isBusy = false
      this.#report = well
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
    const state = this.#isBusy ? (this.isStopped ? PrinterState.stopped : PrinterState.processing) : this.isPaused ? PrinterState.stopped : PrinterState.idle
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
const shown = ({ state, stateReasons, stateMessage, isAcceptingJobs }: Printer): string => JSON.stringify([state, stateReasons, stateMessage, isAcceptingJobs])
