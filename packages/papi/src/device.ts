/** Devices: where a print service delivers documents to, by URI scheme. */
import type { Attributes } from '@platen/ipp-core'
import type { CarriesOut } from './capabilities/pass-through.js'
import type { OptionSchema, Options } from './options.js'

/** What a device says while it works, or when asked. */
export interface DeviceReport {
  /** `printer-state-reasons` keywords with severity suffixes; empty when all is well. */
  readonly reasons: readonly string[]
  /** One sentence for people. */
  readonly message: string
}

/** A document on its way to a device. */
export interface Delivery {
  /** What devices may tell the printer about the job. */
  readonly job: { readonly id: number; readonly name: string; readonly user: string; readonly documentName: string; readonly format: string }
  /** The job's attributes, of which the device has the printer carry out what {@link Device.carriesOut} says. Default: none. */
  readonly ticket?: Attributes
  /** The octets to deliver. May be read once; its errors end the delivery. */
  readonly data: AsyncIterable<Uint8Array>
  /** Aborted to cancel: the device leaves the printer clean and throws `canceled`. */
  readonly signal: AbortSignal
  /** To be awaited right before the first octet is sent: the attempt is journaled there. */
  beforeFirstOctet(): Promise<void>
  /** Octets the printer has taken so far, in all. */
  progress(octets: number): void
  /** The device's state as it changes: connecting, waiting, out of paper, or well again. */
  report(report: DeviceReport): void
}

/** How a delivery ended well. */
export interface DeliveryResult {
  /** Octets delivered. */
  readonly octets: number
  /** Reasons for `job-state-reasons` beyond success, such as `job-completed-with-warnings`. */
  readonly reasons: readonly string[]
  /** One sentence for people, empty if there is nothing to say. */
  readonly message: string
  /** Impressions the printer reported. */
  readonly impressions?: number
}

/**
 * Why a delivery failed.
 *
 * - `unreachable`: no connection could be made within the device's bound; nothing was sent.
 * - `lost`: the connection broke after octets were sent.
 * - `canceled`: the signal was aborted.
 * - `failed`: the device cannot take it and never will (a folder that is not there, say).
 */
export type DeviceErrorCode = 'unreachable' | 'lost' | 'canceled' | 'failed'

/** A delivery that failed. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError'

  constructor(
    readonly code: DeviceErrorCode,
    message: string,
    /** Octets the printer may have taken. */
    readonly octetsSent: number,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** One device. Its user delivers one document at a time. */
export interface Device extends AsyncDisposable {
  /** Where it is, without secrets. */
  readonly uri: string
  /** Which Job Template attributes it has the printer carry out, whatever the document says. Default: none; documents pass through. */
  readonly carriesOut?: CarriesOut
  /**
   * Delivers a document. A device that is busy, refuses or stops is waited for, visibly by `report`, until the signal
   * is aborted or the device's own bound is reached.
   *
   * @throws {@link DeviceError}, or what reading the data threw
   */
  deliver(delivery: Delivery): Promise<DeliveryResult>
  /** Asks the device how it is. `undefined`: it does not say. */
  status?(signal: AbortSignal): Promise<DeviceReport | undefined>
}

/** Makes devices of some URI schemes. */
export interface DeviceDriver {
  /** Schemes without colon, `socket`. */
  readonly schemes: readonly string[]
  /** What people call such devices, `Raw TCP port (JetDirect)`. Default: the scheme. */
  readonly info?: string
  /** The options a queue may set for such a device. */
  readonly options: OptionSchema
  /** Formats such a device can be given when the configuration names none. Default: the server's. */
  readonly formats?: readonly string[]
  /**
   * Opens the device of a URI. Nothing is connected yet.
   *
   * @throws Error with a sentence for the administrator if the URI is not right
   */
  open(uri: URL, options: Options): Device
}

/** The devices at hand, by scheme. */
export interface DeviceDirectory {
  /** Schemes that can be used, in order. */
  readonly schemes: readonly string[]
  /** The driver of a scheme. */
  driver(scheme: string): DeviceDriver | undefined
  /**
   * Opens the device of a URI.
   *
   * @throws PapiError `uri-scheme-not-supported`, or `bad-argument` if the URI or an option is not right
   */
  open(uri: string, options?: Options): Device
}
