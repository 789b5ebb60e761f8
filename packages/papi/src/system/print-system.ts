/** The system: all queues of a server as one object (PWG 5100.22), through which queues come and go at run time. */
import type { Attributes } from '@platen/ipp-core'
import type { Call } from '../call.js'
import type { Printer } from '../printer.js'

/** What is known of the system now. */
export interface SystemDescription {
  /** `system-name`. */
  readonly name: string
  /** `system-location`. */
  readonly location: string
  /** `system-info`. */
  readonly info: string
  /** `system-geo-location`, a `geo:` URI; left out if it is not known. */
  readonly geoLocation?: string
  /** `system-make-and-model`. */
  readonly makeAndModel: string
  /** `system-uuid` as `urn:uuid:...`; stays the same for ever. */
  readonly uuid: string
  /** The version of the software that serves it. */
  readonly version: string
  /** When its configuration last changed by a client, or since its start; milliseconds since 1970. */
  readonly configChangedAt: number
  /** How often that has happened. */
  readonly configChanges: number
}

/** What happens to the system as a whole (PWG 5100.22); what happens to its printers and jobs, their services tell. */
export interface SystemEvent {
  readonly type: 'system-config-changed'
  readonly time: number
  /** The system as it was right after. */
  readonly system: SystemDescription
}

/** What operators may change of the system. What is left out stays. */
export type SystemChanges = Partial<Pick<SystemDescription, 'name' | 'location' | 'info' | 'geoLocation'>>

/** A kind of device that a client may give a queue. */
export interface DeviceScheme {
  /** `socket`. */
  readonly scheme: string
  /** What people call such devices. */
  readonly info: string
}

/** A queue to be added. */
export interface QueueRequest {
  /** Up to 127 letters, digits, `.`, `_` and `-`; it begins with a letter or digit. */
  readonly name: string
  /** The device's URI, of a scheme of {@link PrintSystem.deviceSchemes}. */
  readonly device: string
  /** Settings, as {@link QueueChanges.settings}. */
  readonly settings: Attributes
  /** Whether it does not print yet. Default: it prints. */
  readonly isPaused?: boolean
  /** Whether it takes no jobs yet. Default: it takes them. */
  readonly isRejecting?: boolean
}

/** What operators may change of a queue. */
export interface QueueChanges {
  /** Another device. Only of queues that were added at run time. */
  readonly device?: string
  /**
   * Settings by IPP name: those of `settableSettings`, and `-default` attributes whose values the printer supports. One
   * whose value is `delete-attribute` goes back to what it is without the change.
   */
  readonly settings: Attributes
}

/**
 * The system of a server. What its calls change is kept: it is the same after a restart, or a crash, once the call has
 * resolved. All that change something are for operators: `not-authorized` to others.
 */
export interface PrintSystem {
  readonly description: SystemDescription
  /** What clients may give queues for devices. */
  readonly deviceSchemes: readonly DeviceScheme[]
  /** `printer-id`, 1 to 65535; a queue keeps it while it is there, and nearly as long nobody else gets it. */
  printerId(printer: string): number | undefined
  /** The queue of a `printer-id`. */
  printerWithId(id: number): string | undefined
  /** Changes the system's own attributes. */
  systemModify(call: Call, changes: SystemChanges): Promise<void>
  /** Makes a queue the default. @throws PapiError `not-found` */
  setDefaultPrinter(call: Call, printer: string): Promise<void>
  /**
   * Adds a queue.
   *
   * @throws PapiError `not-possible` if there is one of that name or its device points back at this server,
   * `uri-scheme-not-supported`, `bad-request` if name or device are not well formed
   */
  printerAdd(call: Call, request: QueueRequest): Promise<Printer>
  /** Changes a queue. @throws PapiError as {@link PrintSystem.printerAdd}, and `not-possible` for another device of a declared queue */
  printerModify(call: Call, printer: string, changes: QueueChanges): Promise<Printer>
  /** Removes a queue with its jobs. @throws PapiError `not-possible` if the configuration declares it */
  printerRemove(call: Call, printer: string): Promise<void>
  /** Events from now on, until the signal is aborted. */
  events(signal?: AbortSignal): AsyncIterable<SystemEvent>
}
