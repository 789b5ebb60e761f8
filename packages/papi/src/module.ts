/** The contract of a print-service module (psm): what a third party implements in a package of its own. */
import type { Attributes } from '@platen/ipp-core'
import type { DeviceDirectory, DeviceDriver } from './device.js'
import type { JobIds } from './job-ids.js'
import type { OptionSchema, Options } from './options.js'
import type { PrintService } from './print-service.js'

/** A queue as the configuration declares it, or an operator at run time; checked. */
export interface QueueDefinition {
  readonly name: string
  readonly info: string
  readonly location: string
  readonly makeAndModel: string
  /** `urn:uuid:...`, stable over restarts. */
  readonly uuid: string
  /** The device's URI; modules that serve their own schemes read it as they like. */
  readonly device: string
  /** Accepted formats, the preferred first; never empty. */
  readonly formats: readonly string[]
  /** What the printer can do: Job Template `-supported`, `-default` and `-ready` attributes. */
  readonly capabilities: Attributes
  /** The queue's values for the module's `queueOptions`. */
  readonly options: Options
  /** The queue's values for its device's options. */
  readonly deviceOptions: Options
  /** `printer-message-from-operator`: what an operator wants users to read; empty or left out if nothing. */
  readonly messageFromOperator?: string
}

/** What may change of a queue while it is open. What is left out stays. */
export type QueueDefinitionChanges = Partial<Pick<QueueDefinition, 'info' | 'location' | 'makeAndModel' | 'device' | 'deviceOptions' | 'formats' | 'capabilities' | 'options' | 'messageFromOperator'>>

/** A line of the server's log. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void
  error(message: string, fields?: Readonly<Record<string, unknown>>): void
}

/** What a module is given when it is opened. */
export interface ModuleContext {
  /** The queues that name this module. */
  readonly queues: readonly QueueDefinition[]
  /** The values of the module's `options`. */
  readonly options: Options
  /** A folder of the module's own, there and writable. */
  readonly dataDirectory: string
  /** Where job ids come from. */
  readonly jobIds: JobIds
  /** Devices by URI. */
  readonly devices: DeviceDirectory
  readonly log: Log
}

/**
 * A print-service module: the default export, or the export `psm`, of its package.
 *
 * ```ts
 * import { definePrintServiceModule } from '@platen/papi'
 *
 * export default definePrintServiceModule({ name: 'my-service', open: async (context) => new MyService(context), ... })
 * ```
 */
export interface PrintServiceModule {
  /** A short name for logs and pages, `spool`. */
  readonly name: string
  /** Device URI schemes a queue of this module may name; `any` if it delivers to whatever device there is. */
  readonly schemes: readonly string[] | 'any'
  /** Options of the module as a whole. */
  readonly options: OptionSchema
  /** Options of each queue. */
  readonly queueOptions: OptionSchema
  /** Devices it offers to other modules. */
  readonly devices?: readonly DeviceDriver[]
  /** Starts the service. It owns `dataDirectory` until it is disposed of. */
  open(context: ModuleContext): Promise<PrintService>
}

/** Gives a module its type; returns it unchanged. */
export function definePrintServiceModule<const M extends PrintServiceModule>(module: M): M {
  return module
}
