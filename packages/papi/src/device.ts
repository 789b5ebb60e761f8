/** Devices: where a print service delivers documents to, by URI scheme. */
import type { Attributes } from '@platen/ipp-core'
import type { CarriesOut } from './capabilities/pass-through.js'
import type { DeviceReport } from './device-report.js'
import type { OptionSchema, Options } from './options.js'

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

/** How a delivery ended: the device took the document, and said, or did not say, what became of it. */
export interface DeliveryResult {
  /** Octets delivered. */
  readonly octets: number
  /**
   * What became of the document. Default: `completed`.
   *
   * - `completed`: it was printed, or is taken to be
   * - `canceled-at-device`: somebody canceled it there: the job ends canceled, with `job-canceled-at-device`
   * - `aborted`: the device gave it up, and would do so again: the job ends aborted
   */
  readonly outcome?: DeliveryOutcome
  /**
   * Keywords for `job-state-reasons` beyond those of the outcome: `job-completed-with-warnings` or
   * `job-completed-with-errors` in place of `job-completed-successfully`; `document-format-error` of a document that was aborted.
   */
  readonly reasons: readonly string[]
  /** One sentence for people, empty if there is nothing to say. */
  readonly message: string
  /** Impressions the printer reported. */
  readonly impressions?: number
}

/** What became of a document that a device took. */
export type DeliveryOutcome = 'completed' | 'canceled-at-device' | 'aborted'

/** `job-state-reasons` of a job that is completed: first how well, then the rest (RFC 8011 section 5.3.8). */
export function completedReasons(reasons: readonly string[], noticed = false): string[] {
  const how = ['job-completed-with-errors', 'job-completed-with-warnings'].find((one) => reasons.includes(one)) ?? (noticed ? 'job-completed-with-warnings' : 'job-completed-successfully')
  return [...new Set([how, ...reasons.filter((one) => !one.startsWith('job-completed-'))])]
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
   * Whether a delivery is done with each piece of {@link Delivery.data} when it asks for the next: it has kept none of it, and none is
   * still to be written. Then the print service may read the next one into the same memory, which large documents go faster with.
   * `reusedPieces` of `@platen/papi/contract` shows whether it is so. Default: no
   */
  readonly releasesPieces?: boolean
  /**
   * Delivers a document. A device that is busy, refuses or stops is waited for, visibly by `report`, until the signal
   * is aborted or the device's own bound is reached.
   *
   * @throws {@link DeviceError}, or what reading the data threw
   */
  deliver(delivery: Delivery): Promise<DeliveryResult>
  /**
   * Asks the device how it is. Left out: there is no way to ask it.
   *
   * @returns `undefined`: it does not say, and nothing is known of it from before
   * @throws if it cannot be asked at all in the way its options say
   */
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
